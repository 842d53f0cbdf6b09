"""Demand for one role over time: its share with its interval, and its open postings."""

import altair as alt
import polars as pl

from warehouse.charts.chart import Chart, Spec
from warehouse.charts.days import day_axis
from warehouse.charts.demand_by_role import SCALE_WIDTH, share_lines
from warehouse.charts.frame import POINTS, headed, panel
from warehouse.charts.theme import BLUE, WIDTH
from warehouse.findings.headline import Headline, RoleDemand
from warehouse.findings.sentences import measured
from warehouse.release.imprint import Imprint

PLOT = WIDTH - SCALE_WIDTH - 8


def role_charts(demand: Chart, headline: Headline, imprint: Imprint) -> list[Chart]:
    """A chart for each role, of its points in the chart of `demand` by role."""
    return [_role(role, demand, imprint) for role in headline.roles]


def _role(role: RoleDemand, demand: Chart, imprint: Imprint) -> Chart:
    points = demand.points.filter(role=role.role)
    return Chart(
        name=f"role_{role.role}",
        title=_title(role),
        subtitle=(
            "95% interval for all roles at once.",
            f"n = {role.open:,} open postings, {role.employers:,} employers.",
        ),
        form="Line charts. Across: days. Up: share of the twelve roles’ open postings in its band; under it, open postings.",
        processing=demand.processing,
        points=points,
        left=SCALE_WIDTH,
        rows=[
            headed(_share(points, imprint), "Share of the twelve roles’ open postings"),
            headed(_open(points, imprint), "Open postings"),
        ],
    )


def _title(role: RoleDemand) -> str:
    if role.estimate.share is None:
        return f"{role.label}: {role.open:,} open postings; their share is withheld."
    return f"{role.label}: {measured(role.estimate)} of open social media postings."


def _share(points: pl.DataFrame, imprint: Imprint) -> Spec:
    return panel(share_lines(points, ticks=4), imprint, width=PLOT, height=130, words_end=(PLOT - 4, 10))


def _open(points: pl.DataFrame, imprint: Imprint) -> Spec:
    axis = alt.Axis(tickCount=3, tickMinStep=1, minExtent=SCALE_WIDTH)
    y = alt.Y("open:Q", title=None, scale=alt.Scale(domainMin=0), axis=axis)
    line = alt.Chart(POINTS).mark_line(color=BLUE, strokeWidth=2).encode(x=day_axis(points, ticks=4), y=y)
    return panel([line], imprint, width=PLOT, height=70, words_end=(PLOT - 4, 62))
