import json
from pathlib import Path

import pytest

from spiders.families import families
from spiders.plan import Board
from tests.spiders.conftest import DAY, read, read_one

RECORDED = Path(__file__).parents[3] / "shared/realdata/ats/workday/careerkit_workday.json"
ITEM = {
    "title": "Social Media Manager",
    "externalPath": "/job/Leeds/Social-Media-Manager_JR7",
    "locationsText": "3 Locations",
    "postedOn": "Posted Yesterday",
    "bulletFields": ["JR7"],
}


def test_the_path_names_the_posting_and_ends_in_the_requisition() -> None:
    found = read_one("workday", ITEM)
    assert (found.posting_id, found.requisition_id) == ("Social-Media-Manager_JR7", "JR7")


def test_words_for_a_date_are_none() -> None:
    assert read_one("workday", ITEM).posted_at is None


def test_a_page_is_asked_for_in_the_body() -> None:
    spider = families()["workday"](boards=[], prefix="https://", day=DAY)
    first = spider.first_page(Board("acme/wd5/careers"))
    assert first == "acme.wd5.myworkdayjobs.com/wday/cxs/acme/careers/jobs"
    (second,) = spider.more({"total": 30}, [ITEM] * 20, first)
    asked = spider.request_for(second)
    assert (asked["url"], asked["method"]) == (f"https://{first}", "POST")
    assert json.loads(asked["body"])["offset"] == 20


@pytest.mark.skipif(not RECORDED.exists(), reason="needs ../shared/realdata, which is not part of the project")
def test_recorded_items_are_read() -> None:
    items = json.loads(RECORDED.read_bytes())["jobPostings"]
    postings, rejects = read("workday", *items)
    assert len(postings) == len(items)
    assert not rejects
    assert all(posting.title and posting.location and posting.url for posting in postings)
