"""A release of a million postings, and six usual questions to it. The rows are the demo's, multiplied: synthetic.

    python -m bench.release [STORE]

Measured is all of `helpwanted release` but the digests of the store's files and the look-up of their verdicts.
"""

import shutil
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from statistics import median

import duckdb
import polars as pl
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from bench.side_by_side import Cost, show, side_by_side
from expectations.tables import TABLES
from warehouse.release.imprint import Imprint
from warehouse.release.publish import build
from warehouse.release.shelf import INPUTS
from warehouse.release.sums import SUMS, checksums
from warehouse.release.tables import Published
from warehouse.scratch import scratch
from warehouse.store import Store, write_parquet
from warehouse.verify.release import problems
from warehouse.vintages.vintage import as_of

POSTINGS = TABLES["postings"]
ROWS = 1_000_000
AGAIN = 21
"""Times that a question is asked; the median counts."""
EVERYWHERE = "country = 'ZZ' and rung = 'any'"

QUESTIONS: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "shares of the roles over time": (
        "demand_monthly",
        ("month", "role", "country", "rung", "share", "low", "high"),
        f"select month, role, share, low, high from t where {EVERYWHERE} order by month, role",  # noqa: S608  no text of others goes in
    ),
    "the newest “mostly managers?”": (
        "managers",
        ("month", "definition", "roles", "flow", "unit", "boards", "exclusions", "share", "low", "high", "verdict"),
        "select definition, share, low, high, verdict from t where month = (select max(month) from t) "
        "and roles = 'twelve' and unit = 'postings' and boards = 'all' and exclusions = 'homonyms'",
    ),
    "one role's trend by country": (
        "demand_daily",
        ("day", "role", "country", "rung", "open"),
        "select day, country, open from t where role = 'community_manager' and rung = 'any' order by day, country",
    ),
    "the rungs of the newest month": (
        "demand_monthly",
        ("month", "role", "country", "rung", "open"),
        "select rung, sum(open) from t where country = 'ZZ' and rung != 'any' and month = (select max(month) from t) group by 1",
    ),
    "how much of the panel was seen": (
        "coverage",
        ("day", "source", "country", "boards", "observed"),
        "select day, observed / boards from t where source = 'all' and country = 'ZZ' order by day",
    ),
    "who asks for a role most": (
        "employers",
        ("month", "employer", "role", "open"),
        "select employer, open from t where role = 'community_manager' and month = (select max(month) from t) "
        "order by open desc limit 10",
    ),
}
"""Question → table, the columns that it reads, SQL over it."""


def multiplied(source: Store, target: Path) -> Store:
    """A copy of a store whose postings come so often, under ids of their own, that they are `ROWS` or more."""
    shutil.copytree(source.url, target, ignore=shutil.ignore_patterns("landing", "releases", "reports", "contents"))
    store = Store(str(target))
    rows = store.scan(POSTINGS).select(pl.len()).collect().item()
    times = pl.DataFrame({"copy": range(-(-ROWS // rows))})
    for path in (path for path in store.paths("tables/postings") if path.endswith(".parquet")):
        copies = store.scan_files([path], POSTINGS.schema).collect().join(times, how="cross")
        named = (pl.concat_str(name, pl.lit("-"), "copy").alias(name) for name in ("posting_key", "posting_id"))
        own = copies.with_columns(*named, title=pl.concat_str("title", pl.lit(" "), "copy"))
        write_parquet(POSTINGS.conform(own.lazy()).collect(), target / path, store.footer(path))
    return store


def made(store: str, folder: Path, imprint: Imprint) -> None:
    """Build a release, sign it and check it, as `release` does."""
    (folder / INPUTS).write_text("", "utf-8")
    build(Store(store), folder, imprint)
    (folder / SUMS).write_text(checksums(folder), "utf-8")
    if found := problems(folder):
        raise RuntimeError(found[0])


def asked(folder: Path) -> Table:
    """A table of the questions: median milliseconds, and bytes of the columns that each reads."""
    shown = Table("question", "table", "ms", "MB read at most", title="in DuckDB", title_justify="left", box=None)
    for question, (name, columns, sql) in QUESTIONS.items():
        paths = Published(folder).paths(TABLES[name])
        files = [str(path) for path in paths]
        query = sql.replace("from t", f"from read_parquet({files})")
        took = median(_milliseconds(query) for _ in range(AGAIN))
        shown.add_row(question, name, f"{took:.1f}", f"{sum(_bytes(path, columns) for path in paths) / 1e6:.2f}")
    return shown


def _milliseconds(query: str) -> float:
    began = time.perf_counter()
    duckdb.execute(query).fetchall()
    return 1000 * (time.perf_counter() - began)


def _bytes(path: Path, columns: tuple[str, ...]) -> int:
    """Compressed bytes of these columns and of the footer: what is read where nothing can be skipped."""
    metadata = pq.read_metadata(path)
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    chunks = [group.column(number) for group in groups for number in range(group.num_columns)]
    return int(metadata.serialized_size + sum(c.total_compressed_size for c in chunks if c.path_in_schema in columns))


def main() -> None:
    """Measure, and print two tables."""
    source = Store(sys.argv[1] if len(sys.argv) > 1 else "data-demo")
    imprint = as_of(source).imprint
    with scratch("bench") as folder:
        store = multiplied(source, folder / "data")
        target = folder / "release"
        target.mkdir()
        first = Imprint.read({**imprint.facts, "before": ""})
        costs: dict[str, Cost] = side_by_side({"release": partial(made, store.url, target, first)}, 1)
        postings = Published(target).paths(POSTINGS)
        size = sum(path.stat().st_size for path in postings) / 1e6
        rows = Published(target).scan(POSTINGS).select(pl.len()).collect().item()
        show(f"a release of {rows:,} postings (synthetic), {size:,.0f} MB of them", costs, "release")
        Console().print(asked(target))


if __name__ == "__main__":
    main()
