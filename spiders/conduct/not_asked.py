"""Why a request was not sent."""

from scrapy.exceptions import IgnoreRequest


class NotAsked(IgnoreRequest):
    """A request that our own rules stop. Its text is the ledger's `why`, `status` one of `expectations.contracts.STATUSES`."""

    def __init__(self, status: str, why: str) -> None:
        super().__init__(why)
        self.status = status
