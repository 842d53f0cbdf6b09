"""The tables of a release: which are published, how they are written, how they are read again."""

from pathlib import Path
from typing import Protocol

import polars as pl

from expectations.contracts import Table
from expectations.tables import TABLES
from warehouse.release.imprint import Imprint
from warehouse.store import footer_of, scan_parquet, write_parquet

RELEASED = tuple(
    TABLES[name]
    for name in (
        "demand_daily",
        "demand_monthly",
        "managers",
        "shifts",
        "shares_adjusted",
        "decomposition",
        "durations",
        "coverage",
        "roles",
        "sources",
        "gold",
        "bridge",
        "linkage",
        "postings",
        "lifecycle",
        "vacancies",
        "links",
        "closings",
        "boards",
        "crawls",
    )
)
"""The published tables, most wanted first. Left out: `sightings` (in `lifecycle` and `demand_daily`, and the largest by
far), `traffic` (differs between two runs of the same refresh) and everything private."""

NEWEST_ONLY = ("lifecycle", "vacancies")
"""Published for the last day alone: they list the whole open stock every day."""


class Tables(Protocol):
    """Whatever holds tables: a store, or a release."""

    @property
    def is_synthetic(self) -> bool:
        """Whether the data come from the sandbox."""

    def scan(self, table: Table) -> pl.LazyFrame:
        """The rows of a table."""


def public_schema(table: Table) -> pl.Schema:
    """Names and types of the columns that may be published."""
    return pl.Schema({column.name: column.dtype for column in table.columns if column.is_public})


def data_path(table: Table) -> str:
    """Where a table lies in a release."""
    return f"data/{table.name}.parquet"


class Published:
    """The tables of a release, read from its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def is_synthetic(self) -> bool:
        """What the footer of the first published table says."""
        return footer_of(self.folder / data_path(RELEASED[0]))["is_synthetic"] == "true"

    def scan(self, table: Table) -> pl.LazyFrame:
        """The public columns of a released table."""
        return scan_parquet([str(self.folder / data_path(table))], public_schema(table))


def write_table(rows: pl.LazyFrame, table: Table, folder: Path, imprint: Imprint) -> None:
    """Write the public columns of `rows`, sorted by key, as one Parquet file of the release in `folder`."""
    public = rows.select(table.public_columns).sort(table.key).collect(engine="streaming")
    write_parquet(public, folder / data_path(table), imprint.footer(table))
