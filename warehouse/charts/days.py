"""Time in charts: which days are drawn, and the axis they stand on."""

from datetime import UTC, date, datetime, time, timedelta
from math import ceil

import altair as alt
import polars as pl

DAILY = 62
"""Up to so many days every day is drawn, beyond that one a week: a phone has some 340 pixels for all of them."""
WEEK = 7


def with_period(daily: pl.LazyFrame) -> pl.LazyFrame:
    """The rows by `day`, with `period`: how many days, or weeks, before the last day theirs lies."""
    day = pl.col("day")
    is_short = (day.max() - day.min()).dt.total_days() < DAILY
    return daily.with_columns(period=(day.max() - day).dt.total_days() // pl.when(is_short).then(1).otherwise(WEEK))


def drawn_days(daily: pl.LazyFrame) -> pl.LazyFrame:
    """Of the rows by `day`, those of the days that are drawn: the last day of each period."""
    return with_period(daily).filter(pl.col("day") == pl.col("day").max().over("period")).drop("period")


def step(points: pl.DataFrame) -> int:
    """Days from one of the days drawn to the next: 1, or 7."""
    first, last = _ends(points)
    span = (last - first).days
    is_sparse = points["day"].n_unique() <= span // WEEK + 1
    return WEEK if is_sparse and span >= DAILY - WEEK else 1


def day_axis(points: pl.DataFrame, ticks: int) -> alt.X:
    """The axis, with room for a bar at both ends. Daily points name days, weekly ones the first days of months."""
    first, last = _ends(points)
    is_daily, half = step(points) == 1, timedelta(days=step(points)) / 2
    named = pl.date_range(first, last, eager=True)
    named = named if is_daily else named.filter(named.dt.day() == 1)
    kept = named.gather_every(max(ceil(len(named) / ticks), 1))
    axis = alt.Axis(format="%-d %b" if is_daily else "%b %Y", values=kept.cast(pl.String).to_list(), grid=False)
    domain = [_moment(first, -half), _moment(last, half)]
    return alt.X("day:T", title=None, axis=axis, scale=alt.Scale(type="utc", domain=domain, padding=0))


def _moment(day: date, later: timedelta) -> str:
    return (datetime.combine(day, time(), UTC) + later).isoformat()


def _ends(points: pl.DataFrame) -> tuple[date, date]:
    first, last = points.select(pl.col("day").min().alias("first"), pl.col("day").max().alias("last")).row(0)
    return first, last
