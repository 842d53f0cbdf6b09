"""What every page of a release's site has in common: what it is made from, its frame, its policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.charts.card import FILES
from warehouse.charts.chart import Chart
from warehouse.findings import sentences
from warehouse.findings.headline import Headline
from warehouse.release.imprint import SYNTHETIC, Imprint, spoken
from warehouse.release.tables import Tables
from warehouse.templating import TEMPLATES

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""Content-Security-Policy of the site: the files beside a page, and nothing else. No inline script or style can run, so
text of others that slipped through escaping would still be text."""

NAVIGATION = {
    "index.html": "Help wanted",
    "roles.html": "Roles",
    "managers.html": "Mostly managers?",
    "shifts.html": "Shifts",
    "method.html": "Method",
    "data.html": "Data",
    "quality.html": "Quality",
    "revisions.html": "Revisions",
    "corrections.html": "Corrections",
    "cite.html": "Cite",
}
"""The pages that every page leads to, by address, in the order in which they are shown."""


@dataclass(frozen=True)
class Site:
    """What the pages of a release are made from: the release's own tables, and what was already said and drawn of them."""

    folder: Path
    tables: Tables
    headline: Headline
    charts: Mapping[str, Chart]
    imprint: Imprint

    def page(self, address: str, template: str, facts: Mapping[str, Any]) -> str:
        """The page that lies at `address` in the release, as HTML. Every value in it is escaped."""
        return TEMPLATES.get_template(f"site/{template}").render(
            root="../" * address.count("/"),
            here=address,
            navigation=NAVIGATION,
            policy=POLICY,
            synthetic=SYNTHETIC if self.imprint.is_synthetic else "",
            imprint=self.imprint,
            headline=self.headline,
            charts=self.charts,
            chart_files=self.chart_files,
            words=sentences,
            spoken=spoken,
            **facts,
        )

    def chart_files(self, name: str) -> dict[str, str]:
        """The files of a chart that are there, by ending."""
        ends = {f".{ending}": said for ending, said in FILES.items()}
        return {end: said for end, said in ends.items() if (self.folder / "charts" / f"{name}{end}").exists()}
