"""Is a release whole and unchanged, and is each of its tables what it is declared to be?"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from warehouse.release.imprint import SYNTHETIC
from warehouse.release.sums import SUMS, files_of
from warehouse.release.tables import RELEASED, Published, data_path, paths_of, public_schema, table_of
from warehouse.store import footer_of


def sums(folder: Path) -> Iterator[str]:
    """Every file as in SHA256SUMS, no file missing, none besides."""
    if not (folder / SUMS).is_file():
        yield f"there is no {SUMS} in {folder}: this is no finished release"
        return
    lines = (folder / SUMS).read_text("utf-8").splitlines()
    expected = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    present = set(files_of(folder))
    yield from (f"{path} is missing" for path in sorted(expected.keys() - present))
    yield from (f"{path} is not in {SUMS}" for path in sorted(present - expected.keys()))
    for path in sorted(present & expected.keys()):
        if hashlib.sha256((folder / path).read_bytes()).hexdigest() != expected[path]:
            yield f"{path} is not the file that was released: its SHA-256 differs"


def tables(folder: Path) -> Iterator[str]:
    """Exactly the released tables, with exactly the public columns, of one release and one kind."""
    present = [path for path in files_of(folder) if path.endswith(".parquet")]
    yield from (f"{data_path(table)} is missing" for table in RELEASED if not paths_of(table, present))
    for path in present:
        table = table_of(path)
        if table is None or path not in paths_of(table, present):
            yield f"{path} is no released table"
        elif dict(schema := pl.read_parquet_schema(folder / path)) != dict(wanted := public_schema(table)):
            odd = sorted(name for name in {*schema, *wanted} if schema.get(name) != wanted.get(name))
            yield f"{path} has not the declared public columns: see {', '.join(odd)}"
    if len({footer_of(folder / path).get("fingerprint") for path in present}) > 1:
        yield "the tables are of different releases: their footers disagree"


def keys(folder: Path) -> Iterator[str]:
    """No key twice, rows in the order of the key."""
    for table in RELEASED:
        rows = Published(folder).scan(table).select(table.key).collect()
        if rows.is_duplicated().any():
            yield f"{data_path(table)} has {rows.is_duplicated().sum()} rows that share their key"
        elif not rows.equals(rows.sort(table.key)):
            yield f"{data_path(table)} is not sorted by its key"


def synthetic(folder: Path) -> Iterator[str]:
    """Synthetic data say so wherever they are shown."""
    if Published(folder).is_synthetic:
        shown = [path for path in files_of(folder) if path.endswith((".html", ".md", ".cff", ".svg", ".csv"))]
        silent = [path for path in shown if SYNTHETIC not in (folder / path).read_text("utf-8")]
        yield from (f"{path} does not say {SYNTHETIC}" for path in silent)
