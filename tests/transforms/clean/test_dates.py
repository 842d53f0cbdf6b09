"""Stated moments as UTC days."""

from datetime import UTC, date, datetime, timedelta, timezone

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean.dates import day_of


def _day(stated: str | None) -> date | None:
    return pl.DataFrame({"at": [stated]}, {"at": pl.String}).select(day_of(pl.col("at"))).item()


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2026-01-07", date(2026, 1, 7)),
        ("2026-01-07T23:24:57-05:00", date(2026, 1, 8)),
        ("2026-01-07T00:24:57.403+01:00", date(2026, 1, 6)),
        ("2026-01-07 15:30:23 UTC", date(2026, 1, 7)),
        ("2026-01-07T15:30:23Z", date(2026, 1, 7)),
        ("1764205361939", date(2025, 11, 27)),
        ("1764205361", date(2025, 11, 27)),
        ("Tue, 06 Jan 2026 23:30:00 -0100", date(2026, 1, 7)),
        ("06 Jan 2026", date(2026, 1, 6)),
        ("06/01/2026", None),
        ("2026-13-40", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_is_read_as_its_day_in_utc(stated, day):
    assert _day(stated) == day


@settings(deadline=None, max_examples=50)
@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_every_offset_leads_to_the_utc_day(moment, minutes):
    local = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert _day(local.isoformat()) == local.astimezone(UTC).date()


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=40))
def test_no_text_raises(text):
    _day(text)
