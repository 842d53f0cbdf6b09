"""Reports for people in `reports/`: what a day brought, in plain words, beside Great Expectations' Data Docs of its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

import polars as pl

from warehouse.page import policy
from warehouse.release.imprint import SYNTHETIC, spoken
from warehouse.store import Store
from warehouse.templating import TEMPLATES

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


def folder_of(day: date) -> str:
    """Where the report on a day lies."""
    return f"{FOLDER}/day={day}"


def write(store: Store, quality: Quality, data_docs: Mapping[str, str]) -> None:
    """Put the page of a day and the Data Docs of its tables (name of the table → page) in place."""
    folder = folder_of(quality.day)
    for name, html in data_docs.items():
        store.put_bytes(html.encode(), f"{folder}/{name}.html")
    store.put_bytes(_render("quality.html", quality=quality, documented=sorted(data_docs)).encode(), quality.path)
    days = sorted(
        (name.removeprefix("day=") for name in store.folders(FOLDER) if name.startswith("day=")), reverse=True
    )
    store.put_bytes(_render("reports.html", days=days, quality=quality).encode(), f"{FOLDER}/index.html")


def _render(template: str, **facts: object) -> str:
    style = files("warehouse").joinpath("templates", "page.css").read_text("utf-8")
    return TEMPLATES.get_template(template).render(
        style=style, policy=policy(style), synthetic=SYNTHETIC, spoken=spoken, cell=_cell, **facts
    )


def _cell(value: object) -> str:
    """A value as people write it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)
