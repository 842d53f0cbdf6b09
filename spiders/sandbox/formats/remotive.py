"""Remotive's API."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import Asked, JsonFormat, Shown, listed, moment


class Remotive(JsonFormat):
    """One answer for all employers, with its own count."""

    source = "remotive"
    address = "remotive.com/api/remote-jobs"
    board = "all"

    def identifier(self, unique: UUID) -> str:
        """Seven digits."""
        return str(1_000_000 + unique.int % 9_000_000)

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of `jobs`."""
        low, high, _, sign = posting.pay or (0, 0, "", "")
        return {
            "id": int(posting.posting_id),
            "url": f"https://remotive.com/remote-jobs/marketing/{posting.posting_id}",
            "title": posting.title,
            "company_name": posting.employer,
            "company_logo": "",
            "category": posting.department,
            "tags": ["remote"],
            "job_type": posting.employment.lower().replace("-", "_"),
            "publication_date": moment(posting.posted_on).removesuffix("+00:00"),
            "candidate_required_location": ", ".join(posting.places),
            "salary": f"{sign}{low:,} - {sign}{high:,}" if posting.pay else "",
            "description": posting.description,
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """The whole board."""
        return f'{{"0-legal-notice":"invented","job-count":{total},"jobs":[{listed(shown)}]}}'
