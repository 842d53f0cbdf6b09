"""The tables of a release: which are published, how they are written, how they are read again."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import polars as pl

from expectations.contracts import Table
from expectations.tables import TABLES
from warehouse.release.imprint import Imprint
from warehouse.store import Footer, footer_of, scan_parquet, write_parquet

LEFT_OUT = ("sightings", "traffic", "verdicts")
"""Public tables that no release holds: `sightings` is in `lifecycle` and `demand_daily`, and the largest by far; `traffic`
differs between two runs of the same refresh; `verdicts` speaks of files that are not in it."""

MOST_WANTED = ("demand_daily", "demand_monthly", "managers", "shifts", "shares_adjusted", "decomposition", "durations")
"""The tables that are listed first."""

NEWEST_ONLY = ("lifecycle", "vacancies")
"""Published for the last day alone: they list the whole open stock every day."""

RELEASED = tuple(
    sorted(
        (table for table in TABLES.values() if table.is_public and table.name not in LEFT_OUT),
        key=lambda table: (table.name not in MOST_WANTED, (*MOST_WANTED, table.name).index(table.name), table.name),
    )
)
"""The published tables: every public one, without being named here."""

ROWS_OF_ONE_FILE = 1_000_000
"""A table with more rows is parted by month, so that nobody has to fetch history for a month. So many real postings would be some
37 MB in one file (119,361 of Greenhouse, January 2026: 4.4 MB)."""


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
    """Where a table lies in a release, as one file."""
    return f"data/{table.name}.parquet"


def month_path(table: Table, month: str) -> str:
    """Where a month of a table lies that is parted by month (Hive's way of naming folders)."""
    return f"data/{table.name}/month={month}/part.parquet"


def table_of(path: str) -> Table | None:
    """The released table that a file of a release belongs to; None where it belongs to none."""
    name = path.removeprefix("data/").removesuffix(".parquet").split("/")[0]
    return next((table for table in RELEASED if table.name == name), None)


def paths_of(table: Table, files: Iterable[str]) -> list[str]:
    """Which of the files of a release hold this table."""
    return sorted(path for path in files if path == data_path(table) or path.startswith(f"data/{table.name}/"))


class Published:
    """The tables of a release, read from its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def is_synthetic(self) -> bool:
        """What the footer of the first published table says."""
        return self.footer(RELEASED[0])["is_synthetic"] == "true"

    def paths(self, table: Table) -> list[Path]:
        """The files that hold a table, in the order of months."""
        single = self.folder / data_path(table)
        return [single] if single.exists() else sorted((self.folder / "data" / table.name).glob("month=*/*.parquet"))

    def footer(self, table: Table) -> dict[str, str]:
        """What the footer of a table says."""
        return footer_of(self.paths(table)[0])

    def scan(self, table: Table) -> pl.LazyFrame:
        """The public columns of a released table."""
        return scan_parquet([str(path) for path in self.paths(table)], public_schema(table))


def write_table(rows: pl.LazyFrame, table: Table, folder: Path, imprint: Imprint) -> None:
    """Write the public columns of `rows`, sorted by key, into the release in `folder`: as one file, or a file a month."""
    public, footer = rows.select(table.public_columns), imprint.footer(table)
    if table.partition == "none" or public.select(pl.len()).collect().item() <= ROWS_OF_ONE_FILE:
        _write(public, table, folder / data_path(table), footer)
        return
    month = pl.col("day").dt.strftime("%Y-%m") if table.partition == "day" else pl.col("month")
    for name in public.select(month.unique().sort()).collect().to_series():
        _write(public.filter(month == name), table, folder / month_path(table, name), footer)


def _write(rows: pl.LazyFrame, table: Table, path: Path, footer: Footer) -> None:
    write_parquet(rows.sort(table.key).collect(engine="streaming"), path, footer)
