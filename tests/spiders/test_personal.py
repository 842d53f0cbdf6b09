import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.personal import without_addresses


@pytest.mark.parametrize(
    "address",
    [
        "zsuzsa.beispiel@example.com",
        "jobs+pr@example.co.uk",
        "zsuzsa [at] example [dot] com",
        "zsuzsa (at) example.com",
        "zsuzsa at example dot com",
        "@zsuzsa_b",
        "+44 20 7946 0958",
        "(212) 555-0143 99",
    ],
)
def test_whoever_can_be_reached_is_left_out(address: str) -> None:
    assert without_addresses(f"Write to {address}, please") == "Write to …, please"


@pytest.mark.parametrize(
    "text",
    [
        "$70,000 - $90,000 a year",
        "from 2026-2027 on",
        "Meet us at example and dot the i",
        "5+ years, 20-30 hours",
        "C++ / C# and .NET",
        "https://example.com/@team/jobs",
    ],
)
def test_what_is_no_address_stays(text: str) -> None:
    assert without_addresses(text) == text


@given(st.emails(domains=st.just("example.com")), st.text(alphabet="ab .,", max_size=9))
def test_no_address_survives(address: str, around: str) -> None:
    assert "example.com" not in without_addresses(f"{around} {address} {around}")


def test_a_word_without_end_takes_no_time() -> None:
    word = "a" * 200_000
    assert without_addresses(f"{word} or {word}@example.com") == f"{word} or …"
