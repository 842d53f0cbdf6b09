"""What a release changes of what was published before, and what was published wrong."""

from pathlib import Path
from typing import Any

import polars as pl
from markupsafe import Markup

from warehouse.findings.sentences import change, percent, signed
from warehouse.site.method import as_html
from warehouse.site.page import Site
from warehouse.site.rows import Row
from warehouse.vintages.causes import CAUSES

FIGURES, HORIZONS, CORRECTIONS = "revisions/figures.csv", "revisions/horizons.csv", "corrections.csv"
PARTS = "revisions/causes.csv"
FIGURE = ("month", "role", "measure")
SHOWN = 50


def revisions(site: Site) -> dict[str, Any]:
    """What the template `revisions.html` shows."""
    told = (site.folder / "CHANGELOG.md").read_text("utf-8")
    # The page has a head of its own, and its sections stand one below it.
    sections = told[told.index("### ") :].replace("### ", "## ")
    figures, parts = _rows(site.folder, FIGURES), _rows(site.folder, PARTS)
    return {
        "sections": Markup(as_html(sections)),  # noqa: S704  markup in the text is escaped
        "figures": [{**row, "parts": _of(row, parts)} for row in figures[:SHOWN]],
        "moved": len(figures),
        "horizons": _rows(site.folder, HORIZONS),
        "causes": CAUSES,
        "said": said,
        "moved_by": moved_by,
        "signed": signed,
        "path": FIGURES,
        "parts": PARTS,
    }


def corrections(site: Site) -> dict[str, Any]:
    """What the template `corrections.html` shows."""
    return {"corrections": _rows(site.folder, CORRECTIONS), "path": CORRECTIONS}


def said(value: float | None, measure: str) -> str:
    """A figure as it is said elsewhere: shares in percent, counts as they are."""
    if value is None:
        return "withheld or gone"
    return percent(value) if measure == "share" else f"{value:,.0f}"


def moved_by(value: float | None, measure: str) -> str:
    """`−2.1 points` for a share, `+4%` for a count; a dash where one end has no figure."""
    return signed(value, measure) if measure == "share" else change(value)


def _of(figure: Row, parts: list[Row]) -> list[Row]:
    """What moved this figure, by cause."""
    return [part for part in parts if all(part[name] == figure[name] for name in FIGURE)]


def _rows(folder: Path, path: str) -> list[Row]:
    """The rows of a file of the release; none where there was nothing to write into it."""
    return pl.read_csv(folder / path).to_dicts() if (folder / path).exists() else []
