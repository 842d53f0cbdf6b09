import pytest

from tests.spiders.conftest import read_one

NOWHERE = {"country": None, "state": None, "province": None, "city": None}
ITEM = {
    "id": "167",
    "jobOpeningName": "Head of Social Media",
    "departmentId": "18660",
    "departmentLabel": "Brand",
    "employmentStatusLabel": "Full-Time",
    "employmentType": None,
    "location": {"city": "London", "state": "Ontario"},
    "atsLocation": NOWHERE,
    "isRemote": None,
    "locationType": "0",
}


def test_it_states_what_the_list_states() -> None:
    found = read_one("bamboohr", ITEM)
    assert (found.title, found.department, found.employment_type) == ("Head of Social Media", "Brand", "Full-Time")
    assert found.url == "https://acme.bamboohr.com/careers/167"
    assert (found.posted_at, found.description) == (None, None)


def test_its_place_stands_in_one_of_two_fields() -> None:
    assert read_one("bamboohr", ITEM).location == "London, Ontario"
    wanted = {"country": "Serbia", "state": None, "province": "Serbia", "city": "Belgrade"}
    found = read_one("bamboohr", {**ITEM, "location": {"city": None, "state": None}, "atsLocation": wanted})
    assert (found.location, found.country) == ("Belgrade, Serbia", "Serbia")


@pytest.mark.parametrize(
    ("code", "workplace"), [("0", "On-site"), ("1", "Remote"), ("2", "Hybrid"), (1, "Remote"), ("3", "3"), (None, None)]
)
def test_a_code_says_where_the_work_is_done(code: object, workplace: str | None) -> None:
    assert read_one("bamboohr", {**ITEM, "locationType": code}).workplace == workplace
