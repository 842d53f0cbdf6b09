import json

from tests.spiders.conftest import read, read_one

ITEM = {
    "id": 2695896,
    "slug": "community-manager",
    "status": "published",
    "title": "Community Manager",
    "company_name": "Quillfern Jobs",
    "department": "Brand",
    "employment_type_code": "fulltime_permanent",
    "location": "Remote job",
    "city": "İstanbul",
    "country": "Türkiye",
    "country_code": "TR",
    "locations": [
        {"id": 1, "name": "Istanbul", "city": "İstanbul", "state": "İstanbul", "country": "Türkiye", "street": None},
        {"id": 2, "name": "Sofia HQ", "city": None, "state": None, "country": "Bulgaria", "country_code": "BG"},
    ],
    "remote": True,
    "hybrid": True,
    "on_site": False,
    "description": "<p>One.</p>",
    "requirements": "<p>Two.</p>",
    "salary": {"min": "1671", "max": "1710", "period": "month", "currency": "EUR"},
    "published_at": "2026-09-23 09:10:19 UTC",
    "updated_at": "2026-09-24 08:42:26 UTC",
    "close_at": "2026-12-24 22:59:59 UTC",
    "mailbox_email": "job.56ucy@acme.recruitee.com",
    "options_cv": "off",
    "careers_url": "https://careers.example.org/o/community-manager",
}


def test_it_joins_its_places_and_both_halves_of_its_text() -> None:
    found = read_one("recruitee", ITEM)
    assert (found.location, found.country) == ("İstanbul, Türkiye | Sofia HQ, Bulgaria", "TR")
    assert found.description == "<p>One.</p>\n<p>Two.</p>"
    assert found.url == "https://careers.example.org/o/community-manager"


def test_it_says_when_it_was_published_and_when_it_closes() -> None:
    found = read_one("recruitee", ITEM)
    assert (found.posted_at, found.updated_at) == ("2026-09-23 09:10:19 UTC", "2026-09-24 08:42:26 UTC")
    assert found.closes_at == "2026-12-24 22:59:59 UTC"


def test_every_workplace_that_is_ticked_is_one() -> None:
    assert read_one("recruitee", ITEM).workplace == "Remote | Hybrid"
    assert read_one("recruitee", {**ITEM, "remote": False, "hybrid": False}).workplace is None


def test_a_place_in_words_is_taken_where_there_are_no_parts() -> None:
    assert read_one("recruitee", {**ITEM, "locations": []}).location == "Remote job"


def test_a_salary_of_nulls_is_no_pay() -> None:
    assert json.loads(read_one("recruitee", ITEM).pay or "")["min"] == "1671"
    assert read_one("recruitee", {**ITEM, "salary": dict.fromkeys(("min", "max", "period", "currency"))}).pay is None


def test_an_offer_that_is_not_published_is_no_vacancy() -> None:
    (reject,) = read("recruitee", {**ITEM, "status": "internal"})[1]
    assert (reject.posting_id, reject.reason) == ("2695896", "not published")
