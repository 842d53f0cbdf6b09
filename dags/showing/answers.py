"""Which boards answered on a day, which did not, and why: the ledger at a glance."""

from datetime import date

import polars as pl

from expectations.contracts import OBSERVED, STATUSES
from expectations.tables import TABLES
from warehouse.store import Store


def last_day(store: Store) -> date | None:
    """The newest day with a ledger; null where there is none."""
    partitions = store.partitions(TABLES["crawls"])
    return date.fromisoformat(partitions[-1].removeprefix("day=")) if partitions else None


def is_told(store: Store, day: date) -> bool:
    """Whether there is a ledger of the day."""
    return f"day={day}" in store.partitions(TABLES["crawls"])


def by_source(store: Store, day: date) -> pl.DataFrame:
    """source, boards, one column for each status that occurred, postings listed; a last row for all sources."""
    boards = _boards(store, day).collect()
    occurred = [status for status in STATUSES if status in set(boards["status"])]
    counted = [(pl.col("status") == status).sum().alias(status) for status in occurred]
    rows = [pl.len().alias("boards"), *counted, pl.col("postings").sum()]
    return pl.concat(
        [
            boards.group_by("source").agg(rows).sort("source"),
            boards.select(pl.lit("all").alias("source"), *rows).filter(pl.col("boards") > 0),
        ]
    )


def unanswered(store: Store, day: date) -> pl.DataFrame:
    """The boards of the panel that were not seen whole: status and why, since when they are silent, whether that is chronic."""
    unseen = _boards(store, day).filter(~pl.col("status").is_in(OBSERVED))
    return (
        unseen.select("source", "board", "status", "why", "last_complete_on", "failures", "is_chronic")
        .sort(
            pl.col("is_chronic"),
            pl.col("status").replace_strict(_SEVERITY),
            "source",
            "board",
            descending=[True] + 3 * [False],
        )
        .collect()
    )


_SEVERITY = {status: place for place, status in enumerate(("failed", "blocked", "partial", "empty", "skipped"))}


def _boards(store: Store, day: date) -> pl.LazyFrame:
    """The ledger of a day beside the state of its boards, without those that have left the panel.

    An unchanged board lists what it listed last.
    """
    name = [f"day={day}"]
    state = store.scan(TABLES["boards"], name).select(
        "source", "board", "last_complete_on", "failures", "is_chronic", last_listed="postings"
    )
    ledger = store.scan(TABLES["crawls"], name).filter(pl.col("retired_on").is_null())
    is_unchanged = pl.col("status") == "unchanged"
    return ledger.join(state, on=["source", "board"], how="left").with_columns(
        postings=pl.when(is_unchanged).then("last_listed").otherwise("collected")
    )
