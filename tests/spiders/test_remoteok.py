from spiders.families import families
from tests.spiders.conftest import read_one

ITEM = {
    "slug": "remote-publicist-7",
    "id": "7",
    "epoch": 1767600000,
    "date": "2026-01-05T08:00:00+00:00",
    "company": "Quillfern",
    "position": "Publicist",
    "tags": ["pr"],
    "description": "<p>Hello</p>",
    "location": "Worldwide",
    "apply_url": "https://remoteok.com/l/7",
    "salary_min": 40000,
    "salary_max": 60000,
    "url": "https://remoteok.com/remote-jobs/7",
}


def test_pay_is_dollars_a_year_and_nought_is_none() -> None:
    assert read_one("remoteok", ITEM).pay == "$40000 - $60000 a year"
    assert read_one("remoteok", {**ITEM, "salary_min": 0, "salary_max": 0}).pay is None


def test_the_notice_is_no_posting() -> None:
    spider = families()["remoteok"](boards=[], prefix="", day="2026-01-05")
    assert spider.items([{"legal": "say where you have this from"}, ITEM]) == [ITEM]
    assert spider.items([ITEM]) == [ITEM]
    assert spider.items([]) == []


def test_the_employer_is_the_items_own() -> None:
    assert read_one("remoteok", ITEM, employer="several employers").employer == "Quillfern"
