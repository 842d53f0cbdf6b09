"""Remote OK's feed."""

from collections.abc import Sequence
from typing import Any

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.fields import Fields, joined
from spiders.items import Posting
from spiders.plan import Board


class RemoteOkSpider(JsonBoardSpider):
    """Remote OK's public feed of remote jobs, one board (`all`) for everybody.

    Endpoint: `GET https://remoteok.com/api`, a JSON list whose first element is a legal notice.
    Paging: none; `page` and the like are ignored.
    Auth: none.
    Fields: `position` is the title, `company` the employer, `date` the posting date; `salary_min` and `salary_max` are dollars
    a year, nought where nothing is stated.
    Caps: the newest 100 postings. What is older leaves the feed while it may still be open: the feed never closes a posting.
    Terms: the notice asks for a link back to the posting's page and for naming Remote OK as the source.
    """

    name = "remoteok"
    card = Card(
        homepage="https://remoteok.com/api",
        proof="whole listing in one answer",
        has_posted_date=True,
        is_aggregator=True,
        cap=100,
        terms_url="https://remoteok.com/api",
        robots_url="https://remoteok.com/robots.txt",
        terms_note="The feed's first element asks for a link back to each posting's page and for naming Remote OK.",
        daily_requests=4,
    )
    address = "remoteok.com/api"

    def items(self, stated: Any) -> list[Any]:
        """The list without the notice."""
        listed = super().items(stated)
        is_notice = bool(listed) and isinstance(listed[0], dict) and "legal" in listed[0]
        return listed[is_notice:]

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One element of the list."""
        raw.drop("slug", "epoch", "company_logo", "logo", "tags", "apply_url", "original", "verified")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=raw.identifier("id"),
            title=raw.title("position"),
            employer=raw.text("company"),
            location=raw.text("location"),
            description=raw.text("description"),
            url=raw.text("url"),
            posted_at=raw.text("date"),
            workplace="remote",
            pay=_pay([raw.text("salary_min"), raw.text("salary_max")]),
        )


def _pay(bounds: Sequence[str | None]) -> str | None:
    stated = [f"${bound}" for bound in bounds if bound and bound != "0"]
    return joined(stated, " - ") and f"{joined(stated, ' - ')} a year"
