"""Personio's XML feed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import Asked, Shown, XmlFormat, listed, moment

CONTRACTS = {"Internship": "intern"}


class Personio(XmlFormat):
    """One document with the whole board, without a total."""

    source = "personio"
    address = "{board}.jobs.personio.de/xml"
    element = "position"
    title_field = "name"

    def identifier(self, unique: UUID) -> str:
        """Eight digits."""
        return str(10_000_000 + unique.int % 90_000_000)

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One `position`."""
        first, *others = posting.places
        return {
            "id": posting.posting_id,
            "subcompany": posting.employer,
            "office": first,
            "additionalOffices": {"office": others} if others else None,
            "department": posting.department,
            "recruitingCategory": "Marketing",
            "name": posting.title,
            "jobDescriptions": {"jobDescription": [{"name": "Your role", "value": posting.description}]},
            "employmentType": CONTRACTS.get(posting.employment, "permanent"),
            "seniority": "experienced",
            "schedule": "part-time" if posting.employment == "Part-time" else "full-time",
            "yearsOfExperience": "2-5",
            "occupation": "social_media",
            "occupationCategory": "marketing_and_product",
            "createdAt": moment(posting.posted_on),
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """The whole board."""
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>\n{listed(shown, "")}\n</workzag-jobs>'
