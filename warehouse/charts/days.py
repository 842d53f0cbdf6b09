"""The time axis that charts share."""

from datetime import timedelta

import altair as alt
import polars as pl

from warehouse.charts.theme import BLUE

SPARSE = 14
"""Up to so many days the days themselves are drawn as dots: a line of a few points looks like more than there is."""


def day_axis(points: pl.DataFrame, ticks: int) -> alt.X:
    """The axis. Shorter than two months it names days, longer it names months."""
    seen = points["day"].unique().sort()
    is_short = len(seen) < 2 or seen[-1] - seen[0] < timedelta(days=62)
    axis = alt.Axis(format="%-d %b" if is_short else "%b %Y", tickCount=min(ticks, max(len(seen), 1)), grid=False)
    return alt.X("day:T", title=None, axis=axis, scale=alt.Scale(type="utc"))


def dots(points: pl.DataFrame) -> alt.OverlayMarkDef | bool:
    """Whether, and how, the days of a line are drawn as dots."""
    return alt.OverlayMarkDef(color=BLUE) if points["day"].n_unique() <= SPARSE else False
