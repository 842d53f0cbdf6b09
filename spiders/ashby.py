"""Boards on Ashby."""

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.fields import Fields, Unusable, joined
from spiders.items import Posting
from spiders.plan import Board


class AshbySpider(JsonBoardSpider):
    """Ashby's public Job Postings API.

    Endpoint: `GET https://api.ashbyhq.com/posting-api/job-board/{board}?includeCompensation=true`.
    Paging: none, the whole board in one answer, without a total. An unknown board answers 404.
    Auth: none.
    Fields: `publishedAt` is the posting date. `isListed` false means reachable by link only: the employer does not list it.
    `secondaryLocations` hold further places, `address.postalAddress` the country. `workplaceType` came late; older answers
    have only `isRemote`. `descriptionPlain` repeats `descriptionHtml`.
    Pay: `compensation.scrapeableCompensationSalarySummary`, else `compensationTierSummary`, as texts.
    Caps: none stated. Terms: documented as public, for an employer's own job pages.
    """

    name = "ashby"
    card = Card(
        homepage="https://developers.ashbyhq.com/docs/public-job-posting-api",
        proof="whole listing in one answer",
        has_posted_date=True,
        terms_url="https://developers.ashbyhq.com/docs/public-job-posting-api",
        robots_url="https://api.ashbyhq.com/robots.txt",
        terms_note="The Job Postings API is documented as public, for an employer's own job pages.",
    )
    careers = "jobs.ashbyhq.com/{board}"
    address = "api.ashbyhq.com/posting-api/job-board/{board}?includeCompensation=true"
    items_at = ("jobs",)

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of `jobs`."""
        posting_id = raw.identifier("id")
        if raw.flag("isListed") is False:
            raise Unusable("not listed by the employer", "isListed", False, may_be_vacancy=False)
        raw.drop("applyUrl", "descriptionPlain", "shouldDisplayCompensationOnJobPostings")
        is_remote = raw.flag("isRemote")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=posting_id,
            title=raw.title("title"),
            employer=board.employer,
            location=_places(raw),
            country=_country(raw),
            description=raw.text("descriptionHtml"),
            url=raw.text("jobUrl"),
            posted_at=raw.text("publishedAt"),
            department=joined([raw.text("department"), raw.text("team")], " | "),
            employment_type=raw.text("employmentType"),
            workplace=raw.text("workplaceType") or ("Remote" if is_remote else None),
            pay=_pay(raw.part("compensation")),
        )


def _places(raw: Fields) -> str | None:
    return joined([raw.text("location"), *(place.text("location") for place in _others(raw))], " | ")


def _others(raw: Fields) -> list[Fields]:
    others = raw.parts("secondaryLocations")
    for place in others:
        place.drop("address")
    return others


def _country(raw: Fields) -> str | None:
    address = raw.part("address").part("postalAddress")
    address.drop("addressRegion", "addressLocality")
    return address.text("addressCountry")


def _pay(compensation: Fields) -> str | None:
    compensation.drop("compensationTiers", "summaryComponents")
    summary = compensation.text("compensationTierSummary")
    return compensation.text("scrapeableCompensationSalarySummary") or summary
