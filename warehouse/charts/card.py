"""The card of a chart: what whoever takes it along has to know of it."""

from typing import Any

from warehouse.charts.chart import Chart
from warehouse.metadata.citation import citation
from warehouse.release.imprint import LICENCE, Imprint

FILES = {
    "html": "interactive page",
    "png": "PNG",
    "svg": "SVG",
    "csv": "the points as CSV",
    "json": "card",
}
"""What can be taken of a chart, by the ending of its file."""


def card(chart: Chart, imprint: Imprint) -> dict[str, Any]:
    """Title, description, processing, citation and licence of `chart`, with its address and its files."""
    return {
        "name": chart.name,
        "title": chart.title,
        "description": " ".join(chart.subtitle),
        "alt": chart.alt,
        "processing": chart.processing,
        "source": imprint.source_line,
        "citation": cited(chart, imprint),
        "licence": LICENCE,
        "is_synthetic": imprint.is_synthetic,
        "from": imprint.first_on.isoformat(),
        "to": imprint.last_on.isoformat(),
        "permalink": address(chart, imprint),
        "files": {f"{chart.name}.{ending}": what for ending, what in FILES.items()},
    }


def cited(chart: Chart, imprint: Imprint) -> str:
    """The citation of the chart, in one sentence."""
    return f"“{chart.title}” Chart at {address(chart, imprint)} in: {citation(imprint)}"


def address(chart: Chart, imprint: Imprint) -> str:
    """Where the chart's page lies for ever."""
    return imprint.permalink(f"charts/{chart.name}.html")
