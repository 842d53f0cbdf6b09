"""Do the numbers of a release add up?"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from expectations.contracts import ALL_COUNTRIES, SUMS_OF_ROLES
from expectations.tables import TABLES
from expectations.tables.demand import FLOWS
from warehouse.findings.trends import TRENDS, csv_bytes
from warehouse.release.imprint import SYNTHETIC
from warehouse.release.tables import RELEASED, Published

ROUNDED = 1e-6
"""Shares are rounded to six decimals."""


def stock(folder: Path) -> Iterator[str]:
    """Every change of the daily stock is accounted for; a cell without a row has a stock of 0."""
    cell = ("role", "country", "rung")
    signs = {flow.name: -1 if flow.name in ("moved_out", "closed", "left_unobserved") else 1 for flow in FLOWS}
    daily = Published(folder).scan(TABLES["demand_daily"])
    order = daily.select(pl.col("day").unique().sort()).with_row_index("place")
    rows = daily.join(order, on="day").with_columns(pl.col("place").cast(pl.Int64))
    before = pl.when(pl.col("place").shift() == pl.col("place") - 1).then(pl.col("open").shift()).otherwise(0)
    is_followed = pl.col("place").shift(-1) == pl.col("place") + 1
    is_last = pl.col("place") == order.select(pl.len()).collect().item() - 1
    net = pl.sum_horizontal(pl.col(name) * sign for name, sign in signs.items())
    is_off = pl.col("open") != before.over(cell, order_by="place").fill_null(0) + net
    vanishes = ~(is_followed.over(cell, order_by="place").fill_null(False) | is_last) & (pl.col("open") != 0)
    wrong = rows.filter(is_off | vanishes).sort("day", *cell).select("day", *cell).collect()
    if not wrong.is_empty():
        yield f"demand_daily: the stock is not accounted for in {len(wrong)} cells, the first {wrong.row(0)}"


def role_sums(folder: Path) -> Iterator[str]:
    """The roles of the taxonomy make up `any_social`, in every country and period."""
    for name, period in (("demand_daily", "day"), ("demand_monthly", "month")):
        cells = Published(folder).scan(TABLES[name]).filter(rung="any").group_by(period, "country")
        roles = pl.col("open").filter(~pl.col("role").is_in(SUMS_OF_ROLES)).sum()
        social = pl.col("open").filter(pl.col("role") == "any_social").sum()
        wrong = cells.agg(is_off=roles != social).filter("is_off").sort(period, "country").collect()
        if not wrong.is_empty():
            yield f"{name}: the roles do not add up in {len(wrong)} cells, the first {wrong.row(0)[:2]}"


def shares(folder: Path) -> Iterator[str]:
    """A published share is what the counts beside it say."""
    released = Published(folder)
    monthly = released.scan(TABLES["demand_monthly"]).filter(rung="any")
    whole = pl.col("open").filter(pl.col("role") == "any_social").sum().over("month", "country")
    of_roles = monthly.with_columns(whole=whole).filter(~pl.col("role").is_in(SUMS_OF_ROLES))
    managers = released.scan(TABLES["managers"])
    for name, rows, counted in (
        ("demand_monthly", of_roles, pl.col("open") / pl.col("whole")),
        ("managers", managers, pl.col("managers") / pl.col("n")),
    ):
        wrong = rows.filter((pl.col("share") - counted).abs() > ROUNDED).select(pl.len()).collect().item()
        if wrong:
            yield f"{name}: {wrong} shares are not what the counts beside them say"


def employers(folder: Path) -> Iterator[str]:
    """The employers of a role together hold its stock."""
    released = Published(folder)
    held = released.scan(TABLES["employers"]).group_by("month", "role").agg(held=pl.col("open").sum())
    stock = released.scan(TABLES["demand_monthly"]).filter(country=ALL_COUNTRIES, rung="any")
    both = stock.filter(~pl.col("role").is_in(SUMS_OF_ROLES)).join(held, on=["month", "role"], how="left")
    wrong = both.filter(pl.col("held").fill_null(0) != pl.col("open")).select(pl.len()).collect().item()
    if wrong:
        yield f"employers: their postings are not the stock of demand_monthly in {wrong} cells"


def trends(folder: Path) -> Iterator[str]:
    """The trend tables hold the numbers of the Parquet files."""
    released = Published(folder)
    edition = f"helpwanted release {released.footer(RELEASED[0])['release']}"
    source = f"{edition} ({SYNTHETIC})" if released.is_synthetic else edition
    for path, trend in TRENDS.items():
        if (folder / path).read_bytes() != csv_bytes(trend(released, source)):
            yield f"{path} does not hold the numbers of the tables"
