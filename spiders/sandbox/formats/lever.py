"""Lever's Postings API."""

from collections.abc import Sequence
from typing import Any

from spiders.sandbox.facts import WORKPLACES, PostingFacts
from spiders.sandbox.formats.format import Asked, JsonFormat, Shown, at_nine, listed
from spiders.sandbox.texts import WISHES


class Lever(JsonFormat):
    """One list with the whole board, without a total. The text comes in three parts."""

    source = "lever"
    address = "api.lever.co/v0/postings/{board}"
    flaws = ("no_title", "odd_id", "not_an_object")
    title_field = "text"

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of the list."""
        url = f"https://jobs.lever.co/{posting.board}/{posting.posting_id}"
        before, _, rest = posting.description.partition(f"<h3>{WISHES}</h3><ul>")
        wishes, _, after = rest.partition("</ul>")
        stated = {
            "id": posting.posting_id,
            "text": posting.title,
            "categories": {
                "commitment": posting.employment,
                "location": posting.places[0],
                "team": posting.department,
                "allLocations": list(posting.places),
            },
            "country": posting.country,
            "workplaceType": WORKPLACES[posting.is_remote],
            "createdAt": int(at_nine(posting.posted_on).timestamp() * 1000),
            "description": before,
            "descriptionPlain": "",
            "lists": [{"text": WISHES, "content": wishes}],
            "additional": after,
            "additionalPlain": "",
            "hostedUrl": url,
            "applyUrl": f"{url}/apply",
        }
        if posting.pay:
            low, high, currency, _ = posting.pay
            stated["salaryRange"] = {"currency": currency, "interval": "per-year-salary", "min": low, "max": high}
        return stated

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """The whole board."""
        return f"[{listed(shown)}]"
