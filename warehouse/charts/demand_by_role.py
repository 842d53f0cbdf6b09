"""Share of each role by day, with its interval: one small panel per role, all on one scale."""

from typing import Any, cast

import altair as alt
import polars as pl

from expectations.contracts import ALL_COUNTRIES, SUMS_OF_ROLES
from expectations.tables import TABLES
from warehouse.charts.chart import Chart
from warehouse.charts.days import day_axis, dots
from warehouse.charts.frame import POINTS, framed, of, panel
from warehouse.charts.theme import BLUE, WIDTH
from warehouse.findings.headline import Headline, RoleDemand
from warehouse.findings.sentences import basis, measured, wanted
from warehouse.findings.trends import with_labels
from warehouse.release.imprint import Imprint
from warehouse.release.tables import Tables

GAP: Any = "break-paths-show-domains"
"""A withheld share leaves a gap: no line is drawn over it."""


def demand_by_role(tables: Tables, headline: Headline, imprint: Imprint) -> Chart:
    """One point per day and role: `open`, `share`, and `low_all`, `high_all`, its interval for all roles at once."""
    daily = tables.scan(TABLES["demand_daily"]).filter(pl.col("country") == ALL_COUNTRIES, rung="any")
    roles = with_labels(daily.filter(~pl.col("role").is_in(SUMS_OF_ROLES)), tables)
    points = roles.select("day", "role", "label", "open", "share", "low_all", "high_all").sort("day", "role").collect()
    width = WIDTH // 2 - 46
    drawn = panel(_marks(points), imprint, width=width, height=70, words_end=(width, 8))
    panels = [of(drawn, "role", role.role, role.label, _size(role)) for role in headline.roles]
    title = wanted(headline)
    subtitle = (
        "Share of all twelve roles’ open postings, by day; 95% interval for all roles at once.",
        basis(headline),
    )
    return Chart(
        name="demand_by_role",
        title=title,
        subtitle=subtitle,
        alt=f"Line charts of the share of each role by day, with intervals. {title}",
        processing="Share: open postings of the role by those of all twelve. Interval: clustered by employer, Bonferroni.",
        points=points,
        spec=framed(panels, title, subtitle, points, imprint),
    )


def _marks(points: pl.DataFrame) -> list[alt.Chart]:
    top = cast(float | None, points.select(pl.max_horizontal(pl.col("high_all").max(), pl.col("share").max())).item())
    y = alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, top or 1.0]), axis=alt.Axis(format="%", tickCount=3))
    base = alt.Chart(POINTS).encode(x=day_axis(points, ticks=3))
    low = alt.Y("low_all:Q", title=None)
    band = base.mark_area(color=BLUE, opacity=0.25, invalid=GAP).encode(y=low, y2="high_all:Q")
    return [band, base.mark_line(color=BLUE, point=dots(points), invalid=GAP).encode(y=y)]


def _size(role: RoleDemand) -> str:
    share = "share withheld" if role.estimate.share is None else measured(role.estimate)
    return f"{role.open:,} open · {share}"
