"""Recruitee's Careers Site API."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from spiders.sandbox import words
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import Asked, JsonFormat, Shown, at_nine, listed

CODES = {"Internship": "internship", "Contract": "freelance", "Part-time": "parttime_permanent"}


class Recruitee(JsonFormat):
    """One answer with the whole board, without a total. Some of its offers are not published."""

    source = "recruitee"
    address = "{board}.recruitee.com/api/offers/"
    flaws = ("no_title", "odd_id", "unlisted")

    def identifier(self, unique: UUID) -> str:
        """Eight digits."""
        return str(10_000_000 + unique.int % 90_000_000)

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of `offers`."""
        slug = f"offer-{posting.posting_id}"
        url = f"https://{posting.board}.recruitee.com/o/{slug}"
        first = _location(posting.places[0], posting.country)
        return {
            "id": int(posting.posting_id),
            "slug": slug,
            "guid": posting.posting_id[-5:],
            "status": "internal" if posting.flaw == "unlisted" else "published",
            "title": posting.title,
            "company_name": posting.employer,
            "department": posting.department,
            "employment_type_code": CODES.get(posting.employment, "fulltime_permanent"),
            "location": posting.places[0],
            "city": first["city"],
            "country": first["country"],
            "country_code": first["country_code"],
            "locations": [_location(place, posting.country) for place in posting.places],
            "remote": posting.is_remote,
            "hybrid": not posting.is_remote,
            "on_site": False,
            "description": posting.description,
            "requirements": "<p>Good spirits.</p>",
            "salary": _salary(posting),
            "min_hours_per_week": None,
            "max_hours_per_week": "40",
            "published_at": _moment(posting.posted_on),
            "created_at": _moment(posting.posted_on),
            "updated_at": _moment(posting.updated_on),
            "close_at": None,
            "tags": [],
            "open_questions": [],
            "options_cv": "required",
            "options_phone": "optional",
            "mailbox_email": f"job.{posting.posting_id[-5:]}@{posting.board}.recruitee.com",
            "careers_url": url,
            "careers_apply_url": f"{url}/c/new",
            "translations": {"en": {"title": posting.title}},
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """The whole board."""
        return f'{{"offers":[{listed(shown)}]}}'


def _location(place: str, country: str) -> dict[str, Any]:
    city = place.partition(",")[0]
    named = {"country": words.COUNTRIES[country], "country_code": country}
    return {"id": 7, "name": city, "city": city, "state": None, "street": None, "note": None, **named}


def _salary(posting: PostingFacts) -> dict[str, Any]:
    if not posting.pay:
        return dict.fromkeys(("min", "max", "period", "currency"))
    low, high, currency, _ = posting.pay
    return {"min": str(low), "max": str(high), "period": "year", "currency": currency}


def _moment(day: Any) -> str:
    return at_nine(day).strftime("%Y-%m-%d %H:%M:%S UTC")
