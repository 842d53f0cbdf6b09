"""Stock against inflow: what is open, and what came and went."""

from typing import Any

import altair as alt
import polars as pl

from expectations.contracts import ALL_COUNTRIES
from expectations.tables import TABLES
from warehouse.charts.chart import Chart, Spec
from warehouse.charts.days import day_axis, step, with_period
from warehouse.charts.frame import NOTHING, POINTS, headed, panel
from warehouse.charts.theme import BLUE, GREY, VERMILION, WIDTH
from warehouse.findings.headline import Headline
from warehouse.findings.sentences import basis
from warehouse.release.imprint import Imprint, spoken
from warehouse.release.tables import Tables

SCALE_WIDTH, PLOT = 44, WIDTH - 88
"""Pixels of width for the scale, and for what is drawn; the last number stands beside it."""
FLOWS = ("opened", "closed")


def stock_and_inflow(tables: Tables, headline: Headline, imprint: Imprint) -> Chart:
    """One point per day drawn: `open` and `sighted` on that day, `opened` and `closed` since the point before."""
    daily = tables.scan(TABLES["demand_daily"]).filter(country=ALL_COUNTRIES, rung="any", role="any_social")
    points = _points(daily)
    period = "day" if step(points) == 1 else "week"
    return Chart(
        name="stock_and_inflow",
        title=f"{headline.n:,} social media postings open on {spoken(headline.last_on)}; {_month(tables)}.",
        subtitle=("Postings of the twelve roles.", basis(headline)),
        form="Line chart over bars. Across: days. Up: open postings; under it those opened, and below zero those closed, "
        f"by {period}.",
        processing="Stock: open at the end of the day, those of boards silent for up to 10 days included. Inflow and outflow: "
        "only what came or went between two complete crawls at most 10 days apart; what a board brings when it is first "
        "observed is stock and no inflow.",
        points=points,
        left=SCALE_WIDTH,
        rows=[
            headed(
                _stock(points, headline.n, imprint),
                "Open",
                "Thick: open. Thin: seen on that very day.",
            ),
            headed(_flows(points, imprint), f"Opened and closed, by {period}", "▲ blue: opened. ▼ vermilion: closed."),
        ],
    )


def _month(tables: Tables) -> str:
    """What came and went in the last month, in the numbers of the trend table."""
    monthly = tables.scan(TABLES["demand_monthly"]).filter(country=ALL_COUNTRIES, rung="any", role="any_social")
    row = monthly.sort("month").last().collect().row(0, named=True)
    when = f"{row['last_on']:%B %Y}" if row["is_complete"] else f"{row['days']} days of {row['last_on']:%B %Y}"
    return f"{row['opened']:,} opened and {row['closed']:,} closed in {when}"


def _points(daily: pl.LazyFrame) -> pl.DataFrame:
    """Stock at the end of each period, flows summed over it. The first is left out where it is no whole one."""
    summed = with_period(daily.sort("day")).group_by("period", maintain_order=True)
    ends = summed.agg(
        pl.col("day", "open", "sighted").last(), pl.col(FLOWS).sum(), pl.col("day").first().alias("since")
    )
    every = ends.collect()
    is_whole = (pl.col("day").max() - pl.col("since").min()).dt.total_days() + 1 >= (pl.col("period") + 1) * step(every)
    points = every.filter(is_whole).drop("period", "since")
    when = "that day" if step(points) == 1 else "in the week up to it"
    labels = [f"{_label(row)} {when}" for row in points.iter_rows(named=True)]
    return points.with_columns(label=pl.Series(labels, dtype=pl.String))


def _label(row: dict[str, Any]) -> str:
    return f"{spoken(row['day'])}: {row['open']:,} open; {row['opened']:,} opened and {row['closed']:,} closed"


def _stock(points: pl.DataFrame, last: int, imprint: Imprint) -> Spec:
    y = alt.Y("open:Q", title=None, scale=alt.Scale(domainMin=0), axis=alt.Axis(tickCount=4, minExtent=SCALE_WIDTH))
    base = alt.Chart(POINTS).encode(x=day_axis(points, ticks=5))
    seen = base.mark_line(color=GREY, strokeWidth=1).encode(y=alt.Y("sighted:Q", title=None))
    line = base.mark_line(color=BLUE, strokeWidth=2.5).encode(y=y)
    dots = base.mark_point(color=BLUE, filled=True, size=14, opacity=1).encode(
        y=y, description=alt.Description("label:N")
    )
    end = alt.Chart(NOTHING).mark_text(
        text=f"{last:,}", x=PLOT + 2, color=BLUE, fontSize=13, fontWeight="bold", align="left"
    )
    marks = [seen, line, dots, end.encode(y=alt.datum(last))]
    return panel(marks, imprint, width=PLOT, height=150, words_end=(PLOT - 4, 140))


def _flows(points: pl.DataFrame, imprint: Imprint) -> Spec:
    width = min(0.7 * PLOT / len(points), 24)
    base = alt.Chart(POINTS).transform_calculate(out="-datum.closed").encode(x=day_axis(points, ticks=5))
    axis = alt.Axis(tickCount=4, minExtent=SCALE_WIDTH, labelExpr="abs(datum.value)")
    opened = base.mark_bar(color=BLUE, width=width).encode(
        y=alt.Y("opened:Q", title=None, axis=axis), description=alt.Description("label:N")
    )
    closed = base.mark_bar(color=VERMILION, width=width).encode(
        y=alt.Y("out:Q", title=None), description=alt.Description("label:N")
    )
    return panel([opened, closed], imprint, width=PLOT, height=110, words_end=(PLOT - 4, 8))
