"""Verdicts, kept outside the files they are about: `tables/verdicts/<period>/all.parquet`, keyed by SHA-256.

Those on `traffic` lie beside, in `traffic.parquet`: its bytes differ between two runs, so its digests do too.
"""

from collections.abc import Collection, Sequence

import polars as pl

from expectations.contracts import Verdict
from expectations.tables.traffic import TRAFFIC
from expectations.tables.verdicts import VERDICTS
from warehouse.draft import Draft
from warehouse.store import Footer, write_parquets

SAID = ("table", "partition", "expectation", "severity", "is_success", "observed")


def record(draft: Draft, found: Sequence[Verdict], kept_out: Collection[tuple[str, str]]) -> None:
    """Store the verdicts on drafted files, beside those on other tables of their period.

    Where a drafted (table, period) is kept out, the verdicts on the file that stays live stay too.
    """
    written: dict[str, tuple[pl.DataFrame, Footer]] = {}
    for (period, path), rows in _by_place(draft, found).items():
        both = _beside_stored(draft, path, rows, kept_out, period) if draft.store.has(path) else rows
        written[path] = both, {"table": VERDICTS.name, **draft.footer}
    write_parquets({draft.local(path): rows for path, rows in written.items()})
    for path in written:
        draft.store.replace(draft.local(path), path)


def file_judged(verdict: Verdict) -> str:
    """Relative path of the file that a verdict is about."""
    if verdict.partition == "all":
        return f"tables/{verdict.table}/all.parquet"
    period, _, source = verdict.partition.partition("/")
    return f"tables/{verdict.table}/{period}/{source or 'all'}.parquet"


def _by_place(draft: Draft, found: Sequence[Verdict]) -> dict[tuple[str, str], pl.DataFrame]:
    """The verdicts by period (`day=2026-01-08`, nothing for a table that is one file) and path of the file that they go into."""
    types = {name: VERDICTS.schema[name] for name in SAID}
    said = pl.DataFrame({name: [getattr(verdict, name) for verdict in found] for name in SAID}, types)
    first = {(verdict.table, verdict.partition): verdict for verdict in found}.values()
    files = pl.DataFrame([_file(draft, verdict) for verdict in first], dict.fromkeys(FILE, pl.String), orient="row")
    rows = said.join(files, on=["table", "partition"]).sort(VERDICTS.key)
    placed = rows.select(*VERDICTS.schema.names(), "period", "path")
    return placed.partition_by("period", "path", as_dict=True, include_key=False, maintain_order=True)


FILE = ("table", "partition", "file_sha256", "period", "path")


def _file(draft: Draft, verdict: Verdict) -> tuple[str, ...]:
    period = "" if verdict.partition == "all" else verdict.partition.partition("/")[0]
    name = "traffic.parquet" if verdict.table == TRAFFIC.name else "all.parquet"
    path = "/".join(filter(None, ("tables/verdicts", period, name)))
    return verdict.table, verdict.partition, draft.digest(file_judged(verdict)), period, path


def _beside_stored(
    draft: Draft, path: str, rows: pl.DataFrame, kept_out: Collection[tuple[str, str]], period: str
) -> pl.DataFrame:
    """`rows`, and of the verdicts stored before those on tables not judged now, and those on files that stay live."""
    known = draft.store.scan_files([path], VERDICTS.schema).collect()
    stays = [table for table, place in kept_out if place == (period or "all")]
    live = [draft.store.digest(file) for table in stays for file in draft.store.paths(f"tables/{table}/{period}")]
    is_other = ~pl.col("table").is_in(rows["table"].unique().implode())
    stored = known.filter(is_other | pl.col("file_sha256").is_in(live))
    return pl.concat([stored, rows]).unique(VERDICTS.key, keep="last").sort(VERDICTS.key)
