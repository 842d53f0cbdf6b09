"""Demand by month: stock and shares at the last observed day, flows summed, indices set to the first complete month."""

import calendar
from datetime import date
from itertools import pairwise

import polars as pl

from expectations.contracts import ALL_COUNTRIES
from expectations.tables.demand import FLOWS
from transforms.cells import CELL
from transforms.demand import NOTHING_OPEN, indexed
from transforms.endings import OBSERVED_WITHIN_DAYS

CHAIN_UNITS = 10**9
"""The chain has nine decimals. A sum of whole units does not depend on the order of its terms, a sum of floats does."""
_FLOWS = [column.name for column in FLOWS]


def is_complete(month: str, days: list[date]) -> bool:
    """Whether the month was observed from its first day to its last, without an interval too long for inflow and outflow.

    `days` are its days that have a partition.
    """
    year, number = (int(part) for part in month.split("-"))
    last = calendar.monthrange(year, number)[1]
    is_dense = all((later - day).days <= OBSERVED_WITHIN_DAYS for day, later in pairwise(sorted(days)))
    return is_dense and {date(year, number, 1), date(year, number, last)} <= set(days)


def sum_up(month: str, days: list[date], daily: pl.LazyFrame, base: pl.LazyFrame | None) -> pl.LazyFrame:
    """The table `demand_monthly` of `month` from its days of `demand_daily`.

    `base` is the partition of `demand_monthly` that the indices are set to. Without one a complete month is its own
    base, and an incomplete one has no index.
    """
    last_on = max(days)
    flows = daily.group_by(CELL).agg(
        pl.col(_FLOWS).sum(),
        mean_open=pl.col("open").sum() / len(days),
        mean_matched_chain=pl.when(pl.col("matched_chain").count() > 0).then(
            (pl.col("matched_chain") * CHAIN_UNITS).round().cast(pl.Int64).sum()
            / pl.col("matched_chain").count()
            / CHAIN_UNITS
        ),
    )
    at_end = daily.filter(pl.col("day") == last_on).drop("day", "index", "matched_index", *_FLOWS)
    of_panel = pl.col("coverage").filter(pl.col("country") == ALL_COUNTRIES).max()
    rows = flows.join(at_end, on=CELL, how="left").with_columns(
        pl.col("open", "vacancies", "carried", "sighted", "employers").fill_null(0),
        coverage=pl.coalesce("coverage", pl.col("coverage").max().over("country"), of_panel),
        is_suppressed=pl.col("is_suppressed").fill_null(True),
        suppressed_why=pl.when(pl.col("is_suppressed").is_null())
        .then(pl.lit(NOTHING_OPEN))
        .otherwise("suppressed_why"),
    )
    complete = is_complete(month, days)
    rows = indexed(rows, rows.filter(complete) if base is None else base)
    return rows.with_columns(
        month=pl.lit(month), last_on=pl.lit(last_on), days=pl.lit(len(days), pl.Int64), is_complete=pl.lit(complete)
    )
