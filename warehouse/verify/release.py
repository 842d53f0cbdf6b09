"""Check a release: whole, unchanged, as declared, adding up, and nothing private in it. Needs the folder alone."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import fsspec
import polars as pl

from expectations.contracts import SUMS_OF_ROLES
from expectations.tables import TABLES
from expectations.tables.demand import FLOWS
from warehouse.findings.trends import TRENDS, csv_bytes
from warehouse.release.imprint import SYNTHETIC
from warehouse.release.sums import SUMS, files_of
from warehouse.release.tables import RELEASED, Published, data_path, public_schema
from warehouse.scratch import scratch
from warehouse.store import footer_of


def verify(release: str) -> list[str]:
    """What is wrong with the release in this folder or under this `s3://` prefix, a line each; nothing if it is good."""
    if "://" not in release:
        return problems(Path(release))
    files, root = fsspec.core.url_to_fs(release)
    with scratch("verify") as folder:
        files.get(f"{root}/", str(folder), recursive=True)
        return problems(folder)


def problems(folder: Path) -> list[str]:
    """As `verify`, for a local folder. What cannot be read is not looked into any further."""
    for checks in ((_sums,), (_tables,), (_keys, _identity, _role_sums, _trends, _synthetic)):
        found = [problem for check in checks for problem in check(folder)]
        if found:
            return found
    return []


def _sums(folder: Path) -> Iterator[str]:
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


def _tables(folder: Path) -> Iterator[str]:
    """Exactly the released tables, with exactly the public columns, of one release and one kind."""
    declared = {data_path(table): table for table in RELEASED}
    present = {path for path in files_of(folder) if path.endswith(".parquet")}
    yield from (f"{path} is missing" for path in sorted(declared.keys() - present))
    yield from (f"{path} is no released table" for path in sorted(present - declared.keys()))
    for path in sorted(present & declared.keys()):
        schema, wanted = pl.read_parquet_schema(folder / path), public_schema(declared[path])
        if dict(schema) != dict(wanted):
            odd = sorted(name for name in {*schema, *wanted} if schema.get(name) != wanted.get(name))
            yield f"{path} has not the declared public columns: see {', '.join(odd)}"
    if len({footer_of(folder / path).get("fingerprint") for path in present}) > 1:
        yield "the tables are of different releases: their footers disagree"


def _keys(folder: Path) -> Iterator[str]:
    """No key twice, rows in the order of the key."""
    for table in RELEASED:
        keys = Published(folder).scan(table).select(table.key).collect()
        if keys.is_duplicated().any():
            yield f"{data_path(table)} has {keys.is_duplicated().sum()} rows that share their key"
        elif not keys.equals(keys.sort(table.key)):
            yield f"{data_path(table)} is not sorted by its key"


def _identity(folder: Path) -> Iterator[str]:
    """Every change of the daily stock is accounted for; a cell without a row has a stock of 0."""
    cell = ("role", "country", "rung")
    signs = {flow.name: -1 if flow.name in ("moved_out", "closed", "left_unobserved") else 1 for flow in FLOWS}
    daily = Published(folder).scan(TABLES["demand_daily"])
    order = daily.select(pl.col("day").unique().sort()).with_row_index("place")
    rows = daily.join(order, on="day").with_columns(pl.col("place").cast(pl.Int64))
    before = pl.when(pl.col("place").shift() == pl.col("place") - 1).then(pl.col("open").shift()).otherwise(0)
    is_followed = pl.col("place").shift(-1) == pl.col("place") + 1
    is_last = pl.col("place") == order.select(pl.len()).collect().item() - 1
    net = pl.sum_horizontal(pl.col(name) * sign for name, sign in signs.items())
    is_off = pl.col("open") != before.over(cell, order_by="place").fill_null(0) + net
    vanishes = ~(is_followed.over(cell, order_by="place").fill_null(False) | is_last) & (pl.col("open") != 0)
    wrong = rows.filter(is_off | vanishes).sort("day", *cell).select("day", *cell).collect()
    if not wrong.is_empty():
        yield f"demand_daily: the stock is not accounted for in {len(wrong)} cells, the first {wrong.row(0)}"


def _role_sums(folder: Path) -> Iterator[str]:
    """The roles of the taxonomy make up `any_social`, in every country and period."""
    for name, period in (("demand_daily", "day"), ("demand_monthly", "month")):
        cells = Published(folder).scan(TABLES[name]).filter(rung="any").group_by(period, "country")
        roles = pl.col("open").filter(~pl.col("role").is_in(SUMS_OF_ROLES)).sum()
        social = pl.col("open").filter(pl.col("role") == "any_social").sum()
        wrong = cells.agg(is_off=roles != social).filter("is_off").sort(period, "country").collect()
        if not wrong.is_empty():
            yield f"{name}: the roles do not add up in {len(wrong)} cells, the first {wrong.row(0)[:2]}"


def _trends(folder: Path) -> Iterator[str]:
    """The trend tables hold the numbers of the Parquet files."""
    released = Published(folder)
    edition = f"helpwanted release {footer_of(folder / data_path(RELEASED[0]))['release']}"
    source = f"{edition} ({SYNTHETIC})" if released.is_synthetic else edition
    for path, trend in TRENDS.items():
        if (folder / path).read_bytes() != csv_bytes(trend(released, source)):
            yield f"{path} does not hold the numbers of the tables"


def _synthetic(folder: Path) -> Iterator[str]:
    """Synthetic data say so wherever they are shown."""
    if Published(folder).is_synthetic:
        shown = [path for path in files_of(folder) if path.endswith((".html", ".md", ".cff", ".svg", ".csv"))]
        silent = [path for path in shown if SYNTHETIC not in (folder / path).read_text("utf-8")]
        yield from (f"{path} does not say {SYNTHETIC}" for path in silent)
