"""A small synthetic store, put there table by table as the pipeline would, judged and all."""

import hashlib
from pathlib import Path

import polars as pl

from expectations.contracts import Table
from expectations.tables import TABLES
from tests.warehouse import counted, observed
from warehouse.store import Store, write_parquet

Rows = dict[str, pl.DataFrame]


def small_tables() -> Rows:
    """Every released table, by name, as tiny frames that agree with one another."""
    daily = counted.demand_daily()
    monthly = counted.demand_monthly(daily)
    return {
        "demand_daily": daily,
        "demand_monthly": monthly,
        "employers": counted.employers(monthly),
        "managers": counted.managers(),
        "durations": counted.durations(),
        "shifts": counted.shifts(),
        "coverage": observed.coverage(),
        "roles": observed.roles(),
        "sources": observed.sources(),
        "postings": observed.postings(),
        "lifecycle": observed.lifecycle(),
        "vacancies": observed.vacancies(),
        "boards": observed.boards(),
        "crawls": observed.crawls(),
    }


def _put(store: Store, table: Table, partition: str, rows: pl.DataFrame, scratch: Path, *, is_success: bool) -> None:
    """Put one partition in place with its verdict."""
    path = f"tables/{table.name}/{partition}/all.parquet" if partition != "all" else f"tables/{table.name}/all.parquet"
    write_parquet(table.conform(rows.lazy()).collect(), scratch, {"table": table.name})
    store.put(scratch, path)
    verdict = {
        "table": table.name,
        "partition": partition,
        "file_sha256": hashlib.sha256(scratch.read_bytes()).hexdigest(),
        "expectation": "rows",
        "severity": "error",
        "is_success": is_success,
        "observed": str(len(rows)),
    }
    write_parquet(pl.DataFrame([verdict]), scratch, {})
    store.put(scratch, f"tables/verdicts/{partition}/{table.name}.parquet")


def fill(root: Path, *, url: str = "", is_synthetic: bool = True, failing: str = "", **changed: pl.DataFrame) -> Store:
    """A store at `url`, else in `root`/data, from the small tables, with other rows where given.

    `failing` names a table that the gate refused.
    """
    store = Store(url or str(root / "data"))
    store.claim(is_synthetic=is_synthetic)
    for name, rows in {**small_tables(), **changed}.items():
        table = TABLES[name]
        key = "all" if table.partition == "none" else table.partition
        parts = rows.with_columns(all=pl.lit("all")).partition_by(key, as_dict=True, maintain_order=True)
        for (value,), part in parts.items():
            partition = "all" if key == "all" else f"{key}={value}"
            _put(store, table, partition, part, root / "scratch.parquet", is_success=name != failing)
    return store
