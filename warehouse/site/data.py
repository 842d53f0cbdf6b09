"""What can be taken: the files of the release, and a table to look something up in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from warehouse.findings.headline import Estimate
from warehouse.findings.trends import TRENDS, demand_by_role
from warehouse.metadata.snippets import snippets
from warehouse.release.sums import SUMS
from warehouse.release.tables import NEWEST_ONLY, RELEASED, Published
from warehouse.site.page import Site
from warehouse.site.rows import Row

ABOUT = {
    "trends/demand_by_role.csv": "Demand by role and month, for a spreadsheet.",
    "trends/managers.csv": "“Mostly managers?” by month and definition, for a spreadsheet.",
    "dictionary.md": "Every table and column: type, unit, meaning.",
    "dictionary.json": "The same for programs.",
    "datapackage.json": "The same as a Data Package, with digests.",
    "croissant.json": "The same as MLCommons’ Croissant 1.1.",
    "dataset.jsonld": "What the release is, for search engines.",
    "CHANGELOG.md": "What the release changes against the one before it.",
    "CITATION.cff": "How to cite it, for machines.",
    "release.json": "Name, range, versions, licence.",
    "README.md": "What is in it, and how to query it.",
}
"""The files that are no table, with what they are for."""


def facts(site: Site) -> dict[str, Any]:
    """What the template `data.html` shows beside the headline."""
    demand = demand_by_role(site.tables, site.imprint.edition)
    rows = demand.sort("month", descending=True, maintain_order=True).iter_rows(named=True)
    return {
        "demand": [{**row, "estimate": Estimate(row["share"], row["low_all"], row["high_all"])} for row in rows],
        "files": [*_tables(site.folder), *_others(site.folder)],
        "snippets": snippets(),
        "sums": SUMS,
    }


def _tables(folder: Path) -> Iterator[Row]:
    """Every file of every table: one, or one for each month."""
    for table in RELEASED:
        doc = table.doc.replace("`", "") + (" The last day alone." if table.name in NEWEST_ONLY else "")
        for path in Published(folder).paths(table):
            rows = pq.read_metadata(path).num_rows
            yield {"path": path.relative_to(folder).as_posix(), "rows": rows, "size": size(path), "doc": doc}


def _others(folder: Path) -> Iterator[Row]:
    for path, doc in ABOUT.items():
        lines = len((folder / path).read_bytes().splitlines()) - 1 if path in TRENDS else None
        yield {"path": path, "rows": lines, "size": size(folder / path), "doc": doc}


def size(path: Path) -> str:
    """`12 kB`, `3.4 MB`: thousands, as download dialogs say it."""
    thousands = path.stat().st_size / 1000
    return f"{thousands / 1000:.1f} MB" if thousands >= 1000 else f"{max(thousands, 1):.0f} kB"
