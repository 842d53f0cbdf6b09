"""SmartRecruiters' Posting API."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import PAGE, Asked, JsonFormat, Shown, at_nine, listed


class SmartRecruiters(JsonFormat):
    """Pages with the total, without texts. Whoever made a posting is named in it."""

    source = "smartrecruiters"
    address = "api.smartrecruiters.com/v1/companies/{board}/postings"
    has_requisitions = True
    title_field = "name"

    def identifier(self, unique: UUID) -> str:
        """Fifteen digits."""
        return str(743_999_000_000_000 + unique.int % 1_000_000_000)

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of `content`."""
        return {
            "id": posting.posting_id,
            "name": posting.title,
            "uuid": f"00000000-0000-4000-8000-{posting.posting_id[-12:]}",
            "jobAdId": f"10000000-0000-4000-8000-{posting.posting_id[-12:]}",
            "defaultJobAd": True,
            "refNumber": posting.requisition,
            "company": {"identifier": posting.board, "name": posting.employer},
            "releasedDate": at_nine(posting.posted_on).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "location": {
                "city": posting.places[0].partition(",")[0],
                "region": None,
                "country": posting.country.lower(),
                "address": "1 Market Street",
                "postalCode": "10115",
                "remote": posting.is_remote,
                "hybrid": False,
                "fullLocation": posting.places[0],
            },
            "industry": {"id": "retail", "label": "Retail"},
            "department": {"id": "12", "label": posting.department},
            "function": {"id": "marketing", "label": "Marketing"},
            "typeOfEmployment": {"id": posting.employment.lower(), "label": posting.employment},
            "experienceLevel": {"id": "not_applicable", "label": "Not Applicable"},
            "customField": [{"fieldId": "COUNTRY", "fieldLabel": "Country/Region", "valueId": posting.country.lower()}],
            "visibility": "PUBLIC",
            "ref": f"https://{self.address.format(board=posting.board)}/{posting.posting_id}",
            "creator": {"name": "Zsuzsa Beispiel"},
            "language": {"code": "en", "label": "English", "labelNative": "English (US)"},
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """One page."""
        offset = asked.number("offset", 0)
        page = listed(shown[offset : offset + PAGE])
        return f'{{"offset":{offset},"limit":{PAGE},"totalFound":{total},"content":[{page}]}}'
