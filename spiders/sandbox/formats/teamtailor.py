"""Teamtailor's RSS feed."""

from collections.abc import Sequence
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

from spiders.sandbox import words
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import PAGE, Asked, Shown, XmlFormat, at_nine, listed


class Teamtailor(XmlFormat):
    """Pages of a feed, without a total."""

    source = "teamtailor"
    address = "{board}.teamtailor.com/jobs.rss"
    kind = "application/rss+xml; charset=utf-8"
    element = "item"
    id_field = "guid"

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One `item`."""
        return {
            "title": posting.title,
            "description": posting.description,
            "pubDate": format_datetime(at_nine(posting.posted_on)),
            "link": f"https://{posting.board}.teamtailor.com/jobs/{posting.posting_id[:7]}",
            "remoteStatus": "fully" if posting.is_remote else "hybrid",
            "guid": posting.posting_id,
            "tt:locations": {"tt:location": [_location(place, posting.country) for place in posting.places]},
            "tt:department": posting.department,
            "tt:role": posting.title,
            "tt:division": None,
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """One page, an empty one after the last."""
        offset = asked.number("offset", 0)
        channel = f"<title>{escape(asked.board)}</title>{listed(shown[offset : offset + PAGE], '')}"
        return f'<rss version="2.0" xmlns:tt="https://teamtailor.com/locations"><channel>{channel}</channel></rss>'


def _location(place: str, country: str) -> dict[str, Any]:
    city = place.partition(",")[0]
    street = {"tt:address": "1 Market Street", "tt:zip": "10115"}
    return {"tt:name": f"{city} office", **street, "tt:city": city, "tt:country": words.COUNTRIES[country]}
