"""Adzuna's search API."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import PAGE, Asked, JsonFormat, Shown, listed, moment


class Adzuna(JsonFormat):
    """Numbered pages of a country's advertisements, for all employers."""

    source = "adzuna"
    address = "api.adzuna.com/v1/api/jobs/{board}/search/1"
    items_address = "api.adzuna.com/v1/api/jobs/{board}/search/{item}"
    board = "gb"

    def identifier(self, unique: UUID) -> str:
        """Ten digits."""
        return str(5_000_000_000 + unique.int % 1_000_000_000)

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of `results`."""
        low, high = posting.pay[:2] if posting.pay else (None, None)
        return {
            "__CLASS__": "Adzuna::API::Response::Job",
            "id": posting.posting_id,
            "adref": "invented",
            "title": posting.title,
            "description": posting.description,
            "redirect_url": f"https://www.adzuna.co.uk/details/{posting.posting_id}",
            "created": moment(posting.posted_on),
            "company": {"__CLASS__": "Adzuna::API::Response::Company", "display_name": posting.employer},
            "location": {
                "__CLASS__": "Adzuna::API::Response::Location",
                "display_name": posting.places[0],
                "area": [posting.country],
            },
            "category": {"tag": "pr-advertising-marketing-jobs", "label": posting.department},
            "contract_time": posting.employment.lower().replace("-", "_"),
            "salary_min": low,
            "salary_max": high,
            "salary_is_predicted": "0",
            "latitude": 51.5,
            "longitude": -0.1,
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """One page."""
        number = int(asked.item or 1)
        return f'{{"count":{total},"mean":0,"results":[{listed(shown[(number - 1) * PAGE : number * PAGE])}]}}'
