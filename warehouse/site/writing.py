"""Writes the pages of a release."""

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from warehouse.charts.chart import Chart
from warehouse.findings.headline import Headline
from warehouse.release.imprint import Imprint
from warehouse.release.tables import Published
from warehouse.site import cite, data, dictionary, history, home, managers, method, quality, roles, shifts
from warehouse.site.page import Site

ASSETS = ("page.css", "filter.js")
PAGES: dict[str, Callable[[Site], dict[str, Any]]] = {
    "index.html": home.facts,
    "roles.html": roles.facts,
    "managers.html": managers.facts,
    "shifts.html": shifts.facts,
    "method.html": method.facts,
    "data.html": data.facts,
    "dictionary.html": dictionary.facts,
    "quality.html": quality.facts,
    "revisions.html": history.revisions,
    "corrections.html": history.corrections,
    "cite.html": cite.facts,
}
"""The pages by address, each with what says its facts; its template has the same name."""


def write_site(folder: Path, headline: Headline, drawn: list[Chart], imprint: Imprint) -> None:
    """Write the site into the release in `folder`, whose tables, trends, charts and metadata are there already."""
    site = Site(folder, Published(folder), headline, {chart.name: chart for chart in drawn}, imprint)
    for asset in ASSETS:
        (folder / asset).write_bytes(files("warehouse").joinpath("templates", asset).read_bytes())
    for address, html in pages(site):
        (folder / address).parent.mkdir(exist_ok=True)
        (folder / address).write_text(html, "utf-8")


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Every page: where it lies in the release, and its HTML."""
    for address, facts in PAGES.items():
        yield address, site.page(address, address, facts(site))
    for role, facts_of_role in roles.pages(site):
        address = f"roles/{role}.html"
        yield address, site.page(address, "role.html", facts_of_role)
