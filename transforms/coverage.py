"""Coverage: how much of the panel was seen, by source and country."""

import polars as pl

from expectations.contracts import ALL_COUNTRIES, OBSERVED
from expectations.tables.coverage import ALL_SOURCES
from transforms.endings import OBSERVED_WITHIN_DAYS

BOARD_DAY = ["day", "source", "board"]
_OBSERVED = pl.col("observed") / pl.col("boards")


def cover(boards: pl.LazyFrame, crawls: pl.LazyFrame, lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """The table `coverage` of the days that the three hold. In a country a board counts that has an open posting there."""
    panel = _panel(boards, crawls)
    none = panel.select(*BOARD_DAY, country=pl.lit(ALL_COUNTRIES), postings=pl.lit(0, pl.UInt32))
    stock = pl.concat([_stock(lifecycle), none]).group_by(*BOARD_DAY, "country").agg(pl.col("postings").sum())
    by_source = _counted(panel.join(stock, on=BOARD_DAY))
    together = by_source.group_by("day", "country").agg(pl.exclude("source").sum())
    return pl.concat([by_source, together.with_columns(source=pl.lit(ALL_SOURCES))], how="diagonal")


def of_panel(coverage: pl.LazyFrame) -> pl.LazyFrame:
    """day and coverage: the share of the panel's boards that were observed on each day of the table `coverage`."""
    panel = coverage.filter(pl.col("source") == ALL_SOURCES, pl.col("country") == ALL_COUNTRIES)
    return panel.select("day", coverage=_OBSERVED)


def with_coverage(rows: pl.LazyFrame, coverage: pl.LazyFrame) -> pl.LazyFrame:
    """`rows` with the share of boards that were observed that day: of those with an open posting in the cell's country.

    In all countries it is that of the panel, and so in a country in which no board has one any more.
    """
    seen = coverage.filter(pl.col("source") == ALL_SOURCES).select("day", "country", of_country=_OBSERVED)
    rows = rows.join(of_panel(coverage), on="day").join(seen, on=["day", "country"], how="left")
    return rows.with_columns(coverage=pl.coalesce("of_country", "coverage"))


def _stock(lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """Open postings of each board, by country and in all of them."""
    stock = lifecycle.filter(pl.col("status") == "open").group_by(*BOARD_DAY, "country").agg(postings=pl.len())
    # By a join: two filters would be carried out where the stock comes from, and it would be counted twice.
    spread = stock.join(pl.LazyFrame({"is_here": [True, False]}), how="cross")
    country = pl.when("is_here").then("country").otherwise(pl.lit(ALL_COUNTRIES))
    return spread.select(*BOARD_DAY, country=country, postings="postings").drop_nulls("country")


def _panel(boards: pl.LazyFrame, crawls: pl.LazyFrame) -> pl.LazyFrame:
    observed = crawls.filter(pl.col("status").is_in(OBSERVED)).select(*BOARD_DAY, is_observed=True)
    asked = boards.filter(pl.col("retired_on").is_null())
    return asked.join(observed, on=BOARD_DAY, how="left").select(
        *BOARD_DAY,
        is_observed=pl.col("is_observed").fill_null(False),
        is_recent=(pl.col("silent_days") <= OBSERVED_WITHIN_DAYS).fill_null(False),
    )


def _counted(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.group_by("day", "source", "country").agg(
        boards=pl.len(),
        observed=pl.col("is_observed").sum(),
        recent=pl.col("is_recent").sum(),
        postings=pl.col("postings").sum(),
        postings_observed=pl.col("postings").filter("is_observed").sum(),
    )
