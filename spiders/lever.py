"""Boards on Lever."""

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.fields import Fields, joined
from spiders.items import Posting
from spiders.plan import Board


class LeverSpider(JsonBoardSpider):
    """Lever's public Postings API.

    Endpoint: `GET https://api.lever.co/v0/postings/{board}?mode=json`.
    Paging: none, the whole board in one answer, without a total. An unknown board answers 404.
    Auth: none.
    Fields: `text` is the title. `createdAt` is milliseconds since 1970 and the only date. `categories` hold location, team,
    department and commitment; `categories.allLocations` all places. `country` is an ISO code. The text comes in three parts,
    `description`, `lists` and `additional`, as HTML; the `…Plain`, `opening` and `descriptionBody` fields repeat it.
    Pay: `salaryRange` (currency, interval, min, max), else a text.
    Caps: none stated for reading.
    Terms: documented as public, for building one's own job site.
    """

    name = "lever"
    card = Card(
        homepage="https://github.com/lever/postings-api",
        proof="whole listing in one answer",
        has_posted_date=True,
        terms_url="https://github.com/lever/postings-api",
        robots_url="https://api.lever.co/robots.txt",
        terms_note="The Postings API is documented as public, for building one's own job site.",
    )
    address = "api.lever.co/v0/postings/{board}?mode=json"
    careers = "jobs.lever.co/{board}"

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of the list."""
        raw.drop("applyUrl", "additionalPlain", "descriptionPlain", "opening", "openingPlain")
        raw.drop("descriptionBody", "descriptionBodyPlain", "salaryDescription")
        categories = raw.part("categories")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=raw.identifier("id"),
            title=raw.title("text"),
            employer=board.employer,
            location=joined([categories.text("location"), *categories.texts("allLocations")], " | "),
            country=raw.text("country"),
            description=_whole_text(raw),
            url=raw.text("hostedUrl"),
            posted_at=raw.text("createdAt"),
            department=joined([categories.text("department"), categories.text("team")], " | "),
            employment_type=categories.text("commitment"),
            workplace=raw.text("workplaceType"),
            pay=joined([raw.whole("salaryRange"), raw.text("salaryDescriptionPlain")], " | "),
        )


def _whole_text(raw: Fields) -> str | None:
    lists = [f"<h3>{part.text('text') or ''}</h3><ul>{part.text('content') or ''}</ul>" for part in raw.parts("lists")]
    return joined([raw.text("description"), *lists, raw.text("additional")], "\n")
