from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.items import Posting
from spiders.workable import WorkableSpider
from tests.spiders.conftest import DAY, read

PLACE = {"country": "Spain", "countryCode": "ES", "city": "Madrid", "region": "Madrid", "hidden": False}
ROW = {
    "title": "Community Manager",
    "shortcode": "DD136DD7E7",
    "code": "",
    "employment_type": "Full-time",
    "telecommuting": True,
    "department": "Brand",
    "url": "https://apply.workable.com/j/DD136DD7E7",
    "published_on": "2026-08-05",
    "created_at": "2026-07-02",
    "country": "Spain",
    "city": "Madrid",
    "state": "Madrid",
    "locations": [PLACE],
    "description": "<p>Hello</p>",
}
LISBON = {**PLACE, "country": "Portugal", "countryCode": "PT", "city": "Lisbon", "region": None}


def jobs(*rows: Any) -> list[Any]:
    return WorkableSpider(boards=[], prefix="", day=DAY).items({"jobs": list(rows)})


def postings(*rows: Any) -> list[Posting]:
    return read("workable", *jobs(*rows))[0]


def test_rows_of_one_job_are_one_posting_with_every_place() -> None:
    (found,) = postings(ROW, {**ROW, "locations": [LISBON]})
    assert (found.location, found.country) == ("Madrid, Spain | Lisbon, Portugal", "ES")
    assert (found.posted_at, found.workplace, found.requisition_id) == ("2026-08-05", "Remote", None)


def test_a_row_without_a_list_of_places_states_its_place_itself() -> None:
    alone = {name: value for name, value in ROW.items() if name != "locations"}
    assert postings(alone)[0].location == "Madrid, Spain"
    assert postings(alone, {**alone, "city": "Seville", "state": ""})[0].location == "Madrid, Spain | Seville, Spain"


def test_of_a_hidden_place_only_the_country_is_told() -> None:
    assert postings({**ROW, "locations": [{**PLACE, "hidden": True}]})[0].location == "Spain"


def test_not_to_be_remote_says_nothing_of_the_workplace() -> None:
    assert postings({**ROW, "telecommuting": False})[0].workplace is None
    assert postings({**ROW, "workplace_type": "on_site"})[0].workplace == "on_site"


@given(st.lists(st.sampled_from([ROW, {**ROW, "shortcode": "B"}, {"shortcode": None}, {}, "closed", None]), max_size=9))
@settings(deadline=None)
def test_no_job_is_lost_and_none_is_told_twice(rows: list[Any]) -> None:
    codes = [row["shortcode"] for row in rows if isinstance(row, dict) and row.get("shortcode")]
    assert len(jobs(*rows)) == len(set(codes)) + len(rows) - len(codes)
