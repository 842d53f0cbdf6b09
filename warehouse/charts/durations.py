"""How long postings stay open: the median by role, with its interval."""

from typing import Any

import altair as alt
import polars as pl

from expectations.tables import TABLES
from warehouse.charts.chart import Chart
from warehouse.charts.dot_rows import NAME, Fields, dot_rows, rows_panel
from warehouse.charts.theme import BLUE, INK, Look
from warehouse.findings.trends import with_labels
from warehouse.release.imprint import Imprint
from warehouse.release.tables import Tables

DAYS = ("median_days", "low_days", "high_days")
FIELDS = Fields(row="name", value="median_days", low="drawn_from", high="drawn_to", kind="kind")
MONTH = 30
"""Days that the scale shows at least."""
LOOKS = {"sum": Look(INK, INK, "diamond"), "role": Look(BLUE, BLUE, "circle")}


def durations(tables: Tables, imprint: Imprint) -> Chart:
    """One point per role and one for all twelve: median days from opening to closing, of the twelve months up to now."""
    points = _points(tables)
    longest = points.select(pl.max_horizontal(pl.col(DAYS).max(), pl.lit(MONTH))).item()
    axis = alt.Axis(tickCount=4, domain=False, ticks=False)
    x = alt.X("median_days:Q", title=None, scale=alt.Scale(domain=[0, longest], nice=True), axis=axis)
    marks = dot_rows(points, FIELDS, LOOKS, x)
    return Chart(
        name="durations",
        title=_title(points),
        subtitle=(
            "Median days from opening to closing, with 95% interval. Closed does not mean filled.",
            *_basis(points),
        ),
        form="Dot plot with intervals. Across: days from opening to closing. Down: all twelve roles together, then each role.",
        processing="Kaplan and Meier’s estimate over the twelve months up to the last day, with delayed entry and Turnbull’s "
        "treatment of closings between two crawls. Open postings count as open so far. Intervals are clustered by employer.",
        points=points,
        left=NAME,
        rows=[rows_panel(marks, imprint, len(points))],
    )


def _title(points: pl.DataFrame) -> str:
    for row in points.filter(pl.col("role") == "any_social", pl.col("median_days").is_not_null()).iter_rows(named=True):
        return f"Half of the social media postings close within {_days(row)}."
    return "How long half of the postings stay open cannot be said yet."


def _basis(points: pl.DataFrame) -> list[str]:
    """n and employers behind the row of all twelve roles, where there is one."""
    return [
        f"{row['spells']:,} postings of {row['employers']:,} employers, {row['closed']:,} seen to close."
        for row in points.filter(role="any_social").iter_rows(named=True)
    ]


def _points(tables: Tables) -> pl.DataFrame:
    last = tables.scan(TABLES["durations"]).filter(pl.col("month") == pl.col("month").max(), pl.col("role") != "any")
    kind = pl.when(pl.col("precedence").is_null()).then(pl.lit("sum")).otherwise(pl.lit("role"))
    named = with_labels(last, tables).rename({"label": "name"}).with_columns(kind=kind, **_drawn())
    shown = ("role", "name", "kind", "spells", "closed", "employers", *DAYS, "drawn_from", "drawn_to")
    points = named.sort(pl.col("kind") != "sum", "median_days", "precedence", nulls_last=True).select(shown).collect()
    said = [_numbers(row) for row in points.iter_rows(named=True)]
    return points.with_columns(numbers=pl.Series(said, dtype=pl.String)).with_columns(
        label=pl.format("{}: {}; {} seen to close of {}", "name", "numbers", "closed", "spells")
    )


def _drawn() -> dict[str, pl.Expr]:
    """Where the interval is drawn: an end that is not reached, to the end of the scale."""
    is_known, longest = pl.col("median_days").is_not_null(), pl.max_horizontal(pl.col(DAYS).max())
    ends = {"drawn_from": pl.col("low_days").fill_null(0), "drawn_to": pl.col("high_days").fill_null(longest)}
    return {name: pl.when(is_known).then(end) for name, end in ends.items()}


def _numbers(row: dict[str, Any]) -> str:
    return "withheld" if row["median_days"] is None else _days(row)


def _days(row: dict[str, Any]) -> str:
    """`34 days (30–41)`; where an end of the interval is not reached yet, what can be said of it."""
    low, high = row["low_days"], row["high_days"]
    ends = (
        f"{low}–{high}" if low and high else f"{low} or more" if low else f"at most {high}" if high else "no interval"
    )
    return f"{row['median_days']} days ({ends})"
