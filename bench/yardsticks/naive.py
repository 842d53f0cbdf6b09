"""A naive reading of listings: open is what is listed, closed what the listing before had and this one has not."""

import polars as pl

from transforms.lifecycle import REOPENS_WITHIN_DAYS

EVENTS = ("opened", "closed")


def events(listings: pl.LazyFrame) -> pl.LazyFrame:
    """list, key, at, event (`opened`, `closed`): each listing of a list against the one before it; the first has none.

    `listings` has list, at (a day or a time) and key, the address as stated.
    """
    seen = listings.select("list", "at", "key").unique()
    times = seen.select("list", "at").unique()
    times = times.with_columns(
        before=pl.col("at").shift(1).over("list", order_by="at"),
        after=pl.col("at").shift(-1).over("list", order_by="at"),
    )
    seen_between = seen.join(times, on=["list", "at"])
    opened = _lacking(seen_between, "before", seen).select("list", "key", "at", event=pl.lit("opened"))
    closed = _lacking(seen_between, "after", seen).select("list", "key", at="after", event=pl.lit("closed"))
    return pl.concat([opened, closed])


def _lacking(rows: pl.LazyFrame, other: str, seen: pl.LazyFrame) -> pl.LazyFrame:
    """The rows whose key the listing at `other` has not."""
    here, there = ["list", other, "key"], ["list", "at", "key"]
    return rows.drop_nulls(other).join(seen, left_on=here, right_on=there, how="anti")


def returns(events: pl.LazyFrame) -> pl.LazyFrame:
    """The openings of what had closed before, with `days` since."""
    earlier = pl.col("at").shift(1).over("list", "key", order_by="at")
    days = (pl.col("at") - earlier).dt.total_days()
    return events.with_columns(days=days).filter(pl.col("event") == "opened").drop_nulls("days")


def taken_back(events: pl.LazyFrame) -> pl.LazyFrame:
    """The returns within 30 days: what had closed so shortly before had not."""
    return returns(events).filter(pl.col("days") <= REOPENS_WITHIN_DAYS)
