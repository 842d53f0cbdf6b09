import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.paging import host_of, next_by_link, next_by_offset

FIRST = "api.example/v1/a%20b/jobs?limit=100&offset=0"


def test_the_next_page_starts_after_what_was_shown() -> None:
    assert next_by_offset(FIRST, 8, 20) == ("api.example/v1/a%20b/jobs?limit=100&offset=8",)
    assert next_by_offset("acme.example/jobs.rss?per_page=100", 100) == (
        "acme.example/jobs.rss?per_page=100&offset=100",
    )


def test_nothing_follows_an_empty_page() -> None:
    assert next_by_offset(FIRST, 0) == next_by_offset(FIRST, 0, 20) == ()


@given(st.integers(1, 300), st.integers(1, 50))
@settings(deadline=None)
def test_pages_of_any_size_are_turned_until_the_total_is_shown(total: int, size: int) -> None:
    address, shown = FIRST, 0
    while True:
        on_page = min(size, total - shown)
        shown += on_page
        following = next_by_offset(address, on_page, total)
        if not following:
            break
        (address,) = following
    assert shown == total


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://api.example/v1/jobs?page=2", "api.example/v1/jobs?page=2"),
        ("http://api.example/v1/jobs?page=2", "api.example/v1/jobs?page=2"),
        ("/v1/jobs?page=2", "api.example/v1/jobs?page=2"),
        ("?page=2", "api.example/v1/a%20b/jobs?page=2"),
        ("//api.example/?page=2", "api.example/?page=2"),
    ],
)
def test_a_link_may_be_written_in_any_way_that_leads_there(link: str, address: str) -> None:
    assert next_by_link(FIRST, link) == (address,)
    assert host_of(address) == host_of(FIRST)


@pytest.mark.parametrize("link", [None, "", 2, {}, []])
def test_no_link_leads_nowhere(link: object) -> None:
    assert next_by_link(FIRST, link) == ()


@given(
    st.text(max_size=30) | st.builds("{}://{}".format, st.text(max_size=5), st.text("@:[]/.apiexample2", max_size=20))
)
def test_any_link_is_read_and_is_at_one_host_or_at_none(link: str) -> None:
    for address in next_by_link(FIRST, link):
        assert "/" not in (host_of(address) or "")
