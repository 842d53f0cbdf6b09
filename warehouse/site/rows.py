"""Rows of the released tables as pages show them: the last month, by role, with their intervals as estimates."""

from typing import Any

import polars as pl

from expectations.contracts import ALL_COUNTRIES
from expectations.tables import TABLES
from warehouse.findings.headline import Estimate
from warehouse.release.tables import Tables

Row = dict[str, Any]


def of_last_month(tables: Tables, name: str) -> pl.LazyFrame:
    """The rows of a monthly table at its last month."""
    return tables.scan(TABLES[name]).filter(pl.col("month") == pl.col("month").max())


def everywhere(tables: Tables) -> pl.LazyFrame:
    """`demand_monthly` over all countries and rungs."""
    return tables.scan(TABLES["demand_monthly"]).filter(country=ALL_COUNTRIES, rung="any")


def estimated(rows: pl.LazyFrame, low: str = "low", high: str = "high") -> list[Row]:
    """The rows, each with `estimate` made of share and interval."""
    return [
        {**row, "estimate": Estimate(row["share"], row[low], row[high])} for row in rows.collect().iter_rows(named=True)
    ]


def by_role(rows: list[Row]) -> dict[str, list[Row]]:
    """The rows of each role, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["role"], []).append(row)
    return found
