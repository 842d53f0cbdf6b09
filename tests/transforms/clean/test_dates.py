"""Stated moments as UTC timestamps and days."""

from datetime import UTC, date, datetime, timedelta, timezone

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean.dates import day_of, moment_of


def _day(stated: str | None) -> date | None:
    return pl.DataFrame({"at": [stated]}, {"at": pl.String}).select(day_of(pl.col("at"))).item()


def _moment(stated: str | None) -> datetime | None:
    return pl.DataFrame({"at": [stated]}, {"at": pl.String}).select(moment_of(pl.col("at"))).item()


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2026-01-07", date(2026, 1, 7)),
        ("2026-01-07T23:24:57-05:00", date(2026, 1, 8)),
        ("2026-01-07T00:24:57.403+01:00", date(2026, 1, 6)),
        ("2026-01-07 15:30:23 UTC", date(2026, 1, 7)),
        ("2026-01-07T15:30:23Z", date(2026, 1, 7)),
        ("2026-01-07 23:30:23.123456+00", date(2026, 1, 7)),
        ("2026/01/05", date(2026, 1, 5)),
        ("2026/1/5 10:00", date(2026, 1, 5)),
        ("1764205361939", date(2025, 11, 27)),
        ("1764205361", date(2025, 11, 27)),
        ("1764205361.0", date(2025, 11, 27)),
        ("Tue, 06 Jan 2026 23:30:00 -0100", date(2026, 1, 7)),
        ("Tuesday, 06-Jan-2026 10:30:00 GMT", date(2026, 1, 6)),
        ("06 Jan 2026", date(2026, 1, 6)),
        ("5 January 2026", date(2026, 1, 5)),
        ("5th September 2026", date(2026, 9, 5)),
        ("Jan 5, 2026", date(2026, 1, 5)),
        ("January 5th, 2026", date(2026, 1, 5)),
        ("Sept. 5, 2026", date(2026, 9, 5)),
        ("Monday, January 5, 2026 at 11:30 PM", date(2026, 1, 5)),
        ("AUG 21, 2026", date(2026, 8, 21)),
        ("06/01/2026", None),
        ("13/01/2026", None),
        ("2026-13-40", None),
        ("2026-01-07T99:00", None),
        ("31 February 2026", None),
        ("5 Thermidor 2026", None),
        ("176420536193", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_is_read_as_its_day_in_utc(stated: str | None, day: date | None) -> None:
    assert _day(stated) == day


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2026-01-07T15:30:23.5+05:30", datetime(2026, 1, 7, 10, 0, 23, 500_000, UTC)),
        ("1764205361939", datetime(2025, 11, 27, 1, 2, 41, 939_000, UTC)),
        ("1764205361939123", datetime(2025, 11, 27, 1, 2, 41, 939_123, UTC)),
        ("Jan 5, 2026 12:15 am", datetime(2026, 1, 5, 0, 15, tzinfo=UTC)),
        ("5 Jan 2026 12:15 PM", datetime(2026, 1, 5, 12, 15, tzinfo=UTC)),
        ("2026-01-07", datetime(2026, 1, 7, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_to_the_microsecond(stated: str, moment: datetime) -> None:
    assert _moment(stated) == moment


@settings(deadline=None, max_examples=50)
@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_every_offset_leads_to_the_same_moment(moment: datetime, minutes: int) -> None:
    local = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert _moment(local.isoformat()) == local
    assert _day(local.isoformat()) == local.astimezone(UTC).date()


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=40) | st.from_regex(r"\A[0-9]{1,20}[-/ ,:TZ+]?[0-9A-Za-z: ]{0,20}\Z"))
def test_no_text_raises(text: str) -> None:
    _moment(text)
