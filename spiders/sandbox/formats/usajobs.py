"""USAJOBS' Historic JOA API."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from spiders.sandbox import words
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import PAGE, Asked, JsonFormat, Shown, listed


class Usajobs(JsonFormat):
    """Pages of a series' announcements, for all agencies; each names the next one by a token."""

    source = "usajobs"
    address = "data.usajobs.gov/api/historicjoa"
    has_requisitions = True
    board = "1035"
    id_field = "usajobsControlNumber"
    title_field = "positionTitle"

    def identifier(self, unique: UUID) -> str:
        """Nine digits."""
        return str(800_000_000 + unique.int % 100_000_000)

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of `data`."""
        low, high = posting.pay[:2] if posting.pay else (None, None)
        return {
            "usajobsControlNumber": int(posting.posting_id),
            "hiringAgencyCode": "XX01",
            "hiringAgencyName": posting.employer,
            "hiringDepartmentCode": "XX",
            "hiringDepartmentName": "Department of Inventions",
            "hiringSubelementName": posting.department,
            "appointmentType": "Permanent",
            "workSchedule": posting.employment,
            "payScale": "GS",
            "salaryType": "Per Year",
            "positionOpenDate": str(posting.posted_on),
            "positionCloseDate": str(posting.posted_on + timedelta(days=400)),
            "positionExpireDate": None,
            "announcementNumber": posting.requisition,
            "positionTitle": posting.title,
            "minimumSalary": low,
            "maximumSalary": high,
            "totalOpenings": "1",
            "positionOpeningStatus": "Accepting applications",
            "jobcategories": [{"series": "1035"}],
            "positionlocations": [
                {"positionLocationCity": place, "positionLocationCountry": words.COUNTRIES[posting.country]}
                for place in posting.places
            ],
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """One page."""
        first = asked.number("continuationtoken", 0)
        following = first + PAGE if first + PAGE < len(shown) else None
        query = f"PositionSeries={asked.board}&continuationtoken={following}"
        paging = {
            "metadata": {"totalCount": total, "pageSize": PAGE, "continuationToken": following},
            "next": following and f"/api/historicjoa?{query}",
        }
        return f'{{"paging":{json.dumps(paging)},"data":[{listed(shown[first : first + PAGE])}]}}'
