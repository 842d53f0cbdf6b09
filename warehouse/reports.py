"""Reports for people in `reports/`: what a day brought, in plain words, beside Great Expectations' Data Docs of its tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

import polars as pl

from expectations.contracts import Table, Verdict
from warehouse.release.imprint import SYNTHETIC, spoken
from warehouse.store import Store
from warehouse.templating import TEMPLATES, digest

FOLDER = "reports"


@dataclass(frozen=True)
class Quality:
    """What there is to say about one day. Frames have the columns that the page shows."""

    day: date
    is_synthetic: bool
    counted_to: date | None
    """The last day that is counted: what every number that is live stands for."""
    arrived: pl.DataFrame
    """By source, with a last row for all: boards, how many of each status, postings."""
    late: pl.DataFrame
    """Boards that were not seen whole: status, why, since when they are silent, whether that is chronic."""
    missing: Sequence[date]
    """Days before this one, within the same fortnight, on which nobody asked."""
    rejected: pl.DataFrame
    """Items that could not be used: source, field, reason, items."""
    failed: pl.DataFrame
    """What the gate did not like: severity, table, partition, expectation, observed, is_in_place."""
    touched: pl.DataFrame
    """By role: postings open, and how many of them were carried from an earlier day. Without rows where nothing is counted."""

    @property
    def path(self) -> str:
        """Where its page lies."""
        return f"{folder_of(self.day)}/index.html"

    @property
    def refused(self) -> pl.DataFrame:
        """What was kept out."""
        return self.failed.filter(pl.col("severity") == "error")

    @property
    def warned(self) -> pl.DataFrame:
        """What was put in place with a warning."""
        return self.failed.filter(pl.col("severity") == "warning")


@dataclass(frozen=True)
class Judged:
    """What the gate found in one table of a day or month."""

    table: Table
    period: str
    found: Sequence[Verdict]
    sections: str
    """Great Expectations' Data Docs of it, as HTML."""

    @property
    def failed(self) -> list[Verdict]:
        """The verdicts that were no success."""
        return [verdict for verdict in self.found if not verdict.is_success]


def folder_of(day: date) -> str:
    """Where the report on a day lies."""
    return f"{FOLDER}/day={day}"


def write(store: Store, quality: Quality, judged: Sequence[Judged]) -> None:
    """Put the page of a day and the Data Docs of its tables in place."""
    folder = folder_of(quality.day)
    facts: dict[str, Any] = {"quality": quality, "synthetic": SYNTHETIC if quality.is_synthetic else ""}
    for one in judged:
        docs = _render("data_docs.html", ("page.css", "data_docs.css"), judged=one, **facts)
        store.put_bytes(docs.encode(), f"{folder}/{one.table.name}.html")
    documented = sorted(one.table.name for one in judged)
    store.put_bytes(_render("quality.html", documented=documented, **facts).encode(), quality.path)
    days = sorted(
        (name.removeprefix("day=") for name in store.folders(FOLDER) if name.startswith("day=")), reverse=True
    )
    store.put_bytes(_render("reports.html", days=days, **facts).encode(), f"{FOLDER}/index.html")


def _render(template: str, sheets: Sequence[str] = ("page.css",), **facts: Any) -> str:
    style = "".join(files("warehouse").joinpath("templates", sheet).read_text("utf-8") for sheet in sheets)
    return TEMPLATES.get_template(template).render(
        style=style, policy=policy(style), spoken=spoken, cell=_cell, **facts
    )


def policy(style: str) -> str:
    """Content-Security-Policy of a report: nothing but this very style sheet, which is inside it."""
    return f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"


def _cell(value: object) -> str:
    """A value as people write it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)
