"""Boards on SmartRecruiters."""

from collections.abc import Sequence
from typing import Any

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.documents import total_at
from spiders.fields import Fields, joined
from spiders.items import Posting
from spiders.paging import next_by_offset
from spiders.plan import Board


class SmartRecruitersSpider(JsonBoardSpider):
    """SmartRecruiters' public Posting API.

    Endpoint: `GET https://api.smartrecruiters.com/v1/companies/{board}/postings?limit=100&offset=0`.
    Paging: `offset`, at most 100 postings on a page; `totalFound` counts all. An unknown board answers like an empty one,
    with 200 and a total of 0.
    Auth: none; the documentation says that the API shows what is public already.
    Fields: `releasedDate` is when the posting was last published. `location.fullLocation` is the place in words, `country` an
    ISO code in small letters; `remote` and `hybrid` say nothing where they are false. `creator` names a recruiter. A
    posting's text stands only in its own answer, `…/postings/{id}`: one request for each posting and day is more than we ask
    for, so there are no texts. No pay.
    Caps: documented are 10 requests a second.
    Terms: the documentation is for career sites and widgets, and says nothing else about reading. Others report a robots.txt
    that shuts every robot but LinkedIn's out; it is obeyed, and boards then end as blocked.
    """

    name = "smartrecruiters"
    card = Card(
        homepage="https://dev.smartrecruiters.com/customer-api/posting-api/endpoints/postings/",
        proof="total",
        has_posted_date=True,
        has_description=False,
        unknown_is_empty=True,
        pii_fields=("creator",),
        terms_url="https://developers.smartrecruiters.com/docs/customer-overview",
        robots_url="https://api.smartrecruiters.com/robots.txt",
        terms_note="The Posting API is documented for career sites and widgets, without a key; counting is not mentioned. Others "
        "report a robots.txt that shuts out every robot but LinkedIn's: not confirmed here, and obeyed where it is so.",
    )
    address = "api.smartrecruiters.com/v1/companies/{board}/postings?limit=100&offset=0"
    careers = "jobs.smartrecruiters.com/{board} careers.smartrecruiters.com/{board}"
    items_at = ("content",)
    total_at = ("totalFound",)

    def more(self, stated: Any, items: Sequence[Any], address: str) -> Sequence[str]:
        """The next page, while the total promises one and this page held anything."""
        return next_by_offset(address, len(items), total_at(stated, self.total_at))

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of `content`."""
        posting_id = raw.identifier("id")
        raw.drop("creator", "uuid", "jobAdId", "defaultJobAd", "ref", "visibility", "customField", "language")
        raw.drop("industry", "function", "experienceLevel")
        company, location = raw.part("company"), raw.part("location")
        name, identifier = company.text("name"), company.text("identifier")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=posting_id,
            title=raw.title("name"),
            employer=board.employer or name,
            location=_place(location),
            country=location.text("country"),
            url=f"https://jobs.smartrecruiters.com/{identifier or board.board}/{posting_id}",
            posted_at=raw.text("releasedDate"),
            department=_label(raw.part("department")),
            employment_type=_label(raw.part("typeOfEmployment")),
            workplace=_workplace(location),
            requisition_id=raw.text("refNumber"),
        )


def _place(location: Fields) -> str | None:
    location.drop("address", "postalCode", "latitude", "longitude", "regionCode")
    apart = joined([location.text("city"), location.text("region")], ", ")
    return location.text("fullLocation") or apart


def _workplace(location: Fields) -> str | None:
    is_remote, is_hybrid = location.flag("remote"), location.flag("hybrid")
    return "Hybrid" if is_hybrid else "Remote" if is_remote else None


def _label(part: Fields) -> str | None:
    part.drop("id", "description")
    return part.text("label")
