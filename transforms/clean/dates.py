"""Stated dates and times, in UTC."""

import polars as pl

WEEKDAY, DAY, MONTH = r"^(?:[A-Za-z]{3,9},? )?", r"(\d{1,2})(?:st|nd|rd|th)?", r"([A-Za-z]{3})[a-z]*\.?"
NAMED = {
    rf"{WEEKDAY}{DAY}[ -]{MONTH}[ -](\d{{4}})": "$3-$2-$1",
    rf"{WEEKDAY}{MONTH} {DAY},? (\d{{4}})": "$3-$1-$2",
}
"""Dates with the English name of the month, and the order in which they are read."""
WRITTEN = (
    r"^(?P<date>\d{4}[-/](?:\d{1,2}|[A-Za-z]{3})[-/]\d{1,2})"
    r"(?:(?:T|,? (?:at )?)(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}(?:[.,]\d+)?))?"
    r" ?(?P<half>[AaPp])?(?:[Mm])? ?(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$"
)
"""Date and time of the day.

`06/01/2026` is two days at once and no form of these. Nor is `13/01/2026`: a column in which only the days after the 12th
could be read would look like a source that posts late in the month.
"""
COUNTED = r"^(\d{10})((?:\d{3}){0,2})(?:\.\d*)?$"
"""Seconds since 1970, ten digits from 2001 to 2286; with three digits more milliseconds, with six microseconds."""
SECOND = 1_000_000
"""In microseconds."""


def day_of(stated: pl.Expr) -> pl.Expr:
    """The UTC day of a stated moment, else null: that of `moment_of`."""
    return moment_of(stated).dt.date()


def moment_of(stated: pl.Expr) -> pl.Expr:
    """A stated moment as a UTC timestamp in microseconds, else null.

    Read are ISO 8601 and `2026/01/05`, dates with the English name of the month (`5 January 2026`, `Jan 5, 2026`, RFC 822),
    and Unix times in seconds, milliseconds or microseconds. A date is its midnight. A time without a zone is taken as UTC.
    """
    text = ordered = stated.str.strip_chars()
    for form, order in NAMED.items():
        ordered = ordered.str.replace(form, order)
    written = ordered.str.extract_groups(WRITTEN).struct.with_fields(moment=_written())
    return pl.coalesce(written.struct.field("moment"), _counted(text)).cast(pl.Datetime("us", "UTC"))


def _written() -> pl.Expr:
    """Microseconds since 1970 of the groups of `WRITTEN`; null where they are no date or no time of the day.

    Of the fields of a struct, because an expression is worked out anew wherever it stands in another.
    """
    hour, minute = _number(pl.field("hour")), _number(pl.field("minute"))
    day = _date(pl.field("date").str.replace_all("/", "-", literal=True)).cast(pl.Datetime("us")).cast(pl.Int64)
    minutes = _hours(hour, pl.field("half")) * 60 + minute - _offset(pl.field("zone"))
    second = pl.field("second").str.replace(",", ".", literal=True).cast(pl.Float64, strict=False).fill_null(0.0)
    moment = day + minutes * (60 * SECOND) + (second * SECOND).round().cast(pl.Int64)
    return pl.when((hour <= 24) & (minute < 60)).then(moment)


def _date(text: pl.Expr) -> pl.Expr:
    numbered, named = (text.str.to_date(form, strict=False) for form in ("%Y-%m-%d", "%Y-%b-%d"))
    return pl.coalesce(numbered, named)


def _number(digits: pl.Expr) -> pl.Expr:
    return digits.cast(pl.Int64, strict=False).fill_null(0)


def _hours(hour: pl.Expr, half: pl.Expr) -> pl.Expr:
    afternoon = pl.when(half.str.to_lowercase() == "p").then(12).otherwise(0)
    return pl.when(half.is_null()).then(hour).otherwise(hour % 12 + afternoon)


def _offset(zone: pl.Expr) -> pl.Expr:
    """Minutes that a zone is ahead of UTC."""
    digits = zone.str.replace(":", "", literal=True)
    size = _number(digits.str.slice(1, 2)) * 60 + _number(digits.str.slice(3, 2))
    return pl.when(zone.str.starts_with("-")).then(-size).otherwise(size)


def _counted(text: pl.Expr) -> pl.Expr:
    microseconds = pl.field("1").cast(pl.Int64, strict=False) * SECOND + _number(pl.field("2").str.pad_end(6, "0"))
    return text.str.extract_groups(COUNTED).struct.with_fields(moment=microseconds).struct.field("moment")
