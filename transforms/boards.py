"""The state of every board: when it was last seen whole, and how long it has been silent."""

from datetime import date

import polars as pl

from expectations.contracts import OBSERVED

CHRONIC_AFTER = 5
"""Failures in a row. Among 3,131 Greenhouse boards 8 or 9 fail on a day (0.3 %): five in a row are no accident."""


def advance(day: date, before: pl.LazyFrame, crawls: pl.LazyFrame) -> pl.LazyFrame:
    """The table `boards` of `day` from its previous partition and the day's ledger."""
    state = before.drop("day").join(
        crawls.select("source", "board", "status", "collected", "listed", retired="retired_on"),
        on=["source", "board"],
        how="full",
        coalesce=True,
    )
    today, last = pl.lit(day), pl.col("last_complete_on")
    is_observed = pl.col("status").is_in(OBSERVED).fill_null(False)
    state = state.with_columns(
        first_complete_on=pl.coalesce("first_complete_on", pl.when(is_observed).then(today)),
        last_complete_on=pl.when(is_observed).then(today).otherwise(last),
        previous_complete_on=pl.when(is_observed).then(last).otherwise("previous_complete_on"),
        postings=pl.when(pl.col("status") == "complete").then("collected").otherwise("postings").fill_null(0),
        retired_on=pl.when(pl.col("status").is_null()).then("retired_on").otherwise("retired"),
        doubts=_in_a_row("doubts", _is_doubtful(), is_observed),
        failures=_in_a_row("failures", pl.col("status").is_in(["failed", "blocked"]), _has_answered()),
    )
    return state.with_columns(
        day=today,
        silent_days=(today - pl.col("last_complete_on")).dt.total_days(),
        is_chronic=pl.col("failures") >= CHRONIC_AFTER,
        cadence_days=(pl.col("last_complete_on") - pl.col("previous_complete_on")).dt.total_days(),
    )


def _is_doubtful() -> pl.Expr:
    status = pl.col("status")
    return (status == "empty") | ((status == "partial") & pl.col("listed").is_null())


def _has_answered() -> pl.Expr:
    return pl.col("status").is_in([*OBSERVED, "partial", "empty"])


def _in_a_row(name: str, goes_on: pl.Expr, ends: pl.Expr) -> pl.Expr:
    """Count of the days on which it goes on, until it ends; any other day leaves it as it is."""
    count = pl.col(name).fill_null(0)
    return pl.when(goes_on).then(count + 1).when(ends).then(0).otherwise(count)
