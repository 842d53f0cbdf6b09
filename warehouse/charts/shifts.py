"""The five old roles: how many of their postings ask for social media, and of which emphasis they speak."""

from math import exp
from typing import Any

import altair as alt
import polars as pl

from expectations.tables import TABLES
from warehouse.charts.chart import Chart
from warehouse.charts.dot_rows import NAME, Fields, dot_rows, line_at, percent_axis, rows_panel
from warehouse.charts.frame import headed
from warehouse.charts.theme import BLUE, GREY, VERMILION, Look
from warehouse.findings.headline import Estimate
from warehouse.findings.sentences import measured
from warehouse.release.imprint import Imprint
from warehouse.release.tables import Tables

ASKING = Fields(row="name", value="share", low="low", high="high", kind="kind")
EMPHASIS = Fields(
    row="poles", value="ratio", low="ratio_low", high="ratio_high", kind="leaning", numbers="ratio_numbers"
)
LOOKS = {"old role": Look(BLUE, BLUE, "circle")}
LEANINGS = {
    "new": Look(BLUE, BLUE, "triangle-up"),
    "old": Look(VERMILION, VERMILION, "square"),
    "open": Look(GREY, "#ffffff", "circle"),
}
RATIOS = [0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100]
"""Ticks of the scale."""


def shifts(tables: Tables, imprint: Imprint) -> Chart:
    """One point per old role: share that asks for social media, and postings with the new emphasis for one with the old."""
    points = _points(tables)
    asking = dot_rows(points, ASKING, LOOKS, percent_axis("share", 1))
    emphasis = [line_at(1), *dot_rows(points, EMPHASIS, LEANINGS, _times(_reach(points)))]
    return Chart(
        name="shifts",
        title=_title(points),
        subtitle=(
            "Exploratory: short English word lists, right in 73 to 95 of 100 labelled sentences. 95% intervals, each for "
            "itself.",
            f"n = {points['n'].sum():,} open postings with a text.",
        ),
        form="Two dot plots with intervals. Down: the five old roles. Across: share that asks for social media; then postings "
        "that hold a word of the new emphasis for each that holds one of the old, on a log scale.",
        processing="Open postings of the old roles with a text. The ratio is (new + ½) ÷ (old + ½) over those that ask for "
        "social media; many hold words of both. Intervals are clustered by employer; withheld below 10 employers, or 5 that hold "
        "the rarer word.",
        points=points,
        left=NAME,
        rows=[
            headed(rows_panel(asking, imprint, len(points)), "Postings that ask for social media"),
            headed(
                rows_panel(emphasis, imprint, len(points)),
                "Of these: new emphasis for one of the old",
                "▲ more speak of the new. ■ more of the old. ○ open.",
            ),
        ],
    )


def _points(tables: Tables) -> pl.DataFrame:
    last = (
        tables.scan(TABLES["shifts"])
        .filter(pl.col("month") == pl.col("month").max())
        .sort("traditional_role")
        .collect()
    )
    ratios = ("ratio", "ratio_low", "ratio_high")
    floats = dict.fromkeys(("share", "low", "high", *ratios), pl.Float64)
    return pl.DataFrame([_point(row) for row in last.iter_rows(named=True)], schema_overrides=floats)


def _point(row: dict[str, Any]) -> dict[str, object]:
    name = row["traditional_role"].replace("_", " ").capitalize()
    share = measured(Estimate(row["share"], row["low"], row["high"]))
    ends = row["log_ratio"], row["log_ratio_low"], row["log_ratio_high"]
    ratio, low, high = (None if end is None else exp(end) for end in ends)
    said = "withheld" if ratio is None else f"{ratio:.1f} ({low:.1f}–{high:.1f})"
    return {
        "name": name,
        "kind": "old role",
        "n": row["n"],
        "asking": row["asking"],
        "employers": row["employers"],
        "share": row["share"],
        "low": row["low"],
        "high": row["high"],
        "numbers": share,
        "poles": f"{row['old_pole']} → {row['new_pole']}",
        "old_pole": row["old_pole"],
        "new_pole": row["new_pole"],
        "old": row["old"],
        "new": row["new"],
        "ratio": ratio,
        "ratio_low": low,
        "ratio_high": high,
        "leaning": _leaning(row["log_ratio_low"], row["log_ratio_high"]),
        "ratio_numbers": said,
        "label": f"{name}: {share} ask for social media, {row['old_pole']} → {row['new_pole']} {said}, n = {row['n']:,}",
    }


def _leaning(low: float | None, high: float | None) -> str:
    """Of which emphasis more postings speak; open where the interval does not say."""
    if low is None or high is None:
        return "open"
    return "new" if low > 0 else "old" if high < 0 else "open"


def _title(points: pl.DataFrame) -> str:
    if points["ratio"].is_null().all():
        return "Too few words of either emphasis to say of which the old roles speak more."
    found = [_more(row) for row in points.filter(pl.col("leaning") != "open").iter_rows(named=True)]
    if not found:
        return "Whether the old roles speak more of the new emphasis or of the old is open."
    return f"More postings speak {', '.join(found)}" + ("." if len(found) == len(points) else "; the rest is open.")


def _more(row: dict[str, Any]) -> str:
    more, less = ("new_pole", "old_pole") if row["leaning"] == "new" else ("old_pole", "new_pole")
    return f"of {row[more]} than of {row[less]} ({row['name'].lower()})"


def _reach(points: pl.DataFrame) -> list[float]:
    """The ends of the scale: two of its ticks, beyond every interval and on both sides of 1."""
    low, high = points.select(
        pl.col("ratio_low").min().clip(RATIOS[0], 0.5).fill_null(0.5),
        pl.col("ratio_high").max().clip(2, RATIOS[-1]).fill_null(2),
    ).row(0)
    return [max(tick for tick in RATIOS if tick <= low), min(tick for tick in RATIOS if tick >= high)]


def _times(reach: list[float]) -> alt.X:
    """A log scale between these ends. A tick beyond them would be drawn at the end, with its own number."""
    ticks = [tick for tick in RATIOS if reach[0] <= tick <= reach[1]]
    axis = alt.Axis(values=ticks, format="~g", domain=False, ticks=False)
    return alt.X("ratio:Q", title=None, scale=alt.Scale(type="log", clamp=True, domain=reach), axis=axis)
