"""Charts: a finding as the title, the points as a CSV beside, the source line burned in.

Drawn by Vega-Lite in this process (vl-convert), without network. The same points give the same SVG everywhere; the PNG is
drawn in the embedded Liberation Sans, unless another version of it is installed: then letters may differ by a hair.
Colours are those of Okabe and Ito (2008), which colour-blind readers can tell apart.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from textwrap import wrap
from typing import Any, cast

import altair as alt
import polars as pl
import polars.selectors as cs
import vl_convert

from expectations.contracts import ALL_COUNTRIES, SUMS_OF_ROLES
from expectations.tables import TABLES
from warehouse.exports import Tables
from warehouse.findings import DEFINITIONS, basis, measured, mostly_managers, percent, wanted
from warehouse.headline import Headline, ManagersAnswer, RoleDemand
from warehouse.imprint import SYNTHETIC, Imprint, spoken
from warehouse.trends import with_labels, write_csv

BLUE, VERMILION, GREY, INK = "#0072B2", "#D55E00", "#767676", "#1a1a1a"
VERDICT_COLOURS = {"supported": BLUE, "contradicted": VERMILION, "undetermined": GREY}
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDTH = 400
"""Pixels. On a phone 360 wide the letters of 12 to 13 pixels are still 10 to 11 high."""
SPARSE = 14
"""Up to so many days the days themselves are drawn as dots: a line of a few points looks like more than there is."""
SCALE = 2
"""PNG pixels per unit: some 850 wide."""
POINTS = alt.NamedData("points")
"""The rows of the chart, named once in the specification; a panel filters its own."""
NOTHING = alt.NamedData("nothing")
"""One row without content, for marks that stand for themselves."""

Spec = dict[str, Any]
"""A part of a Vega-Lite specification. Altair writes the marks; panels are put together here, in Vega-Lite's own few
keys, because Altair copies every panel anew at every level (16 panels: 6 s instead of 0.3 s)."""


@dataclass(frozen=True)
class Chart:
    """A chart of the release: its points, and how they are drawn."""

    name: str
    alt: str
    points: pl.DataFrame
    spec: Spec
    """The Vega-Lite specification, points included."""


def charts(tables: Tables, headline: Headline, imprint: Imprint) -> list[Chart]:
    """The charts of a release."""
    return [
        demand_chart(tables, headline, imprint),
        roles_chart(tables, headline, imprint),
        managers_chart(headline, imprint),
    ]


def demand_chart(tables: Tables, headline: Headline, imprint: Imprint) -> Chart:
    """Stock of all twelve roles together, by day, over the naive count of postings seen on the very day."""
    points = _daily(tables).filter(role="any_social").select("day", "open", "sighted", "carried").sort("day").collect()
    x = _days(points, ticks=6)
    y = alt.Y("open:Q", title=None, scale=alt.Scale(domainMin=0), axis=alt.Axis(tickCount=5))
    base = alt.Chart(POINTS).encode(x=x)
    naive = base.mark_line(color=GREY, strokeWidth=1).encode(y=alt.Y("sighted:Q", title=None))
    stock = base.mark_line(color=BLUE, strokeWidth=2.5, point=_dots(points)).encode(y=y)
    label = alt.Chart(NOTHING).mark_text(text=f"{headline.n:,}", color=BLUE, fontSize=13, align="left", dx=5)
    label = label.encode(x=alt.value("width"), y=alt.datum(headline.n))
    finding = f"{headline.n:,} social media postings open on {spoken(headline.last_on)}"
    said = ["Postings of the twelve roles, by day. Blue: open. Grey: seen that day.", basis(headline)]
    panel = _panel([naive, stock, label], imprint, width=WIDTH - 50, height=190, words_end=(WIDTH - 54, 180))
    return Chart("demand", finding, points, _framed([panel], finding, said, points, imprint))


def roles_chart(tables: Tables, headline: Headline, imprint: Imprint) -> Chart:
    """Share of each role by day, with its interval: one small panel per role, all on one scale."""
    daily = with_labels(_daily(tables).filter(~pl.col("role").is_in(SUMS_OF_ROLES)), tables)
    points = daily.select("day", "role", "label", "open", "share", "low_all", "high_all").sort("day", "role").collect()
    top = cast(float | None, points.select(pl.max_horizontal(pl.col("high_all").max(), pl.col("share").max())).item())
    drawn = _panel(
        _share_over_time(points, top or 1.0), imprint, width=WIDTH // 2 - 46, height=70, words_end=(WIDTH // 2 - 46, 8)
    )
    panels = [_of(drawn, "role", role.role, role.label, _size(role)) for role in headline.roles]
    said = ["Share of all twelve roles’ open postings, by day; 95% interval for all roles at once.", basis(headline)]
    finding = wanted(headline)
    return Chart("demand_by_role", finding, points, _framed(panels, finding, said, points, imprint))


def _share_over_time(points: pl.DataFrame, top: float) -> list[alt.Chart]:
    y = alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, top]), axis=alt.Axis(format="%", tickCount=3))
    base = alt.Chart(POINTS).encode(x=_days(points, ticks=3))
    band = base.mark_area(color=BLUE, opacity=0.25, invalid=GAP).encode(
        y=alt.Y("low_all:Q", title=None), y2="high_all:Q"
    )
    return [band, base.mark_line(color=BLUE, point=_dots(points), invalid=GAP).encode(y=y)]


def _size(role: RoleDemand) -> str:
    share = "share withheld" if role.estimate.share is None else measured(role.estimate)
    return f"{role.open:,} open · {share}"


GAP: Any = "break-paths-show-domains"
"""A withheld share leaves a gap: no line is drawn over it."""


def managers_chart(headline: Headline, imprint: Imprint) -> Chart:
    """“Mostly managers?” asked in every way: share and interval against one half."""
    points = pl.DataFrame(
        [_asked(answer) for answer in headline.answers],
        schema_overrides={"share": pl.Float64, "low": pl.Float64, "high": pl.Float64},
    )
    drawn = _panel(_against_one_half(), imprint, width=190, height=92, words_end=(310, 106))
    panels = [_of(drawn, "definition", key, f"{key}: {meaning}") for key, meaning in DEFINITIONS.items()]
    said = [
        "Share of managers, 95% interval clustered by employer. Dashed: one half.",
        "Blue: supported. Vermilion: contradicted. Grey: undetermined.",
        basis(headline),
    ]
    finding = mostly_managers(headline)
    return Chart("managers", finding, points, _framed(panels, finding, said, points, imprint, columns=1))


def _asked(answer: ManagersAnswer) -> dict[str, Any]:
    roles = "twelve roles" if answer.roles == "twelve" else "article’s roles"
    flow = "open" if answer.flow == "stock" else "new"
    return {
        "definition": answer.definition,
        "asked": f"{roles}, {flow}",
        "managers": answer.managers,
        "n": answer.n,
        "employers": answer.employers,
        "share": answer.estimate.share,
        "low": answer.estimate.low,
        "high": answer.estimate.high,
        "verdict": answer.verdict,
        "label": f"{percent(answer.estimate.share)}  n = {answer.n:,}",
    }


def _against_one_half() -> list[alt.Chart]:
    base = alt.Chart(POINTS).encode(y=alt.Y("asked:N", title=None, sort=None))
    domain, range_ = list(VERDICT_COLOURS), list(VERDICT_COLOURS.values())
    colour = alt.Color("verdict:N", legend=None, scale=alt.Scale(domain=domain, range=range_))
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    x = alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=axis)
    half = alt.Chart(NOTHING).mark_rule(strokeDash=[4, 3], color=INK).encode(x=alt.datum(0.5))
    span = base.mark_rule(strokeWidth=4, opacity=0.55).encode(x=alt.X("low:Q", title=None), x2="high:Q", color=colour)
    dot = base.mark_point(filled=True, size=80, opacity=1).encode(x=x, color=colour)
    text = base.mark_text(align="left", color=INK, fontSize=12).encode(x=alt.value(198), text="label:N")
    return [half, span, dot, text]


def _daily(tables: Tables) -> pl.LazyFrame:
    return tables.scan(TABLES["demand_daily"]).filter(pl.col("country") == ALL_COUNTRIES, rung="any")


def _days(points: pl.DataFrame, ticks: int) -> alt.X:
    """The time axis. Shorter than two months it names days, longer it names months."""
    days = points["day"].unique().sort()
    is_short = len(days) < 2 or days[-1] - days[0] < timedelta(days=62)
    axis = alt.Axis(format="%-d %b" if is_short else "%b %Y", tickCount=min(ticks, max(len(days), 1)), grid=False)
    return alt.X("day:T", title=None, axis=axis, scale=alt.Scale(type="utc"))


def _dots(points: pl.DataFrame) -> alt.OverlayMarkDef | bool:
    return alt.OverlayMarkDef(color=BLUE) if points["day"].n_unique() <= SPARSE else False


def _panel(marks: list[alt.Chart], imprint: Imprint, width: int, height: int, words_end: tuple[int, int]) -> Spec:
    """`marks`, over the words SYNTHETIC DATA where they apply: a cropped panel still says what it shows.

    `words_end` is where the words end: the place of the panel that is most often free.
    """
    words = alt.Chart(NOTHING).mark_text(text=SYNTHETIC, align="right", color="#a0a0a0", fontSize=12, fontWeight="bold")
    words = words.encode(x=alt.value(words_end[0]), y=alt.value(words_end[1]))
    layers = [words, *marks] if imprint.is_synthetic else marks
    return {"layer": [_inner(layer.to_dict()) for layer in layers], "width": width, "height": height}


def _inner(spec: Spec) -> Spec:
    """A part of a specification, without what only the whole may have."""
    return {key: value for key, value in spec.items() if key not in ("$schema", "config")}


def _of(panel: Spec, field: str, value: str, title: str, subtitle: str = "") -> Spec:
    """`panel`, drawn for the rows where `field` is `value`."""
    head = {"text": title, "subtitle": subtitle, "anchor": "start", "fontSize": 13, "subtitleFontSize": 12}
    only = {"transform": [{"filter": {"field": field, "equal": value}}]}
    layers = [{**layer, **(only if layer["data"] == {"name": "points"} else {})} for layer in panel["layer"]]
    return {**panel, "layer": layers, "title": head}


def _framed(
    panels: list[Spec], finding: str, said: list[str], points: pl.DataFrame, imprint: Imprint, columns: int = 2
) -> Spec:
    """Panels under their finding and over their source line, as a whole specification that holds its points."""
    head = [SYNTHETIC, finding] if imprint.is_synthetic else [finding]
    title = {"text": _folded(head, 48), "subtitle": _folded(said, 72), "fontSize": 17, "subtitleFontSize": 12}
    source = {"text": _folded([imprint.source_line], 84), "orient": "bottom", "fontSize": 11, "fontWeight": "normal"}
    place = {"anchor": "start", "offset": 12}
    grid = {"concat": panels, "columns": columns, "spacing": 16, "title": {**title, **place}}
    return {
        "$schema": alt.SCHEMA_URL,
        "config": {"font": FONT, "background": "white", "padding": 12, "view": {"stroke": None}},
        "datasets": {"points": points.with_columns(cs.date().cast(pl.String)).to_dicts(), "nothing": [{}]},
        "concat": [grid],
        "title": {**source, **place},
    }


def _folded(lines: list[str], width: int) -> list[str]:
    """Lines of at most `width` characters. A folded one is folded evenly: no word is left alone on the last line."""
    return [part for line in lines for part in _even(line, width)]


def _even(line: str, width: int) -> list[str]:
    fewest = len(wrap(line, width))
    folds = (wrap(line, narrower) for narrower in range(width // 2, width + 1))
    return next(fold for fold in folds if len(fold) == fewest)


def write_charts(drawn: list[Chart], folder: Path, imprint: Imprint) -> None:
    """Write every chart as SVG, PNG and CSV of exactly the points drawn, with their source, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for chart in drawn:
        write_csv(chart.points.with_columns(source=pl.lit(imprint.edition)), folder / f"{chart.name}.csv")
        svg = vl_convert.vegalite_to_svg(chart.spec, allowed_base_urls=[])
        (folder / f"{chart.name}.svg").write_text(svg, "utf-8")
        (folder / f"{chart.name}.png").write_bytes(vl_convert.svg_to_png(svg, scale=SCALE))
