"""Demand by role over time: the share of each with its interval, and under them how much of the panel was seen."""

from typing import Any, cast

import altair as alt
import polars as pl

from expectations.contracts import ALL_COUNTRIES, SUMS_OF_ROLES
from expectations.tables import TABLES
from warehouse.charts.chart import Chart, Spec
from warehouse.charts.days import day_axis, drawn_days
from warehouse.charts.frame import POINTS, headed, of, panel, side_by_side
from warehouse.charts.theme import BLUE, GREY, WIDTH
from warehouse.findings.headline import Estimate, Headline, RoleDemand
from warehouse.findings.sentences import basis, measured, percent, wanted
from warehouse.findings.trends import with_labels
from warehouse.release.imprint import Imprint, spoken
from warehouse.release.tables import Tables

SCALE_WIDTH = 38
"""Pixels of width that a scale takes."""
GAP: Any = "break-paths-show-domains"
"""A withheld share leaves a gap: no line is drawn over it."""


def demand_by_role(tables: Tables, headline: Headline, imprint: Imprint) -> Chart:
    """One point per role and day drawn: `open`, `share` with its interval for all roles at once, `coverage` of the panel."""
    points = _points(tables)
    width = WIDTH // 2 - SCALE_WIDTH - 8
    drawn = panel(share_lines(points, ticks=2), imprint, width=width, height=70, words_end=(width, 8))
    panels = [headed(of(drawn, "role", role.role), role.label, _size(role)) for role in headline.roles]
    return Chart(
        name="demand_by_role",
        title=wanted(headline),
        subtitle=("Share of open postings; 95% interval for all roles at once.", basis(headline)),
        form="Line charts with bands, one for each role. Across: days. Up: share of the open postings. "
        "Under them, the share of the panel’s boards that were observed.",
        processing="Share: open postings of the role ÷ those of all twelve on that day. Intervals are clustered by employer "
        "and hold for all roles of a day at once (Bonferroni). Gaps: withheld, because too few employers are behind them.",
        points=points,
        left=SCALE_WIDTH,
        rows=[side_by_side(panels), _coverage(points, headline, imprint)],
    )


def _points(tables: Tables) -> pl.DataFrame:
    daily = tables.scan(TABLES["demand_daily"]).filter(pl.col("country") == ALL_COUNTRIES, rung="any")
    roles = drawn_days(daily.filter(~pl.col("role").is_in(SUMS_OF_ROLES)))
    shown = ("day", "role", "name", "open", "share", "low_all", "high_all", "coverage")
    points = with_labels(roles, tables).rename({"label": "name"}).select(shown).sort("day", "role").collect()
    return points.with_columns(label=pl.Series([_label(row) for row in points.iter_rows(named=True)], dtype=pl.String))


def _label(row: dict[str, Any]) -> str:
    numbers = measured(Estimate(row["share"], row["low_all"], row["high_all"]))
    return f"{row['name']}, {spoken(row['day'])}: {numbers}, {row['open']:,} open"


def share_lines(points: pl.DataFrame, ticks: int) -> list[alt.Chart]:
    """The share by day in its band, on one scale for all of `points`."""
    top = cast(float | None, points.select(pl.max_horizontal(pl.col("high_all").max(), pl.col("share").max())).item())
    axis = alt.Axis(format="%", tickCount=3, minExtent=SCALE_WIDTH)
    y = alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, top or 1.0]), axis=axis)
    base = alt.Chart(POINTS).encode(x=day_axis(points, ticks))
    low = alt.Y("low_all:Q", title=None)
    band = base.mark_area(color=BLUE, opacity=0.25, invalid=GAP).encode(y=low, y2=alt.Y2("high_all:Q"))
    line = base.mark_line(color=BLUE, invalid=GAP).encode(y=y)
    return [
        band,
        line,
        base.mark_point(color=BLUE, filled=True, size=10, opacity=1).encode(
            y=y, description=alt.Description("label:N")
        ),
    ]


def _size(role: RoleDemand) -> str:
    share = "share withheld" if role.estimate.share is None else measured(role.estimate)
    return f"{role.open:,} open · {share}"


def _coverage(points: pl.DataFrame, headline: Headline, imprint: Imprint) -> Spec:
    """The strip that says how much of the panel was seen; the rows of one role are enough to draw it."""
    axis = alt.Axis(format="%", values=[0, 0.5, 1], minExtent=SCALE_WIDTH)
    y = alt.Y("coverage:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=axis)
    seen = alt.Chart(POINTS).mark_area(color=GREY, opacity=0.5).encode(x=day_axis(points, ticks=4), y=y)
    strip = panel([seen], imprint, width=WIDTH - SCALE_WIDTH, height=44, words_end=(WIDTH - SCALE_WIDTH - 4, 36))
    said = f"{percent(headline.observed / headline.boards)} on {spoken(headline.last_on)}"
    return headed(of(strip, "role", points["role"][0]), "Boards of the panel that were observed", said)
