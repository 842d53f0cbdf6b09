"""Writes the files of the charts: picture, points, card and page."""

import json
from pathlib import Path

import polars as pl
import vl_convert

from warehouse.charts.card import card
from warehouse.charts.chart import Chart
from warehouse.charts.frame import framed
from warehouse.charts.page import page
from warehouse.charts.theme import SCALE
from warehouse.findings.trends import write_csv
from warehouse.release.imprint import Imprint


def write_charts(drawn: list[Chart], folder: Path, imprint: Imprint) -> None:
    """Write every chart as SVG, PNG and page, with its card and CSV of exactly the points drawn, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for chart in drawn:
        svg, png = pictures(chart, imprint)
        for ending, content in {
            "svg": svg.encode(),
            "png": png,
            "html": page(chart, svg, imprint).encode(),
            "json": json.dumps(card(chart, imprint), indent=2, ensure_ascii=False).encode() + b"\n",
        }.items():
            (folder / f"{chart.name}.{ending}").write_bytes(content)
        write_csv(chart.points.with_columns(source=pl.lit(imprint.edition)), folder / f"{chart.name}.csv")


def pictures(chart: Chart, imprint: Imprint) -> tuple[str, bytes]:
    """SVG and PNG of a chart.

    Drawn by Vega-Lite in this process (vl-convert), without network. The same points give the same SVG everywhere; the
    PNG is drawn in the embedded Liberation Sans, unless another version of it is installed: then letters may differ by
    a hair.
    """
    svg = vl_convert.vegalite_to_svg(framed(chart, imprint), allowed_base_urls=[])
    return svg, vl_convert.svg_to_png(svg, scale=SCALE)
