"""Coverage: how much of the panel was seen, by source and country."""

from datetime import date

import polars as pl

from expectations.contracts import ALL_COUNTRIES, OBSERVED
from transforms.lifecycle import OBSERVED_WITHIN_DAYS

ALL_SOURCES = "all"


def cover(day: date, boards: pl.LazyFrame, crawls: pl.LazyFrame, lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """The table `coverage` of `day`. In a country a board counts that has an open posting there."""
    panel = _panel(boards, crawls)
    stock = lifecycle.filter(pl.col("status") == "open").group_by("source", "board", "country").agg(postings=pl.len())
    everywhere = stock.group_by("source", "board").agg(pl.col("postings").sum())
    everywhere = panel.join(everywhere, on=["source", "board"], how="left").with_columns(country=pl.lit(ALL_COUNTRIES))
    here = panel.join(stock.drop_nulls("country"), on=["source", "board"])
    rows = pl.concat([everywhere, here], how="diagonal")
    rows = pl.concat([rows, rows.with_columns(source=pl.lit(ALL_SOURCES))])
    return _counted(rows).with_columns(day=pl.lit(day))


def _panel(boards: pl.LazyFrame, crawls: pl.LazyFrame) -> pl.LazyFrame:
    observed = crawls.filter(pl.col("status").is_in(OBSERVED)).select("source", "board", is_observed=True)
    return boards.join(observed, on=["source", "board"], how="left").select(
        "source",
        "board",
        is_observed=pl.col("is_observed").fill_null(False),
        is_recent=(pl.col("silent_days") <= OBSERVED_WITHIN_DAYS).fill_null(False),
    )


def _counted(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.group_by("source", "country").agg(
        boards=pl.len(),
        observed=pl.col("is_observed").sum(),
        recent=pl.col("is_recent").sum(),
        postings=pl.col("postings").sum(),
        postings_observed=pl.col("postings").filter("is_observed").sum(),
    )
