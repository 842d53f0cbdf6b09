"""All the charts of a release."""

from altair.utils.schemapi import debug_mode

from expectations.tables import TABLES
from warehouse.charts.chart import Chart
from warehouse.charts.demand_by_role import demand_by_role
from warehouse.charts.durations import durations
from warehouse.charts.managers import managers
from warehouse.charts.role import role_charts
from warehouse.charts.roles import roles
from warehouse.charts.shifts import shifts
from warehouse.charts.specifications import specifications
from warehouse.charts.stock_and_inflow import stock_and_inflow
from warehouse.findings.headline import Headline
from warehouse.release.imprint import Imprint
from warehouse.release.tables import Tables

LATE = {"durations": durations, "shifts": shifts}
"""Drawn from a table of the same name, which may be empty where nothing has closed yet or no posting has a text."""


def charts(tables: Tables, headline: Headline, imprint: Imprint) -> list[Chart]:
    """The charts of a release, in the order in which they are read; one without a row to draw is left out."""
    with debug_mode(False):  # else Altair holds its schema against every part: half of the time, and the tests do it
        demand = demand_by_role(tables, headline, imprint)
        return [
            roles(headline, imprint),
            managers(headline, imprint),
            specifications(tables, imprint),
            demand,
            stock_and_inflow(tables, headline, imprint),
            *(draw(tables, imprint) for name, draw in LATE.items() if _has_rows(tables, name)),
            *role_charts(demand, headline, imprint),
        ]


def _has_rows(tables: Tables, name: str) -> bool:
    return not tables.scan(TABLES[name]).limit(1).collect().is_empty()
