"""The page of a release: one static file, without script or network, that can be read, printed, sent and cited."""

import base64
import hashlib
from importlib.resources import files
from pathlib import Path

from warehouse.charts.chart import Chart
from warehouse.findings import sentences
from warehouse.findings.headline import Estimate, Headline
from warehouse.findings.trends import TRENDS
from warehouse.metadata.citation import TITLE, citation
from warehouse.metadata.snippets import snippets
from warehouse.release.imprint import SYNTHETIC, Imprint, spoken
from warehouse.release.sums import SUMS
from warehouse.release.tables import NEWEST_ONLY, RELEASED, data_path
from warehouse.templating import TEMPLATES


def write_page(folder: Path, headline: Headline, drawn: list[Chart], imprint: Imprint) -> None:
    """Write index.html into the release in `folder`, whose charts are drawn already."""
    (folder / "index.html").write_text(page(folder, headline, drawn, imprint), "utf-8")


def page(folder: Path, headline: Headline, drawn: list[Chart], imprint: Imprint) -> str:
    """The page as HTML. Charts are inside it, so that a saved or mailed copy is whole."""
    style = files("warehouse").joinpath("templates", "page.css").read_text("utf-8")
    return TEMPLATES.get_template("index.html").render(
        title=TITLE,
        style=style,
        policy=policy(style),
        synthetic=SYNTHETIC if imprint.is_synthetic else "",
        imprint=imprint,
        headline=headline,
        widest=_widest(headline),
        charts={chart.name: chart for chart in drawn},
        images={chart.name: _inline(folder / "charts" / f"{chart.name}.svg") for chart in drawn},
        words=sentences,
        spoken=spoken,
        tables=RELEASED,
        newest_only=NEWEST_ONLY,
        data_path=data_path,
        trends=TRENDS,
        snippets=snippets(),
        citation=citation(imprint),
        sums=SUMS,
    )


def policy(style: str) -> str:
    """Content-Security-Policy of the page: nothing but this very style sheet and images inside the page."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def _inline(svg: Path) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.read_bytes()).decode()}"


def _widest(headline: Headline) -> float:
    """The scale of the bars in the table of roles: the largest upper end, so that bars can be compared."""
    ends = [_end(role.estimate) for role in headline.roles]
    return max([*ends, 0.01])


def _end(estimate: Estimate) -> float:
    return estimate.high or estimate.share or 0.0
