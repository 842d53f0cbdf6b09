"""The frame of every chart: finding and basis on top, panels, the source line below, SYNTHETIC DATA where it applies.

Altair writes the marks; panels are put together here, in Vega-Lite's own few keys, because Altair copies every panel anew
at every level (16 panels: 6 s instead of 0.3 s).
"""

from collections.abc import Sequence
from textwrap import wrap

import altair as alt
import polars as pl
import polars.selectors as cs

from warehouse.charts.chart import Spec
from warehouse.charts.theme import FONT
from warehouse.release.imprint import SYNTHETIC, Imprint

POINTS = alt.NamedData("points")
"""The rows of the chart, named once in the specification; a panel filters its own."""
NOTHING = alt.NamedData("nothing")
"""One row without content, for marks that stand for themselves."""


def panel(marks: list[alt.Chart], imprint: Imprint, width: int, height: int, words_end: tuple[int, int]) -> Spec:
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


def of(drawn: Spec, field: str, value: str, title: str, subtitle: str = "") -> Spec:
    """The panel `drawn`, for the rows where `field` is `value`."""
    head = {"text": title, "subtitle": subtitle, "anchor": "start", "fontSize": 13, "subtitleFontSize": 12}
    only = {"transform": [{"filter": {"field": field, "equal": value}}]}
    layers = [{**layer, **(only if layer["data"] == {"name": "points"} else {})} for layer in drawn["layer"]]
    return {**drawn, "layer": layers, "title": head}


def framed(
    panels: list[Spec], title: str, subtitle: Sequence[str], points: pl.DataFrame, imprint: Imprint, columns: int = 2
) -> Spec:
    """Panels under their finding and over their source line, as a whole specification that holds its points."""
    lines = [SYNTHETIC, title] if imprint.is_synthetic else [title]
    head = {"text": _folded(lines, 48), "subtitle": _folded(subtitle, 72), "fontSize": 17, "subtitleFontSize": 12}
    source = {"text": _folded([imprint.source_line], 84), "orient": "bottom", "fontSize": 11, "fontWeight": "normal"}
    place = {"anchor": "start", "offset": 12}
    grid = {"concat": panels, "columns": columns, "spacing": 16, "title": {**head, **place}}
    return {
        "$schema": alt.SCHEMA_URL,
        "config": {"font": FONT, "background": "white", "padding": 12, "view": {"stroke": None}},
        "datasets": {"points": points.with_columns(cs.date().cast(pl.String)).to_dicts(), "nothing": [{}]},
        "concat": [grid],
        "title": {**source, **place},
    }


def _folded(lines: Sequence[str], width: int) -> list[str]:
    """Lines of at most `width` characters. A folded one is folded evenly: no word is left alone on the last line."""
    return [part for line in lines for part in _even(line, width)]


def _even(line: str, width: int) -> list[str]:
    fewest = len(wrap(line, width))
    folds = (wrap(line, narrower) for narrower in range(width // 2, width + 1))
    return next(fold for fold in folds if len(fold) == fewest)
