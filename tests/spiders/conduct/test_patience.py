from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response

from spiders.conduct.patience import retry_after


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        (None, None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        ("²", None),
        ("¹", None),
    ],
)
def test_seconds_to_wait_are_whole_numbers(stated: str | None, seconds: float | None) -> None:
    headers = {"Retry-After": stated.encode("latin-1")} if stated else {}
    assert retry_after(Response("http://a.example", headers=headers)) == seconds


def test_a_date_to_wait_for_becomes_seconds() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 85 <= (retry_after(Response("http://a.example", headers={"Retry-After": later})) or 0) <= 90


def test_a_date_beyond_the_calendar_is_none() -> None:
    for stated in ("Wed, 21 Oct 2015 07:28:00 +9999999999999", "Wed, 21 Oct 99999 07:28:00 GMT"):
        assert retry_after(Response("http://a.example", headers={"Retry-After": stated})) is None


@given(st.binary(max_size=30) | st.text("0123456789 ,:+-JanGMT", max_size=30).map(str.encode))
def test_whatever_is_stated_is_a_wait_or_none(stated: bytes) -> None:
    wait = retry_after(Response("http://a.example", headers={"Retry-After": stated}))
    assert wait is None or wait >= 0


def test_a_date_in_the_past_is_no_wait() -> None:
    assert retry_after(Response("http://a.example", headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})) == 0
