"""Remotive's API."""

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.fields import Fields
from spiders.items import Posting
from spiders.plan import Board


class RemotiveSpider(JsonBoardSpider):
    """Remotive's public API of remote jobs, one board (`all`) for everybody.

    Endpoint: `GET https://remotive.com/api/remote-jobs`.
    Paging: none; `job-count` counts what the answer holds. Postings appear a day late.
    Auth: none.
    Fields: `company_name` is the employer, `publication_date` the posting date, `candidate_required_location` where one may live,
    `salary` a text.
    Caps: none stated.
    Terms: at most four requests a day; name Remotive as the source and link back to the posting's page; do not hand its postings
    on to other job sites.
    """

    name = "remotive"
    card = Card(
        homepage="https://github.com/remotive-com/remote-jobs-api",
        proof="total",
        has_posted_date=True,
        is_aggregator=True,
        terms_url="https://github.com/remotive-com/remote-jobs-api",
        robots_url="https://remotive.com/robots.txt",
        terms_note="At most four requests a day, Remotive named and linked as the source, no reposting on other job sites.",
        daily_requests=4,
    )
    address = "remotive.com/api/remote-jobs"
    items_at = ("jobs",)
    total_at = ("job-count",)

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of `jobs`."""
        raw.drop("company_logo", "company_logo_url", "tags")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=raw.identifier("id"),
            title=raw.title("title"),
            employer=raw.text("company_name"),
            location=raw.text("candidate_required_location"),
            description=raw.text("description"),
            url=raw.text("url"),
            posted_at=raw.text("publication_date"),
            department=raw.text("category"),
            employment_type=raw.text("job_type"),
            workplace="remote",
            pay=raw.text("salary"),
        )
