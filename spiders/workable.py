"""Boards on Workable."""

from typing import Any

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.documents import items_at
from spiders.fields import Fields, joined
from spiders.items import Posting
from spiders.plan import Board


class WorkableSpider(JsonBoardSpider):
    """Workable's public list of an account's jobs.

    Endpoint: `GET https://apply.workable.com/api/v1/widget/accounts/{board}?details=true`, which the documented
    `www.workable.com/api/accounts/{board}` leads to.
    Paging: none, the whole board in one answer, without a total.
    Auth: none.
    Fields: a job with several places has a row for each, alike but for the place: they become one posting with all places.
    `published_on` is the posting date. `locations` hold the place; of a `hidden` one the employer shows the country only.
    `telecommuting` true means remote, false means nothing. `state` is the region. `url` is the page of the job. No pay.
    Caps: none stated.
    Terms: documented as public, for an employer's own careers page.
    """

    name = "workable"
    card = Card(
        homepage="https://workable.readme.io/reference/jobs-1",
        proof="whole listing in one answer",
        has_posted_date=True,
        terms_url="https://help.workable.com/hc/en-us/articles/115012771647-Using-the-Workable-API-to-create-a-careers-page",
        robots_url="https://apply.workable.com/robots.txt",
        terms_note="The list is documented as a public endpoint, for an employer's own careers page.",
    )
    address = "apply.workable.com/api/v1/widget/accounts/{board}?details=true"
    careers = "apply.workable.com/{board} {board}.workable.com"
    no_boards = ("j", "api", "apply")
    items_at = ("jobs",)

    def items(self, stated: Any) -> list[Any]:
        """The jobs, each once, with the places of all its rows."""
        return _one_for_each_job(items_at(stated, self.items_at))

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One job."""
        posting_id = raw.identifier("shortcode")
        raw.drop("application_url", "created_at", "education", "experience", "function", "industry")
        is_remote, shortlink = raw.flag("telecommuting"), raw.text("shortlink")
        top, places = _place(raw, "state"), raw.parts("locations")
        countries = [place.text("countryCode") for place in places]
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=posting_id,
            title=raw.title("title"),
            employer=board.employer,
            location=joined([_place(place, "region") for place in places], " | ") or top,
            country=next(iter(countries), None),
            description=joined([raw.text("description"), raw.text("requirements"), raw.text("benefits")], "\n"),
            url=raw.text("url") or shortlink,
            posted_at=raw.text("published_on"),
            department=raw.text("department"),
            employment_type=raw.text("employment_type"),
            workplace=raw.text("workplace_type") or ("Remote" if is_remote else None),
            requisition_id=raw.text("code"),
        )


def _one_for_each_job(rows: list[Any]) -> list[Any]:
    jobs: dict[object, Any] = {}
    for number, row in enumerate(rows):
        code = row.get("shortcode") if isinstance(row, dict) else None
        key = code if isinstance(code, str) else number
        jobs[key] = {**jobs[key], "locations": _locations(jobs[key]) + _locations(row)} if key in jobs else row
    return list(jobs.values())


def _locations(row: dict[str, Any]) -> list[Any]:
    """A row's places; the one that stands in the row itself where it has no list of them."""
    stated = row.get("locations")
    alone = {"city": row.get("city"), "region": row.get("state"), "country": row.get("country")}
    return stated if isinstance(stated, list) and stated else [alone]


def _place(stated: Fields, region: str) -> str | None:
    nearer = [stated.text("city"), stated.text(region)]
    return joined([*([] if stated.flag("hidden") else nearer), stated.text("country")], ", ")
