"""The specification curve: every way to ask “mostly managers?”, sorted by its share, and below which choices made it.

Simonsohn, Simmons and Nelson, Specification curve analysis, Nature Human Behaviour 4, 2020. A phone has no pixel for each of
some hundred ways in each row of choices, so there a cell stands for a few neighbours: the darker, the more make that choice.
"""

import json
from typing import Any

import altair as alt
import polars as pl

from expectations.tables import TABLES
from expectations.tables.managers import CHOICES
from warehouse.charts.chart import Chart, Spec
from warehouse.charts.frame import NOTHING, POINTS, headed, panel
from warehouse.charts.theme import INK, VERDICTS, WIDTH
from warehouse.findings.headline import Estimate
from warehouse.findings.sentences import measured, over_ways
from warehouse.release.imprint import Imprint
from warehouse.release.tables import Tables

NAMES = {
    "D1": "D1 title",
    "D2": "D2 role",
    "D3": "D3 rung",
    "D4": "D4 people",
    "D5": "D5 occupation",
    "twelve": "twelve roles",
    "article": "article’s roles",
    "stock": "open",
    "inflow": "new",
    "all": "all boards",
    "matched": "matched boards",
    "homonyms": "no homonyms",
    "none": "with all",
    "ghosts": "no ghosts",
    "both": "neither",
}
"""Choices, as the curve says them; the others speak for themselves."""
CELLS = 40
"""Cells of a row of choices."""
NAME, PLOT = 110, WIDTH - 110
"""Pixels of width for the names of the choices, and for what is drawn."""


def specifications(tables: Tables, imprint: Imprint) -> Chart:
    """One point per definition and way to ask, by the rank of its share, with interval and verdict."""
    asked = tables.scan(TABLES["managers"]).filter(pl.col("month") == pl.col("month").max()).collect()
    points, ways = _points(asked), asked.height
    counts = {verdict: asked.filter(verdict=verdict).height for verdict in VERDICTS}
    return Chart(
        name="specifications",
        title=over_ways(counts),
        subtitle=(
            f"Share of managers with 95% interval; {points.height} of {ways} ways have one.",
            "Interval above one half, blue: supported. Below it, vermilion: contradicted. Else, grey: undetermined.",
        ),
        form=f"Specification curve. Across: {points.height} ways to ask, of {ways}, sorted by share. Up: share of managers with "
        "interval, a line at one half; below, which choices were made.",
        processing="The question is asked under five definitions, of all twelve roles or the article’s seven, of what is open or "
        "new, of postings or vacancies, on all or on matched boards, and leaving out homonyms, ghosts, both or none. Intervals "
        "are clustered by employer. Supported: the interval lies above one half; contradicted: below it; else undetermined.",
        points=points,
        left=NAME,
        rows=[
            _curve(points, imprint),
            headed(
                _choices(points, imprint),
                "Which choices were made",
                "The darker, the more of a few neighbours make it.",
            ),
        ],
    )


def _points(asked: pl.DataFrame) -> pl.DataFrame:
    shown = (*CHOICES, "managers", "n", "employers", "share", "low", "high", "verdict")
    points = asked.drop_nulls("share").sort("share", *CHOICES).select(shown).with_row_index("rank", offset=1)
    return points.with_columns(label=pl.Series([_label(row) for row in points.iter_rows(named=True)], dtype=pl.String))


def _label(row: dict[str, Any]) -> str:
    made = ", ".join(NAMES.get(row[choice], row[choice]) for choice in CHOICES)
    return f"{made}: {measured(Estimate(row['share'], row['low'], row['high']))}, n = {row['n']:,}, {row['verdict']}"


def _rank(points: pl.DataFrame) -> alt.Scale:
    return alt.Scale(domain=[0.5, points.height + 0.5], nice=False)


def _curve(points: pl.DataFrame, imprint: Imprint) -> Spec:
    names, colours = list(VERDICTS), [look.colour for look in VERDICTS.values()]
    colour = alt.Color("verdict:N", legend=None, scale=alt.Scale(domain=names, range=colours))
    axis = alt.Axis(format="%", tickCount=5, minExtent=NAME)
    y = alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=axis)
    base = alt.Chart(POINTS).encode(x=alt.X("rank:Q", title=None, scale=_rank(points), axis=None), color=colour)
    span = base.mark_rule(opacity=0.35, strokeWidth=PLOT / max(points.height, 1))
    span = span.encode(y=alt.Y("low:Q", title=None), y2=alt.Y2("high:Q"))
    dot = base.mark_square(size=6, opacity=1).encode(y=y, description=alt.Description("label:N"))
    half = alt.Chart(NOTHING).mark_rule(color=INK).encode(y=alt.datum(0.5))
    return panel([span, half, dot], imprint, width=PLOT, height=180, words_end=(PLOT - 4, 14))


def _choices(points: pl.DataFrame, imprint: Imprint) -> Spec:
    """Cells side by side under the curve, with a free row between one choice and the next."""
    rows = [value for place, values in enumerate(CHOICES.values()) for value in (*values, " " * (place + 1))][:-1]
    words = alt.Axis(
        labelExpr=f"{json.dumps(NAMES)}[datum.value] || datum.value", ticks=False, domain=False, minExtent=NAME
    )
    wide = max(points.height, 1) / CELLS
    cells = (
        alt.Chart(POINTS)
        .transform_fold(list(CHOICES), as_=["choice", "value"])
        .transform_calculate(cell=f"floor((datum.rank - 1) / {wide})")
        .transform_aggregate(made="count()", groupby=["cell", "value"])
        .transform_calculate(start=f"datum.cell * {wide} + 0.5", end=f"(datum.cell + 1) * {wide} + 0.5")
        .mark_rect(color=INK)
        .encode(
            x=alt.X("start:Q", title=None, scale=_rank(points), axis=None),
            x2=alt.X2("end:Q"),
            y=alt.Y("value:N", title=None, scale=alt.Scale(domain=rows), axis=words),
            opacity=alt.Opacity("made:Q", legend=None, scale=alt.Scale(domain=[0, wide], range=[0, 1])),
        )
    )
    height = 12 * len(rows)
    return panel([cells], imprint, width=PLOT, height=height, words_end=(PLOT, height + 14))
