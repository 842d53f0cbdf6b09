"""Boards on Greenhouse."""

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.fields import Fields, Unusable, joined
from spiders.items import Posting
from spiders.plan import Board


class GreenhouseSpider(JsonBoardSpider):
    """Greenhouse's public Job Board API.

    Endpoint: `GET https://boards-api.greenhouse.io/v1/boards/{board}/jobs?content=true`.
    Pages of employers whose data stay in Europe stand at `.eu.greenhouse.io`; the API is the same (94 of 3,131 recorded boards).
    Paging: none, the whole board in one answer; `meta.total` counts it, prospect posts included.
    Auth: none.
    Fields: `first_published` is the posting date; `updated_at` moves with every edit and is none. `content` is HTML, escaped
    once more as entities. Titles often end in blanks. `location.name` is free text, several places separated by `;`.
    Employment type and workplace stand in `metadata`, under names that each employer chooses. No pay.
    `internal_job_id` names the opening, which may have a post for each place or language; `requisition_id` does in the
    employer's own words. A post whose `internal_job_id` is null collects prospects for no opening: it is no vacancy.
    Caps: none stated; answers are cached by the host and carry an ETag.
    Terms: the Job Board API is documented as public, for showing an employer's postings elsewhere.
    """

    name = "greenhouse"
    card = Card(
        homepage="https://developers.greenhouse.io/job-board.html",
        proof="total",
        has_posted_date=True,
        has_close_date=True,
        pii_fields=(),
        terms_url="https://developers.greenhouse.io/job-board.html",
        robots_url="https://boards-api.greenhouse.io/robots.txt",
        terms_note="The Job Board API is documented as public, for showing an employer's postings elsewhere.",
    )
    address = "boards-api.greenhouse.io/v1/boards/{board}/jobs?content=true"
    careers = (
        "job-boards.greenhouse.io/{board} boards.greenhouse.io/embed/job_board?for={board} boards.greenhouse.io/{board} "
        "job-boards.eu.greenhouse.io/{board} boards.eu.greenhouse.io/embed/job_board?for={board} boards.eu.greenhouse.io/{board}"
    )
    no_boards = ("embed",)
    items_at = ("jobs",)
    total_at = ("meta", "total")

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of `jobs`."""
        posting_id = raw.identifier("id")
        job = raw.text("internal_job_id")
        if job is None:
            raise Unusable("prospect post, no vacancy", "internal_job_id", may_be_vacancy=False)
        stated = _metadata(raw)
        company = raw.text("company_name")
        raw.drop("data_compliance", "offices", "language", "education", "ai_disclaimer", "include_ai_disclaimer")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=posting_id,
            title=raw.title("title"),
            employer=board.employer or company,
            location=_places(raw.part("location").text("name")),
            description=raw.text("content"),
            url=raw.text("absolute_url"),
            posted_at=raw.text("first_published"),
            updated_at=raw.text("updated_at"),
            closes_at=raw.text("application_deadline"),
            department=joined([_name(part) for part in raw.parts("departments")], " | "),
            employment_type=stated.get("employment type"),
            workplace=stated.get("workplace type"),
            requisition_id=_opening(raw.text("requisition_id"), job),
        )


def _opening(requisition: str | None, job: str) -> str:
    """The employer's number of the opening, else Greenhouse's: some employers write "ONE" or "TBD" for all of theirs."""
    return requisition if requisition and any(sign.isdigit() for sign in requisition) else job


def _places(stated: str | None) -> str | None:
    return joined([place.strip() for place in (stated or "").split(";")], " | ")


def _metadata(raw: Fields) -> dict[str, str]:
    """The employer's own fields with a plain value, by name in lower case."""
    own = [(_name(part), part.text("value")) for part in raw.parts("metadata")]
    return {name.lower(): value for name, value in own if name and value}


def _name(part: Fields) -> str | None:
    part.drop("id", "child_ids", "parent_id", "value_type")
    return part.text("name")
