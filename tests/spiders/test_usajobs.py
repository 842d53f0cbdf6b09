from spiders.families import families
from tests.spiders.conftest import DAY, read, read_one

ITEM = {
    "usajobsControlNumber": 812345678,
    "hiringAgencyName": "Office of Invented Affairs",
    "hiringDepartmentName": "Department of Inventions",
    "hiringSubelementName": "Press",
    "appointmentType": "Permanent",
    "workSchedule": "Full-time",
    "salaryType": "Per Year",
    "minimumSalary": 70000.0,
    "maximumSalary": 90000.0,
    "positionOpenDate": "2026-01-05",
    "positionCloseDate": "2026-01-19",
    "positionOpeningStatus": "Accepting applications",
    "positionTitle": "Public Affairs Specialist",
    "announcementNumber": "X-26-1",
    "positionlocations": [{"positionLocationCity": "Boston", "positionLocationState": "Massachusetts"}],
}


def test_its_dates_are_true() -> None:
    found = read_one("usajobs", ITEM)
    assert (found.posted_at, found.closes_at) == ("2026-01-05", "2026-01-19")
    assert (found.employer, found.location) == ("Office of Invented Affairs", "Boston, Massachusetts")
    assert found.pay == "$70000.0 - $90000.0 Per Year"


def test_what_accepts_no_applications_is_no_open_vacancy() -> None:
    (reject,) = read("usajobs", {**ITEM, "positionOpeningStatus": "Job canceled"})[1]
    assert (reject.posting_id, reject.reason, reject.value) == (
        "812345678",
        "not accepting applications",
        "Job canceled",
    )


def test_the_next_page_may_be_a_path_or_a_whole_address() -> None:
    spider = families()["usajobs"](boards=[], prefix="", day=DAY)
    for stated in (
        "/api/historicjoa?continuationtoken=7",
        "https://data.usajobs.gov/api/historicjoa?continuationtoken=7",
    ):
        assert list(spider.more({"paging": {"next": stated}}, [], "data.usajobs.gov/api/historicjoa")) == [
            "data.usajobs.gov/api/historicjoa?continuationtoken=7"
        ]
    assert not spider.more({"paging": {"next": None}}, [], "")
