from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from scrapy.http import Response

from spiders.conduct.patience import retry_after


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [("120", 120), (" 0 ", 0), (None, None), ("soon", None), ("-5", None), ("1.5", None), ("", None)],
)
def test_seconds_to_wait_are_whole_numbers(stated: str | None, seconds: float | None) -> None:
    assert retry_after(Response("http://a.example", headers={"Retry-After": stated} if stated else {})) == seconds


def test_a_date_to_wait_for_becomes_seconds() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 85 <= (retry_after(Response("http://a.example", headers={"Retry-After": later})) or 0) <= 90


def test_a_date_in_the_past_is_no_wait() -> None:
    assert retry_after(Response("http://a.example", headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})) == 0
