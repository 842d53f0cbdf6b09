"""Workable's public list of jobs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from spiders.sandbox import words
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import Asked, JsonFormat, Shown, listed


class Workable(JsonFormat):
    """One answer with the whole board, without a total. A job with several places has a row for each of them."""

    source = "workable"
    address = "apply.workable.com/api/v1/widget/accounts/{board}"
    has_requisitions = True
    id_field = "shortcode"

    def identifier(self, unique: UUID) -> str:
        """Ten hexadecimal digits."""
        return unique.hex[:10].upper()

    def item(self, posting: PostingFacts) -> str:
        """The job's rows. Without an identifier nothing tells that they are one job, so it has one row then."""
        places = posting.places[:1] if posting.flaw == "odd_id" else posting.places
        return ",".join(map(super().item, [replace(posting, places=(place,)) for place in places]))

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One row of `jobs`."""
        url = f"https://apply.workable.com/j/{posting.posting_id}"
        city, country = posting.places[0].partition(",")[0], words.COUNTRIES[posting.country]
        place = {"country": country, "countryCode": posting.country, "city": city, "region": None, "hidden": False}
        return {
            "title": posting.title,
            "shortcode": posting.posting_id,
            "code": posting.requisition,
            "employment_type": posting.employment,
            "telecommuting": posting.is_remote,
            "department": posting.department,
            "url": url,
            "shortlink": url,
            "application_url": f"{url}/apply",
            "published_on": str(posting.posted_on),
            "created_at": str(posting.posted_on),
            "country": country,
            "city": city,
            "state": "",
            "locations": [place],
            "education": "",
            "experience": "Associate",
            "function": "Marketing",
            "industry": "Retail",
            "description": posting.description,
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """The whole board."""
        return f'{{"name":"{asked.board}","description":"","jobs":[{listed(shown)}]}}'
