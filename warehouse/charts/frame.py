"""The frame of every chart: finding and basis on top, panels, the source line below, SYNTHETIC DATA where it applies.

Altair writes the marks; panels are put together here, in Vega-Lite's own few keys, because Altair copies every panel anew
at every level (16 panels: 6 s instead of 0.3 s).
"""

from collections.abc import Sequence
from textwrap import wrap

import altair as alt
import polars as pl
import polars.selectors as cs

from warehouse.charts.chart import Chart, Spec
from warehouse.charts.theme import BANNER, CONFIG, FAINT, INK, WIDTH
from warehouse.release.imprint import SYNTHETIC, Imprint

POINTS = alt.NamedData("points")
"""The rows of the chart, named once in the specification; a panel filters its own."""
NOTHING = alt.NamedData("nothing")
"""One row without content, for marks that stand for themselves."""
START = {"anchor": "start", "offset": 12}
TITLE, SUBTITLE, HEAD, SOURCE = (16, 39), (12, 63), (13, 52), (11, 68)
"""Size of letters, and how many of them fit into a line even in DejaVu Sans: an SVG is shown in the fonts of who reads it."""

EACH_ITS_OWN = dict.fromkeys(("stroke", "fill", "shape"), "independent")
"""A panel's colours and forms mean what its own heading says."""


def panel(marks: Sequence[alt.Chart], imprint: Imprint, width: int, height: int, words_end: tuple[int, int]) -> Spec:
    """`marks`, over the words SYNTHETIC DATA where they apply: a cropped panel still says what it shows.

    `words_end` is where the words end: the place of the panel that is most often free.
    """
    x, y = words_end
    words = alt.Chart(NOTHING).mark_text(
        text=SYNTHETIC, x=x, y=y, align="right", color=FAINT, fontSize=12, fontWeight="bold"
    )
    layers = [words, *marks] if imprint.is_synthetic else marks
    return {"layer": [_inner(layer) for layer in layers], "width": width, "height": height}


def _inner(layer: alt.Chart) -> Spec:
    """A layer's part of the specification: without what only the whole may have, and silent but for its description."""
    spec = {key: value for key, value in layer.to_dict(validate=False).items() if key not in ("$schema", "config")}
    return {**spec, "mark": {**spec["mark"], "aria": "description" in spec.get("encoding", {})}}


def headed(drawn: Spec, title: str, subtitle: str = "") -> Spec:
    """The panel `drawn`, under a heading."""
    head = {"text": folded([title], HEAD[1]), "subtitle": subtitle, "anchor": "start"}
    return {**drawn, "title": {**head, "fontSize": HEAD[0], "subtitleFontSize": 12}}


def of(drawn: Spec, field: str, value: str) -> Spec:
    """The panel `drawn`, for the rows where `field` is `value`."""
    only = {"transform": [{"filter": {"field": field, "equal": value}}]}
    return {**drawn, "layer": [{**layer, **(only if _has_points(layer) else {})} for layer in drawn["layer"]]}


def _has_points(layer: Spec) -> bool:
    return bool(layer["data"] == {"name": "points"})


def side_by_side(panels: list[Spec], columns: int = 2) -> Spec:
    """Panels in a grid."""
    return {"concat": panels, "columns": columns, "spacing": 16}


def framed(chart: Chart, imprint: Imprint) -> Spec:
    """The whole specification of `chart`, its points included: panels under their finding and over their source line."""
    head = {
        "text": folded([chart.title], TITLE[1]),
        "subtitle": folded(chart.subtitle, SUBTITLE[1]),
        "subtitlePadding": 5,
    }
    sizes = {"fontSize": TITLE[0], "subtitleFontSize": SUBTITLE[0]}
    found = {
        "vconcat": chart.rows,
        "spacing": 16,
        "title": {**head, **sizes, **START},
        "resolve": {"scale": EACH_ITS_OWN},
    }
    source = {
        "text": folded([imprint.source_line], SOURCE[1]),
        "orient": "bottom",
        "fontSize": SOURCE[0],
        "fontWeight": "normal",
    }
    return {
        "$schema": alt.SCHEMA_URL,
        "config": CONFIG,
        "description": chart.alt,
        "datasets": {"points": chart.points.with_columns(cs.date().cast(pl.String)).to_dicts(), "nothing": [{}]},
        "vconcat": [_warning(chart.left) if imprint.is_synthetic else _rule(chart.left), found],
        "spacing": 10,
        "title": {**source, **START},
    }


def _warning(left: int) -> Spec:
    """The strip over a chart of synthetic data, as it stands over the pages."""
    said, middle = f"{SYNTHETIC}: a pretend labour market", WIDTH / 2 - left
    words = alt.Chart(NOTHING).mark_text(text=said, x=middle, y=12, color=INK, fontSize=13, fontWeight="bold")
    return _strip([_ground(left, BANNER), words], height=24)


def _rule(left: int) -> Spec:
    """The line over a chart of real data."""
    return _strip([_ground(left, INK)], height=3)


def _strip(marks: list[alt.Chart], height: int) -> Spec:
    return {"layer": [_inner(layer) for layer in marks], "width": 1, "height": height}


def _ground(left: int, colour: str) -> alt.Chart:
    """From margin to margin, so that all charts are equally wide; panels stand `left` pixels from it."""
    ground: alt.Chart = alt.Chart(NOTHING).mark_rect(color=colour, x=-left, x2=WIDTH - left)
    return ground


def folded(lines: Sequence[str], width: int) -> list[str]:
    """Lines of at most `width` characters. A folded one is folded evenly: no word is left alone on the last line."""
    return [part for line in lines for part in _even(line, width)]


def _even(line: str, width: int) -> list[str]:
    fewest = len(wrap(line, width))
    folds = (wrap(line, narrower) for narrower in range(width // 2, width + 1))
    return next(fold for fold in folds if len(fold) == fewest)
