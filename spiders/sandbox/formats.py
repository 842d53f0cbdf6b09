"""The market's postings in the words of each board family: shapes as in recorded answers, texts invented."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from html import escape
from typing import Any

from spiders.sandbox import words
from spiders.sandbox.facts import PostingFacts

WORKPLACES = {True: "remote", False: "hybrid"}


def greenhouse(posting: PostingFacts) -> Any:
    """One entry of `jobs` of the Job Board API."""
    url = f"https://job-boards.greenhouse.io/{posting.board}/jobs/{posting.posting_id}"
    return {
        "absolute_url": url,
        "data_compliance": [{"type": "gdpr", "requires_consent": False, "retention_period": None}],
        "internal_job_id": None if posting.flaw == "prospect" else int(posting.posting_id) + 7,
        "location": {"name": "; ".join(_places(posting))},
        "metadata": [{"id": 41, "name": "Employment Type", "value": posting.employment, "value_type": "single_select"}],
        "id": int(posting.posting_id),
        "updated_at": _moment(posting.updated_on).replace("+00:00", "-04:00"),
        "requisition_id": posting.requisition,
        "title": posting.title,
        "company_name": posting.employer,
        "first_published": _moment(posting.posted_on).replace("+00:00", "-04:00"),
        "language": "en",
        "application_deadline": None,
        "content": escape(posting.description + _pay_text(posting)),
        "departments": [{"id": 12, "name": posting.department, "child_ids": [], "parent_id": None}],
        "offices": [
            {"id": 77, "name": posting.places[0], "location": posting.places[0], "child_ids": [], "parent_id": None}
        ],
    }


def lever(posting: PostingFacts) -> Any:
    """One entry of the list of the Postings API."""
    url = f"https://jobs.lever.co/{posting.board}/{posting.posting_id}"
    stated = {
        "id": posting.posting_id,
        "text": posting.title,
        "categories": {
            "commitment": posting.employment,
            "location": posting.places[0],
            "team": posting.department,
            "allLocations": list(posting.places),
        },
        "country": posting.country,
        "workplaceType": WORKPLACES[posting.is_remote],
        "createdAt": _milliseconds(posting.posted_on),
        "description": posting.description,
        "descriptionPlain": "",
        "lists": [{"text": "How we hire", "content": "<li>One call, one task, one visit.</li>"}],
        "additional": "<p>Everybody is welcome here.</p>",
        "additionalPlain": "Everybody is welcome here.",
        "hostedUrl": url,
        "applyUrl": f"{url}/apply",
    }
    if posting.pay:
        low, high, currency, _ = posting.pay
        stated["salaryRange"] = {"currency": currency, "interval": "per-year-salary", "min": low, "max": high}
    return stated


def ashby(posting: PostingFacts) -> Any:
    """One entry of `jobs` of the Job Postings API."""
    url = f"https://jobs.ashbyhq.com/{posting.board}/{posting.posting_id}"
    first, *others = posting.places
    address = {
        "postalAddress": {"addressLocality": first.split(",")[0], "addressCountry": words.COUNTRIES[posting.country]}
    }
    return {
        "id": posting.posting_id,
        "title": posting.title,
        "department": posting.department,
        "team": posting.department,
        "employmentType": posting.employment.replace("-t", "T").replace("Internship", "Intern"),
        "location": first,
        "secondaryLocations": [{"location": place, "address": {"postalAddress": {}}} for place in others],
        "publishedAt": _moment(posting.posted_on),
        "isListed": posting.flaw != "unlisted",
        "isRemote": posting.is_remote,
        "workplaceType": WORKPLACES[posting.is_remote].capitalize(),
        "address": address,
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


def item(posting: PostingFacts) -> Any:
    """One item of a listing, with its flaw if it has one."""
    stated = {"greenhouse": greenhouse, "lever": lever, "ashby": ashby}[posting.source](posting)
    if posting.flaw == "no_title":
        stated.pop("text" if posting.source == "lever" else "title")
    elif posting.flaw == "odd_id":
        stated["id"] = {"value": posting.posting_id}
    return "see our careers page" if posting.flaw == "not_an_object" else stated


def document(source: str, items: Sequence[str], total: int) -> bytes:
    """The whole answer of a board, from its items as JSON texts."""
    listed = ",".join(items)
    if source == "greenhouse":
        return f'{{"jobs":[{listed}],"meta":{{"total":{total}}}}}'.encode()
    return (f'{{"jobs":[{listed}],"apiVersion":"1"}}' if source == "ashby" else f"[{listed}]").encode()


def item_text(posting: PostingFacts) -> str:
    """One item as JSON text."""
    return json.dumps(item(posting), ensure_ascii=False)


def _places(posting: PostingFacts) -> list[str]:
    return [f"Remote - {place}" if posting.is_remote else place for place in posting.places]


def _pay_range(posting: PostingFacts) -> str | None:
    if not posting.pay:
        return None
    low, high, _, sign = posting.pay
    return f"{sign}{low // 1000}K - {sign}{high // 1000}K"


def _pay_text(posting: PostingFacts) -> str:
    if not posting.pay:
        return ""
    low, high, _, sign = posting.pay
    return f"<p>The pay is {sign}{low:,} - {sign}{high:,} a year.</p>"


def _at_nine(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), UTC)


def _moment(day: date) -> str:
    return _at_nine(day).isoformat(timespec="seconds")


def _milliseconds(day: date) -> int:
    return int(_at_nine(day).timestamp() * 1000)
