"""The list of BambooHR's careers pages."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from spiders.sandbox import words
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import Asked, JsonFormat, Shown, listed

NOWHERE = {"country": None, "state": None, "province": None, "city": None}


class BambooHR(JsonFormat):
    """One answer with the whole board and its total, without dates and texts."""

    source = "bamboohr"
    address = "{board}.bamboohr.com/careers/list"
    title_field = "jobOpeningName"

    def identifier(self, unique: UUID) -> str:
        """Eight digits."""
        return str(10_000_000 + unique.int % 90_000_000)

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of `result`."""
        city = posting.places[0].partition(",")[0]
        wanted = {**NOWHERE, "country": words.COUNTRIES[posting.country], "city": city}
        return {
            "id": posting.posting_id,
            "jobOpeningName": posting.title,
            "departmentId": "18660",
            "departmentLabel": posting.department,
            "employmentStatusLabel": posting.employment,
            "employmentType": None,
            "location": {"city": None if posting.is_remote else posting.places[0], "state": None},
            "atsLocation": wanted if posting.is_remote else NOWHERE,
            "isRemote": None,
            "locationType": "1" if posting.is_remote else "2",
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """The whole board."""
        return f'{{"meta":{{"totalCount":{total}}},"result":[{listed(shown)}]}}'
