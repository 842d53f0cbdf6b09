"""Rows of dots with their intervals, each with its numbers in words at the right: the shape most findings have."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import altair as alt
import polars as pl

from warehouse.charts.chart import Spec
from warehouse.charts.frame import NOTHING, POINTS, panel
from warehouse.charts.theme import INK, Look
from warehouse.release.imprint import Imprint

ROW = 23
"""Pixels of height that a row takes."""
NAME, PLOT, NUMBERS = 142, 134, 124
"""Pixels of width that its name, its dot and its numbers take."""
NAMES = alt.Axis(labelLimit=NAME, minExtent=NAME, ticks=False, domain=False, labelPadding=12)
"""The names of the rows."""


@dataclass(frozen=True)
class Fields:
    """Which columns of the points hold what a row shows."""

    row: str
    value: str
    low: str
    high: str
    kind: str
    """Decides on colour and form."""
    numbers: str = "numbers"
    """Value and interval, written out."""
    label: str = "label"
    """The whole point in words, for who points at it or has it read out."""


def dot_rows(points: pl.DataFrame, fields: Fields, looks: Mapping[str, Look], x: alt.X) -> list[alt.Chart]:
    """Interval, dot and numbers of every row, in the order of `points`."""
    names = points[fields.row].unique(maintain_order=True).to_list()
    kinds, (colours, fills, shapes) = list(looks), zip(*looks.values(), strict=True)
    base = alt.Chart(POINTS).encode(y=alt.Y(f"{fields.row}:N", title=None, sort=names, axis=NAMES))
    stroke = alt.Stroke(f"{fields.kind}:N", legend=None, scale=alt.Scale(domain=kinds, range=list(colours)))
    fill = alt.Fill(f"{fields.kind}:N", legend=None, scale=alt.Scale(domain=kinds, range=list(fills)))
    shape = alt.Shape(f"{fields.kind}:N", legend=None, scale=alt.Scale(domain=kinds, range=list(shapes)))
    low = alt.X(f"{fields.low}:Q", title=None)
    span = base.mark_rule(strokeWidth=4, opacity=0.5).encode(x=low, x2=alt.X2(f"{fields.high}:Q"), stroke=stroke)
    dot = base.mark_point(size=60, strokeWidth=2, opacity=1)
    dot = dot.encode(x=x, stroke=stroke, fill=fill, shape=shape, description=alt.Description(f"{fields.label}:N"))
    text = base.mark_text(align="left", color=INK, fontSize=12, x=PLOT + 8)
    return [span, dot, text.encode(text=alt.Text(f"{fields.numbers}:N"))]


def rows_panel(marks: list[alt.Chart], imprint: Imprint, rows: int) -> Spec:
    """The panel of so many rows."""
    height = ROW * rows
    return panel(marks, imprint, width=PLOT, height=height, words_end=(PLOT + NUMBERS, height + 12))


def line_at(value: float) -> alt.Chart:
    """A dashed line across all rows at `value`."""
    line: alt.Chart = alt.Chart(NOTHING).mark_rule(strokeDash=[4, 3], color=INK)
    return line.encode(x=alt.datum(value))


def percent_axis(field: str, top: float) -> alt.X:
    """Shares from 0 to at least `top`: all of the scale, or as much of it as is needed."""
    step = 0.25 if top > 0.6 else 0.2 if top > 0.3 else 0.1
    values = [step * number for number in range(ceil(top / step) + 1)]
    axis = alt.Axis(format="%", values=values, grid=True, domain=False, ticks=False)
    return alt.X(f"{field}:Q", title=None, scale=alt.Scale(domain=[0, values[-1]]), axis=axis)
