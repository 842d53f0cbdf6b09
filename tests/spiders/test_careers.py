import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.careers import board_at
from spiders.families import families


@pytest.mark.parametrize(
    ("url", "board"),
    [
        ("https://job-boards.greenhouse.io/acme", ("greenhouse", "acme")),
        ("https://boards.greenhouse.io/acme/jobs/123?gh_src=abc", ("greenhouse", "acme")),
        ("https://boards.greenhouse.io/embed/job_board?for=acme&b=https%3A%2F%2Facme.example", ("greenhouse", "acme")),
        ("https://boards-api.greenhouse.io/v1/boards/acme/jobs", ("greenhouse", "acme")),
        ("https://job-boards.eu.greenhouse.io/acme/jobs/123", ("greenhouse", "acme")),
        ("https://boards.eu.greenhouse.io/acme", ("greenhouse", "acme")),
        ("https://apply.workable.com/jolly/", ("workable", "jolly")),
        ("https://apply.workable.com/acme/j/0A1B2C3D4E/", ("workable", "acme")),
        ("https://jobs.lever.co/acme/", ("lever", "acme")),
        ("jobs.lever.co/acme", ("lever", "acme")),
        ("HTTPS://JOBS.LEVER.CO:443/Acme#open", ("lever", "Acme")),
        ("https://jobs.ashbyhq.com/Acme%20Labs", ("ashby", "Acme Labs")),
        ("https://apply.workable.com/acme/", ("workable", "acme")),
        ("https://apply.workable.com/api/v1/widget/accounts/acme?details=true", ("workable", "acme")),
        ("https://acme.jobs.personio.com/job/123", ("personio", "acme")),
    ],
    ids=str,
)
def test_a_careers_page_tells_family_and_board(url: str, board: tuple[str, str]) -> None:
    assert board_at(url) == board


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.example/careers",
        "https://apply.workable.com/j/0A1B2C3D4E",
        "https://boards.greenhouse.io/embed/job_app?for=acme&token=123",
        "https://jobs.lever.co",
        "https://jobs.lever.co/",
        "https://jobs.lever.co.example/acme",
        "https://acme.example/jobs.lever.co/acme",
        "lever",
        "",
        "https://[",
    ],
    ids=str,
)
def test_any_other_address_tells_nothing(url: str) -> None:
    assert board_at(url) is None


@pytest.mark.parametrize("source", [name for name, spider in families().items() if spider.careers])
def test_every_page_that_a_family_declares_leads_back_to_it(source: str) -> None:
    for page in families()[source].careers.split():
        assert board_at(f"https://{page.format(board='acme-1')}") == (source, "acme-1")


@given(st.text())
def test_no_text_is_a_surprise(text: str) -> None:
    board_at(text)
    board_at(f"https://jobs.lever.co/{text}")
