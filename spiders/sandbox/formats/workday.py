"""Workday's listing."""

import re
from collections.abc import Sequence
from typing import Any

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import PAGE, Asked, JsonFormat, Shown, listed


class Workday(JsonFormat):
    """Pages with the total, asked for by POST; a board's token has three parts."""

    source = "workday"
    address = "{tenant}.{centre}.myworkdayjobs.com/wday/cxs/{tenant}/{site}/jobs"
    id_field = "externalPath"

    def token(self, employer: str) -> str:
        """Tenant, data centre, site."""
        return f"{employer}/wd5/careers"

    def path(self, board: str) -> str:
        """The address that the three parts of a token make."""
        tenant, centre, site = board.split("/")
        return self.address.format(tenant=tenant, centre=centre, site=site)

    def read(self, path: str) -> tuple[str, str | None] | None:
        """The token stands in two places of the address."""
        found = re.fullmatch(r"([^/.]+)\.(wd\d+)\.myworkdayjobs\.com/wday/cxs/\1/([^/]+)/jobs", path)
        return found and ("/".join(found.groups()), None)

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of `jobPostings`."""
        return {
            "title": posting.title,
            "externalPath": f"/job/{posting.places[0].partition(',')[0]}/{posting.posting_id}",
            "locationsText": posting.places[0],
            "postedOn": "Posted Today",
            "bulletFields": [posting.requisition],
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """One page."""
        offset = asked.number("offset", 0)
        return f'{{"total":{total},"jobPostings":[{listed(shown[offset : offset + PAGE])}],"facets":[]}}'
