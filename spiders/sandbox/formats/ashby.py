"""Ashby's Job Postings API."""

from collections.abc import Sequence
from typing import Any

from spiders.sandbox import words
from spiders.sandbox.facts import WORKPLACES, PostingFacts
from spiders.sandbox.formats.format import Asked, JsonFormat, Shown, listed, moment


class Ashby(JsonFormat):
    """One answer with the whole board, without a total; some of its postings are reachable by link only."""

    source = "ashby"
    address = "api.ashbyhq.com/posting-api/job-board/{board}"
    flaws = ("no_title", "odd_id", "unlisted")

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of `jobs`."""
        url = f"https://jobs.ashbyhq.com/{posting.board}/{posting.posting_id}"
        first, *others = posting.places
        country = words.COUNTRIES[posting.country]
        return {
            "id": posting.posting_id,
            "title": posting.title,
            "department": posting.department,
            "team": posting.department,
            "employmentType": posting.employment.replace("-t", "T").replace("Internship", "Intern"),
            "location": first,
            "secondaryLocations": [{"location": place, "address": {"postalAddress": {}}} for place in others],
            "publishedAt": moment(posting.posted_on),
            "isListed": posting.flaw != "unlisted",
            "isRemote": posting.is_remote,
            "workplaceType": WORKPLACES[posting.is_remote].capitalize(),
            "address": {"postalAddress": {"addressLocality": first.split(",")[0], "addressCountry": country}},
            "jobUrl": url,
            "applyUrl": f"{url}/application",
            "descriptionHtml": posting.description,
            "descriptionPlain": "",
            "shouldDisplayCompensationOnJobPostings": posting.pay is not None,
            "compensation": {
                "compensationTierSummary": _pay_range(posting),
                "scrapeableCompensationSalarySummary": _pay_range(posting),
                "compensationTiers": [],
                "summaryComponents": [],
            },
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """The whole board."""
        return f'{{"jobs":[{listed(shown)}],"apiVersion":"1"}}'


def _pay_range(posting: PostingFacts) -> str | None:
    if not posting.pay:
        return None
    low, high, _, sign = posting.pay
    return f"{sign}{low // 1000}K - {sign}{high // 1000}K"
