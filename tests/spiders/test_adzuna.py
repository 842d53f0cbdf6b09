from spiders.families import families
from tests.spiders.conftest import DAY, read_one

ITEM = {
    "id": "5000000007",
    "title": "PR Manager",
    "company": {"display_name": "Quillfern"},
    "location": {"display_name": "Leeds, West Yorkshire", "area": ["UK"]},
    "created": "2026-01-05T10:00:00Z",
    "salary_min": 30000,
    "salary_max": 40000,
    "salary_is_predicted": "0",
}


def test_pay_that_was_predicted_is_not_stated() -> None:
    assert read_one("adzuna", ITEM).pay == "30000 - 40000"
    assert read_one("adzuna", {**ITEM, "salary_is_predicted": "1"}).pay is None


def test_the_next_page_has_the_next_number() -> None:
    spider = families()["adzuna"](boards=[], prefix="", day=DAY)
    address = "api.adzuna.com/v1/api/jobs/gb/search/9?results_per_page=50"
    assert spider.more({}, [ITEM], address) == ["api.adzuna.com/v1/api/jobs/gb/search/10?results_per_page=50"]
    assert not spider.more({}, [], address)


def test_it_is_not_asked() -> None:
    assert "aggregates" in (families()["adzuna"].card.disabled_because or "")
