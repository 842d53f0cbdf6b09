"""Days derived at once: some of them in a row, as many as one query may hold."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

import polars as pl

from expectations.tables import TABLES
from warehouse.draft import Draft

BOARDS, LIFECYCLE, MONTHLY = TABLES["boards"], TABLES["lifecycle"], TABLES["demand_monthly"]

CHUNK_DAYS = 31
"""Days derived at once, to share the cost of planning queries: a day of crypto_jobs_fyi takes 0.9 CPU-seconds alone, and
0.26 among 27."""
ARRIVING_DAYS = 16
"""The same while days are still being landed: the last of them are derived alone, when nothing else is left to do."""
CHUNK_ROWS = 2_000_000
"""Rows of `lifecycle` in those days, so that a large stock is taken by fewer of them: so many take 0.3 GB to count."""

Chunk = tuple[list[date], list[list[date]]]
"""Days, each the day before the next, and those of them that belong to a month which ends here, month by month."""


def chunks(draft: Draft, days: Sequence[date], most: int = CHUNK_DAYS) -> Iterator[Chunk]:
    """The days in their order, at `most` so many at a time; of several months only where a base of the indices is known."""
    others = sorted({*draft.partitions(BOARDS), *draft.partitions(LIFECYCLE)}.difference(names_of(days)))
    rest = list(days)
    while rest:
        is_free = bool(base_before(draft, rest[0]))
        stretch = [_stretch(day, others, is_free=is_free) for day in rest[: min(most, _days_at_once(draft, rest[0]))]]
        chunk, rest = rest[: stretch.count(stretch[0])], rest[stretch.count(stretch[0]) :]
        months = by_month(chunk)
        yield chunk, months if not rest or month_of(rest[0]) != month_of(chunk[-1]) else months[:-1]


def _stretch(day: date, others: Sequence[str], *, is_free: bool) -> tuple[str, int]:
    """Its month where that matters, and how many of the `other` partitions, which stay as they are, lie before it."""
    return "" if is_free else month_of(day), bisect(others, f"day={day}")


def _days_at_once(draft: Draft, first: date) -> int:
    """So many as the stock before them allows; where there is none to judge by, the first day is taken alone."""
    stock = draft.scan(LIFECYCLE, draft.before(LIFECYCLE, f"day={first}")).select(pl.len()).collect().item()
    return max(1, CHUNK_ROWS // stock) if stock else 1


def base_before(draft: Draft, day: date) -> list[str]:
    """The first complete month, if there is one before that of `day`: indices are set to it. As a list of one or none."""
    earlier = [partition for partition in draft.partitions(MONTHLY) if partition < f"month={month_of(day)}"]
    complete = draft.scan(MONTHLY, earlier).filter("is_complete").select(pl.col("month").min()).collect().item()
    return [f"month={complete}"] if complete else []


def month_of(day: date) -> str:
    """As in the name of its partition: 2026-01."""
    return f"{day:%Y-%m}"


def by_month(days: Sequence[date]) -> list[list[date]]:
    """The days of each month, in their order."""
    return [list(of_month) for _, of_month in groupby(days, key=month_of)]


def names_of(days: Sequence[date]) -> list[str]:
    """The partitions of these days."""
    return [f"day={day}" for day in days]


def whole(days: Sequence[date]) -> dict[str, list[str]]:
    """The one file of each day of a table over all sources."""
    return {name: ["all"] for name in names_of(days)}
