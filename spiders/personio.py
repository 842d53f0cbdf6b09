"""Boards on Personio."""

from spiders.base import XmlBoardSpider
from spiders.card import Card
from spiders.fields import Fields, joined
from spiders.items import Posting
from spiders.plan import Board


class PersonioSpider(XmlBoardSpider):
    """Personio's XML feed of open positions.

    Endpoint: `GET https://{board}.jobs.personio.de/xml?language=en`. Career pages stand at `.personio.com` too; the feed is the
    same on both, so a board is asked at `.de` wherever its people look.
    Paging: none, the whole board in one answer, without a total. An unknown board is not found or sent elsewhere.
    Auth: none; the employer has to have switched the feed on.
    Fields: `name` is the title. `createdAt` is when the position was made, and the only date. `office` is the employer's own
    name for a place, with more of them in `additionalOffices`; no country. Texts are kept for each language, and are empty for
    a position that has none in English. `employmentType` is the contract, `schedule` the hours. No pay, no workplace.
    Caps: none stated; hosts are quick to answer 429.
    Terms: documented for showing an employer's positions on its website, without a key.
    """

    name = "personio"
    card = Card(
        homepage="https://developer.personio.de/docs/retrieving-open-job-positions",
        proof="whole listing in one answer",
        has_posted_date=True,
        terms_url="https://developer.personio.de/docs/integration-of-open-positions",
        robots_url="https://{board}.jobs.personio.de/robots.txt",
        terms_note="The feed is documented for showing an employer's positions elsewhere; counting is not mentioned.",
    )
    address = "{board}.jobs.personio.de/xml?language=en"
    careers = "{board}.jobs.personio.de {board}.jobs.personio.com"
    items_at = ("workzag-jobs", "position")
    lists = ("position", "office", "jobDescription")

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One `position`."""
        posting_id = raw.identifier("id")
        company = raw.text("subcompany")
        raw.drop("recruitingCategory", "seniority", "yearsOfExperience", "keywords", "occupation", "occupationCategory")
        elsewhere = raw.part("additionalOffices").texts("office")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=posting_id,
            title=raw.title("name"),
            employer=board.employer or company,
            location=joined([*raw.texts("office"), *elsewhere], " | "),
            description=_whole_text(raw.part("jobDescriptions")),
            url=f"https://{board.board}.jobs.personio.de/job/{posting_id}",
            posted_at=raw.text("createdAt"),
            department=raw.text("department"),
            employment_type=joined([raw.text("employmentType"), raw.text("schedule")], " | "),
        )


def _whole_text(stated: Fields) -> str | None:
    return joined([_section(part) for part in stated.parts("jobDescription")], "\n")


def _section(part: Fields) -> str | None:
    heading, text = part.text("name"), part.text("value")
    return f"<h3>{heading or ''}</h3>{text}" if text else None
