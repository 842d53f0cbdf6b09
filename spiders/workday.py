"""Boards on Workday: shipped, and disabled because nothing documents them."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from w3lib.url import url_query_parameter

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.documents import total_at
from spiders.fields import Fields
from spiders.items import Posting
from spiders.paging import next_by_offset
from spiders.plan import Board


class WorkdaySpider(JsonBoardSpider):
    """The listing that Workday's own career pages read. A board is `tenant/data centre/site`, as in `acme/wd5/careers`. Disabled.

    Endpoint: `POST https://{tenant}.{centre}.myworkdayjobs.com/wday/cxs/{tenant}/{site}/jobs` with limit and offset as JSON.
    Paging: by `offset`; `total` counts the board.
    Auth: none.
    Fields: `externalPath` names the posting and ends in the requisition. `postedOn` is words ("Posted Yesterday"), and no date.
    `locationsText` may be a number of places. No text: that is another request for each posting.
    Caps: 2,000 postings, in silence.
    Terms: not documented as public; whoever uses it does so at the mercy of the host.
    """

    name = "workday"
    card = Card(
        homepage="https://www.workday.com",
        proof="total",
        has_posted_date=False,
        has_description=False,
        cap=2_000,
        is_conditional=False,
        robots_url="https://www.myworkdayjobs.com/robots.txt",
        terms_note="Nothing documents the listing as public.",
        disabled_because="undocumented, and silent about everything beyond 2,000 postings",
    )
    address = "{tenant}.{centre}.myworkdayjobs.com/wday/cxs/{tenant}/{site}/jobs"
    items_at = ("jobPostings",)
    total_at = ("total",)

    def first_page(self, board: Board) -> str:
        """The address that the three parts of a board's token make."""
        tenant, centre, site = _parts(board)
        return self.address.format(tenant=tenant, centre=centre, site=site)

    def request_for(self, address: str) -> dict[str, Any]:
        """A POST: which page is wanted stands in its body."""
        offset = int(url_query_parameter(address, "offset") or "0")
        asked = {"limit": 20, "offset": offset, "searchText": "", "appliedFacets": {}}
        return {"url": self.prefix + address.partition("?")[0], "method": "POST", "body": json.dumps(asked)}

    def more(self, stated: Any, items: Sequence[Any], address: str) -> Sequence[str]:
        """The page after as many postings as were shown."""
        return next_by_offset(address, len(items), total_at(stated, self.total_at))

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of `jobPostings`."""
        raw.drop("postedOn", "bulletFields", "timeType", "remoteType")
        path = raw.identifier("externalPath")
        raw.identified = path.rsplit("/", 1)[-1]
        tenant, centre, site = _parts(board)
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=raw.identified,
            title=raw.title("title"),
            employer=board.employer,
            location=raw.text("locationsText"),
            url=f"https://{tenant}.{centre}.myworkdayjobs.com/{site}{path}",
            requisition_id=path.rsplit("_", 1)[-1],
        )


def _parts(board: Board) -> list[str]:
    return [quote(part, safe="") for part in [*board.board.split("/"), "", ""][:3]]
