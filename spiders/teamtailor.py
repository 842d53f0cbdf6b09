"""Boards on Teamtailor."""

from collections.abc import Sequence
from typing import Any

from spiders.base import XmlBoardSpider
from spiders.card import Card
from spiders.fields import Fields, joined
from spiders.items import Posting
from spiders.paging import next_by_offset
from spiders.plan import Board

WORKPLACES = {"none": "On-site", "hybrid": "Hybrid", "fully": "Fully remote", "temporary": "Temporarily remote"}
"""What the codes of `remoteStatus` say in words."""


class TeamtailorSpider(XmlBoardSpider):
    """The RSS feed of a Teamtailor careers site.

    Endpoint: `GET https://{board}.teamtailor.com/jobs.rss?per_page=100`. A board in North America is called `name.na`. Sites on
    a domain of their own have the feed here too.
    Paging: `offset` and `per_page`, 100 by default; no total. A listing is read until a page is empty, because a short page may
    have been cut short.
    Auth: none.
    Fields: `guid` identifies a posting, `pubDate` (RFC 2822) is the posting date. `tt:locations` hold all places, with the
    employer's name for each; streets are dropped. `remoteStatus` is a code. `description` is HTML. No employment type, no pay.
    Caps: none stated.
    Terms: documented as a feed of public data, for sending to other systems.
    """

    name = "teamtailor"
    card = Card(
        homepage="https://support.teamtailor.com/en/articles/11171756-rss-feed-how-to-guide",
        proof="read to its last page",
        has_posted_date=True,
        terms_url="https://support.teamtailor.com/en/articles/11171756-rss-feed-how-to-guide",
        robots_url="https://{board}.teamtailor.com/robots.txt",
        terms_note="The feed is documented as public data, for sending to other systems; counting is not mentioned.",
    )
    address = "{board}.teamtailor.com/jobs.rss?per_page=100"
    careers = "{board}.teamtailor.com"
    items_at = ("rss", "channel", "item")
    lists = ("item", "tt:location")

    def more(self, stated: Any, items: Sequence[Any], address: str) -> Sequence[str]:
        """The next page, after any that held something."""
        return next_by_offset(address, len(items))

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One `item`."""
        posting_id = raw.identifier("guid")
        raw.drop("tt:role", "tt:division")
        places = raw.part("tt:locations").parts("tt:location")
        countries = [place.text("tt:country") for place in places]
        status = raw.text("remoteStatus")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=posting_id,
            title=raw.title("title"),
            employer=board.employer,
            location=joined([_place(*both) for both in zip(places, countries, strict=True)], " | "),
            country=next(iter(countries), None),
            description=raw.text("description"),
            url=raw.text("link"),
            posted_at=raw.text("pubDate"),
            department=raw.text("tt:department"),
            workplace=WORKPLACES.get(status or "", status),
        )


def _place(place: Fields, country: str | None) -> str | None:
    place.drop("tt:address", "tt:zip")
    name = place.text("tt:name")
    return joined([place.text("tt:city") or name, country], ", ")
