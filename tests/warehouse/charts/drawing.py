"""What charts are drawn from in their tests: tables held in memory."""

import polars as pl

from expectations.contracts import Table
from warehouse.charts.chart import Chart
from warehouse.charts.demand_by_role import demand_by_role
from warehouse.charts.durations import durations
from warehouse.charts.shifts import shifts
from warehouse.charts.specifications import specifications
from warehouse.charts.stock_and_inflow import stock_and_inflow
from warehouse.findings.headline import headline
from warehouse.release.imprint import Imprint


class Held:
    """Tables by name, as a store or a release holds them."""

    is_synthetic = True

    def __init__(self, rows: dict[str, pl.DataFrame]) -> None:
        self.rows = rows

    def scan(self, table: Table) -> pl.LazyFrame:
        return table.conform(self.rows[table.name].lazy())


def imprint_of(tables: Held) -> Imprint:
    first = headline(tables)
    return Imprint("2026.07", first.first_on, first.last_on, first.is_synthetic, "1", "f")


def chart_of(name: str, rows: dict[str, pl.DataFrame]) -> Chart:
    """The chart of that name, drawn from `rows`."""
    tables = Held(rows)
    first, imprint = headline(tables), imprint_of(tables)
    return {
        "specifications": lambda: specifications(tables, imprint),
        "demand_by_role": lambda: demand_by_role(tables, first, imprint),
        "stock_and_inflow": lambda: stock_and_inflow(tables, first, imprint),
        "durations": lambda: durations(tables, imprint),
        "shifts": lambda: shifts(tables, imprint),
    }[name]()
