"""Announcements of the United States government."""

from collections.abc import Sequence
from typing import Any

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.documents import found_at
from spiders.fields import Fields, Unusable, joined
from spiders.items import Posting
from spiders.paging import next_by_link
from spiders.plan import Board

OPEN = "Accepting applications"


class UsajobsSpider(JsonBoardSpider):
    """USAJOBS' Historic JOA API: every announcement of the US government, past and present. A board is an occupational series.

    Endpoint: `GET https://data.usajobs.gov/api/historicjoa?PositionSeries={board}&StartPositionCloseDate={day}`, the
    announcements of a series that close on the day of the crawl or later.
    Paging: `paging.next` is the path of the next page, null on the last; `paging.metadata.totalCount` counts the whole answer.
    Auth: none.
    Fields: `positionOpenDate` and `positionCloseDate` are true dates. `hiringAgencyName` is the employer. An announcement whose
    `positionOpeningStatus` is another than "Accepting applications" is no open vacancy. No text: that is another request for
    each announcement.
    Caps: none stated.
    Terms: work of the US government, in the public domain; the documentation calls the data publicly consumable.
    """

    name = "usajobs"
    card = Card(
        homepage="https://developer.usajobs.gov/api-reference/get-api-historicjoa",
        proof="total",
        has_posted_date=True,
        has_close_date=True,
        has_description=False,
        is_aggregator=True,
        unknown_is_empty=True,
        is_conditional=False,
        terms_url="https://developer.usajobs.gov/guides/terms-of-use",
        robots_url="https://data.usajobs.gov/robots.txt",
        terms_note="The documentation says that the endpoint needs no authentication and that its data are publicly consumable.",
        licence="public domain (work of the US government)",
    )
    address = "data.usajobs.gov/api/historicjoa?PositionSeries={board}&StartPositionCloseDate={day}"
    items_at = ("data",)
    total_at = ("paging", "metadata", "totalCount")

    def more(self, stated: Any, items: Sequence[Any], address: str) -> Sequence[str]:
        """The page that this one names as its next, as a path or with its host."""
        return next_by_link(address, found_at(stated, ("paging", "next")))

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of `data`."""
        posting_id = raw.identifier("usajobsControlNumber")
        status = raw.text("positionOpeningStatus")
        if status != OPEN:
            raise Unusable("not accepting applications", "positionOpeningStatus", status, may_be_vacancy=False)
        places = raw.parts("positionlocations") or raw.parts("positionLocations")
        raw.drop(*UNREAD)
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=posting_id,
            title=raw.title("positionTitle"),
            employer=raw.text("hiringAgencyName") or raw.text("hiringDepartmentName"),
            location=joined([_place(place) for place in places], " | "),
            url=f"https://www.usajobs.gov/job/{posting_id}",
            posted_at=raw.text("positionOpenDate"),
            closes_at=raw.text("positionCloseDate"),
            department=raw.text("hiringSubelementName"),
            employment_type=joined([raw.text("workSchedule"), raw.text("appointmentType")], " | "),
            pay=_pay(raw),
            requisition_id=raw.text("announcementNumber"),
        )


UNREAD = (
    *("hiringAgencyCode", "hiringDepartmentCode", "hiringDepartmentName", "agencyLevel", "agencyLevelSort", "vendor"),
    *("payScale", "minimumGrade", "maximumGrade", "promotionPotential", "supervisoryStatus", "totalOpenings"),
    *("travelRequirement", "teleworkEligible", "serviceType", "securityClearanceRequired", "securityClearance"),
    *("whoMayApply", "announcementClosingTypeCode", "announcementClosingTypeDescription", "positionExpireDate"),
    *("drugTestRequired", "relocationExpensesReimbursed", "disableApplyOnline", "hiringpaths", "HiringPaths"),
    *("jobcategories", "JobCategories", "hiringPaths", "jobCategories"),
)
"""Fields of an announcement that say nothing which the tables ask for."""


def _place(place: Fields) -> str | None:
    parts = ("positionLocationCity", "positionLocationState", "positionLocationCountry")
    return joined([place.text(part) for part in parts], ", ")


def _pay(raw: Fields) -> str | None:
    low, high, unit = raw.text("minimumSalary"), raw.text("maximumSalary"), raw.text("salaryType")
    bounds = joined([bound and f"${bound}" for bound in (low, high)], " - ")
    return joined([bounds, unit], " ") if bounds else None
