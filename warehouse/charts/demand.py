"""Stock of all twelve roles together, by day, over the naive count of postings seen on the very day."""

import altair as alt
import polars as pl

from expectations.contracts import ALL_COUNTRIES
from expectations.tables import TABLES
from warehouse.charts.chart import Chart
from warehouse.charts.days import day_axis, dots
from warehouse.charts.frame import NOTHING, POINTS, framed, panel
from warehouse.charts.theme import BLUE, GREY, WIDTH
from warehouse.findings.headline import Headline
from warehouse.findings.sentences import basis
from warehouse.release.imprint import Imprint, spoken
from warehouse.release.tables import Tables


def demand(tables: Tables, headline: Headline, imprint: Imprint) -> Chart:
    """One point a day: `open` (the stock), `sighted` (seen that day), `carried` (the difference, not yet given up)."""
    daily = tables.scan(TABLES["demand_daily"]).filter(pl.col("country") == ALL_COUNTRIES, rung="any")
    points = daily.filter(role="any_social").select("day", "open", "sighted", "carried").sort("day").collect()
    title = f"{headline.n:,} social media postings open on {spoken(headline.last_on)}"
    subtitle = ("Postings of the twelve roles, by day. Blue: open. Grey: seen that day.", basis(headline))
    drawn = panel(_marks(points, headline.n), imprint, width=WIDTH - 50, height=190, words_end=(WIDTH - 54, 180))
    return Chart(
        name="demand",
        title=title,
        subtitle=subtitle,
        alt=f"Line chart of open postings by day: {title}.",
        processing="A posting is open from its first sighting until a complete listing of its board no longer shows it.",
        points=points,
        spec=framed([drawn], title, subtitle, points, imprint),
    )


def _marks(points: pl.DataFrame, last: int) -> list[alt.Chart]:
    y = alt.Y("open:Q", title=None, scale=alt.Scale(domainMin=0), axis=alt.Axis(tickCount=5))
    base = alt.Chart(POINTS).encode(x=day_axis(points, ticks=6))
    naive = base.mark_line(color=GREY, strokeWidth=1).encode(y=alt.Y("sighted:Q", title=None))
    stock = base.mark_line(color=BLUE, strokeWidth=2.5, point=dots(points)).encode(y=y)
    label = alt.Chart(NOTHING).mark_text(text=f"{last:,}", color=BLUE, fontSize=13, align="left", dx=5)
    return [naive, stock, label.encode(x=alt.value("width"), y=alt.datum(last))]
