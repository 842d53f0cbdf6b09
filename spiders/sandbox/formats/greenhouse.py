"""Greenhouse's Job Board API."""

from collections.abc import Sequence
from html import escape
from typing import Any
from uuid import UUID

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import Asked, JsonFormat, Shown, listed, moment


class Greenhouse(JsonFormat):
    """One answer with the whole board and its total. The text is HTML, escaped once more; pay stands in it."""

    source = "greenhouse"
    address = "boards-api.greenhouse.io/v1/boards/{board}/jobs"
    has_requisitions = True
    flaws = ("no_title", "odd_id", "prospect")

    def identifier(self, unique: UUID) -> str:
        """Ten digits."""
        return str(4_000_000_000 + unique.int % 1_000_000_000)

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of `jobs`."""
        url = f"https://job-boards.greenhouse.io/{posting.board}/jobs/{posting.posting_id}"
        own = [{"id": 41, "name": "Employment Type", "value": posting.employment, "value_type": "single_select"}]
        office: dict[str, Any] = {"location": posting.places[0], "child_ids": [], "parent_id": None}
        return {
            "absolute_url": url,
            "data_compliance": [{"type": "gdpr", "requires_consent": False, "retention_period": None}],
            "internal_job_id": None if posting.flaw == "prospect" else int(posting.requisition.removeprefix("R-")),
            "location": {"name": "; ".join(_places(posting))},
            "metadata": own,
            "id": int(posting.posting_id),
            "updated_at": _moment_in_new_york(posting.updated_on),
            "requisition_id": posting.requisition,
            "title": posting.title,
            "company_name": posting.employer,
            "first_published": _moment_in_new_york(posting.posted_on),
            "language": "en",
            "application_deadline": None,
            "content": escape(posting.description + _pay_text(posting)),
            "departments": [{"id": 12, "name": posting.department, "child_ids": [], "parent_id": None}],
            "offices": [{"id": 77, "name": posting.places[0], **office}],
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """The whole board."""
        return f'{{"jobs":[{listed(shown)}],"meta":{{"total":{total}}}}}'


def _places(posting: PostingFacts) -> list[str]:
    return [f"Remote - {place}" if posting.is_remote else place for place in posting.places]


def _pay_text(posting: PostingFacts) -> str:
    if not posting.pay:
        return ""
    low, high, _, sign = posting.pay
    return f"<p>The pay is {sign}{low:,} - {sign}{high:,} a year.</p>"


def _moment_in_new_york(day: Any) -> str:
    return moment(day).replace("+00:00", "-04:00")
