from tests.spiders.conftest import read, read_one

ITEM = {
    "id": 41,
    "internal_job_id": 7,
    "title": "Social Media Manager ",
    "company_name": "Quillfern Jobs",
    "location": {"name": "London, UK; Remote"},
    "absolute_url": "https://example.org/41",
    "first_published": "2026-01-05T10:00:00-05:00",
    "updated_at": "2026-03-01T10:00:00-05:00",
    "application_deadline": "2026-04-01",
    "requisition_id": "R-1",
    "content": "&lt;p&gt;Hello&lt;/p&gt;",
    "departments": [{"id": 1, "name": "Brand", "child_ids": [], "parent_id": None}],
    "metadata": [{"id": 1, "name": "Employment Type", "value": "Part-time", "value_type": "single_select"}],
}


def test_it_is_dated_by_its_first_publication() -> None:
    found = read_one("greenhouse", ITEM)
    assert (found.posted_at, found.updated_at) == ("2026-01-05T10:00:00-05:00", "2026-03-01T10:00:00-05:00")
    assert found.title == "Social Media Manager"
    assert found.location == "London, UK | Remote"
    assert (found.employment_type, found.department, found.closes_at) == ("Part-time", "Brand", "2026-04-01")


def test_it_states_a_company_where_the_panel_names_no_employer() -> None:
    assert read_one("greenhouse", ITEM).employer == "Acme"
    assert read_one("greenhouse", ITEM, employer=None).employer == "Quillfern Jobs"


def test_a_prospect_post_is_no_vacancy() -> None:
    (reject,) = read("greenhouse", {**ITEM, "internal_job_id": None})[1]
    assert (reject.posting_id, reject.reason) == ("41", "prospect post, no vacancy")


def test_the_opening_is_greenhouses_own_where_the_employers_number_has_no_digit() -> None:
    assert read_one("greenhouse", ITEM).requisition_id == "R-1"
    assert read_one("greenhouse", {**ITEM, "requisition_id": "ONE"}).requisition_id == "7"
