"""Arbeitnow's job board API."""

from collections.abc import Sequence
from typing import Any

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.documents import found_at
from spiders.fields import Fields, joined
from spiders.items import Posting
from spiders.listing import NotAListing
from spiders.paging import next_by_link
from spiders.plan import Board


class ArbeitnowSpider(JsonBoardSpider):
    """Arbeitnow's public API, jobs in Germany and remote ones, one board (`all`) for everybody.

    Endpoint: `GET https://www.arbeitnow.com/api/job-board-api?page=1`.
    Paging: `links.next` is the address of the next page, null on the last. No total.
    Auth: none.
    Fields: `slug` names the posting, `company_name` is the employer, `created_at` the posting date in seconds since 1970,
    `job_types` the kinds of employment, `remote` true or false.
    Caps: none stated.
    Terms: free to use; its answers ask for a link back.
    """

    name = "arbeitnow"
    card = Card(
        homepage="https://www.arbeitnow.com/blog/job-board-api",
        proof="read to its last page",
        has_posted_date=True,
        is_aggregator=True,
        terms_url="https://www.arbeitnow.com/terms",
        robots_url="https://www.arbeitnow.com/robots.txt",
        terms_note="The documentation calls the API free and asks for a link back to Arbeitnow.",
        daily_requests=200,
    )
    address = "www.arbeitnow.com/api/job-board-api?page=1"
    items_at = ("data",)

    def more(self, stated: Any, items: Sequence[Any], address: str) -> Sequence[str]:
        """The page that this one names as its next. Raises `NotAListing` where it does not say whether there is one."""
        links = found_at(stated, ("links",))
        if not isinstance(links, dict) or "next" not in links:
            raise NotAListing("wrong shape: no links.next, and nothing else proves a last page")
        return next_by_link(address, links["next"])

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of `data`."""
        raw.drop("tags")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=raw.identifier("slug"),
            title=raw.title("title"),
            employer=raw.text("company_name"),
            location=raw.text("location"),
            description=raw.text("description"),
            url=raw.text("url"),
            posted_at=raw.text("created_at"),
            employment_type=joined(list(raw.texts("job_types")), " | "),
            workplace="remote" if raw.flag("remote") else None,
        )
