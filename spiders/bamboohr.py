"""Boards on BambooHR."""

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.fields import Fields, joined
from spiders.items import Posting
from spiders.plan import Board

WORKPLACES = {"0": "On-site", "1": "Remote", "2": "Hybrid"}
"""What the codes of `locationType` stand for: documented nowhere, told by titles and texts of postings that say it in words."""


class BambooHRSpider(JsonBoardSpider):
    """The list that BambooHR's careers pages read.

    Endpoint: `GET https://{board}.bamboohr.com/careers/list`.
    Paging: none, the whole board in one answer; `meta.totalCount` counts it. An unknown board leads to BambooHR's own website,
    which is no listing.
    Auth: none.
    Fields: the place stands in `location` or in `atsLocation`, the other one is null; only `atsLocation` has a country, or a
    province in place of a state. `locationType` is the workplace; `isRemote` is null. No date, no pay, no text: they stand
    only in a posting's own answer, `…/careers/{id}/detail`, and one request for each posting and day is more than we ask for.
    Caps: none stated.
    Terms: the list is not documented; BambooHR's documented API is for its customers.
    """

    name = "bamboohr"
    card = Card(
        homepage="https://documentation.bamboohr.com/",
        proof="total",
        has_posted_date=False,
        has_description=False,
        terms_url="https://www.bamboohr.com/terms-of-service/",
        robots_url="https://{board}.bamboohr.com/robots.txt",
        terms_note="Not documented: it is what the careers pages themselves read; the terms of service are those of customers.",
    )
    address = "{board}.bamboohr.com/careers/list"
    careers = "{board}.bamboohr.com"
    items_at = ("result",)
    total_at = ("meta", "totalCount")

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of `result`."""
        posting_id = raw.identifier("id")
        raw.drop("departmentId", "employmentType")
        wanted = raw.part("atsLocation")
        country = wanted.text("country")
        office, place = _place(raw.part("location")), _place(wanted, country)
        code, is_remote = raw.text("locationType"), raw.flag("isRemote")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=posting_id,
            title=raw.title("jobOpeningName"),
            employer=board.employer,
            location=office or place,
            country=country,
            url=f"https://{board.board}.bamboohr.com/careers/{posting_id}",
            department=raw.text("departmentLabel"),
            employment_type=raw.text("employmentStatusLabel"),
            workplace=WORKPLACES.get(code or "", code) or ("Remote" if is_remote else None),
        )


def _place(stated: Fields, country: str | None = None) -> str | None:
    return joined([stated.text("city"), stated.text("state"), stated.text("province"), country], ", ")
