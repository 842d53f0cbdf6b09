"""Stated dates and times, as days in UTC."""

import polars as pl

ISO = (
    r"^(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<hour>\d{2}):?(?P<minute>\d{2})(?::?\d{2}(?:[.,]\d+)?)?\s?(?P<zone>Z|[+-]\d{2}:?\d{2}|UTC)?)?$"
)
RFC_2822 = (
    r"^(?:[A-Za-z]{3},\s*)?(?P<date>\d{1,2} [A-Za-z]{3} \d{4})"
    r"(?: (?P<hour>\d{2}):(?P<minute>\d{2})(?::\d{2})?\s?(?P<zone>[+-]\d{4}|GMT|UTC)?)?$"
)
MINUTES_A_DAY = 24 * 60


def day_of(stated: pl.Expr) -> pl.Expr:
    """The UTC day of a stated moment, else null.

    Read are ISO 8601 dates and date-times, RFC 2822 dates, and Unix times in seconds or milliseconds. A time without a
    zone is taken as UTC. `06/01/2026` is two days at once and stays null.
    """
    text = stated.str.strip_chars()
    return pl.coalesce(_written(text, ISO, "%Y-%m-%d"), _written(text, RFC_2822, "%d %b %Y"), _counted(text))


def _written(text: pl.Expr, pattern: str, date_format: str) -> pl.Expr:
    found = text.str.extract_groups(pattern)
    date = found.struct.field("date").str.to_date(date_format, strict=False)
    local = _minutes(found.struct.field("hour"), found.struct.field("minute"))
    days = (local - _offset(found.struct.field("zone"))).floordiv(MINUTES_A_DAY)
    return date + pl.duration(days=days)


def _minutes(hour: pl.Expr, minute: pl.Expr) -> pl.Expr:
    return hour.cast(pl.Int64, strict=False).fill_null(0) * 60 + minute.cast(pl.Int64, strict=False).fill_null(0)


def _offset(zone: pl.Expr) -> pl.Expr:
    digits = zone.str.replace(":", "", literal=True)
    size = _minutes(digits.str.slice(1, 2), digits.str.slice(3, 2))
    return pl.when(zone.str.starts_with("-")).then(-size).otherwise(size)


def _counted(text: pl.Expr) -> pl.Expr:
    seconds = text.str.extract(r"^(\d{10})(?:\d{3})?$").cast(pl.Int64, strict=False)
    return pl.from_epoch(seconds, time_unit="s").dt.date()
