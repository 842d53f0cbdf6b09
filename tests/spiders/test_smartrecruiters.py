import pytest

from spiders.smartrecruiters import SmartRecruitersSpider
from tests.spiders.conftest import DAY, read, read_one

ITEM = {
    "id": "743999671674844",
    "uuid": "0761de07-0000-4000-8000-000000000000",
    "name": "Community Manager ",
    "refNumber": "REF30D",
    "company": {"identifier": "QuillfernJobs", "name": "Quillfern Jobs"},
    "releasedDate": "2026-06-08T02:11:28.000Z",
    "location": {
        "city": "St. Louis",
        "region": "MO",
        "country": "us",
        "address": "1 Market Street",
        "remote": False,
        "hybrid": True,
        "fullLocation": "St. Louis, MO, United States",
    },
    "department": {},
    "typeOfEmployment": {"id": "part-time", "label": "Part-time"},
    "visibility": "PUBLIC",
    "creator": {"name": "Zsuzsa Beispiel"},
}


def test_it_states_place_kind_and_release() -> None:
    found = read_one("smartrecruiters", ITEM)
    assert (found.title, found.requisition_id) == ("Community Manager", "REF30D")
    assert (found.location, found.country, found.workplace) == ("St. Louis, MO, United States", "us", "Hybrid")
    assert (found.posted_at, found.employment_type) == ("2026-06-08T02:11:28.000Z", "Part-time")
    assert (found.department, found.description) == (None, None)


def test_its_page_is_named_after_the_companys_own_identifier() -> None:
    assert read_one("smartrecruiters", ITEM).url == "https://jobs.smartrecruiters.com/QuillfernJobs/743999671674844"
    assert read_one("smartrecruiters", ITEM, employer=None).employer == "Quillfern Jobs"


def test_a_place_in_parts_is_put_together() -> None:
    location = {"city": "Leeds", "region": "England", "country": "gb"}
    assert read_one("smartrecruiters", {**ITEM, "location": location}).location == "Leeds, England"


def test_whoever_made_the_posting_stays_unread() -> None:
    assert "Zsuzsa" not in str(read("smartrecruiters", ITEM))


@pytest.mark.parametrize(
    ("shown", "total", "following"), [(100, 101, "offset=100"), (8, 101, "offset=8"), (100, 100, None), (0, 101, None)]
)
def test_pages_follow_until_the_total_is_shown(shown: int, total: int, following: str | None) -> None:
    spider = SmartRecruitersSpider(boards=[], prefix="", day=DAY)
    pages = spider.more({"totalFound": total}, [ITEM] * shown, spider.address.format(board="acme"))
    assert [page.rpartition("&")[2] for page in pages] == ([following] if following else [])
