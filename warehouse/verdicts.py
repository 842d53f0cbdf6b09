"""Verdicts, kept outside the files they are about: `tables/verdicts/<partition>/<table>.parquet`, keyed by SHA-256."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import polars as pl

from expectations.contracts import Verdict
from expectations.tables.verdicts import VERDICTS
from warehouse.draft import Draft
from warehouse.store import write_parquet


def file_judged(verdict: Verdict) -> str:
    """Relative path of the file that a verdict is about."""
    if verdict.partition == "all":
        return f"tables/{verdict.table}/all.parquet"
    period, _, source = verdict.partition.partition("/")
    return f"tables/{verdict.table}/{period}/{source or 'all'}.parquet"


def record(draft: Draft, found: Iterable[Verdict], kept_out: Sequence[tuple[str, str]]) -> None:
    """Store verdicts on drafted files. Where they are kept out, the verdicts on the files that stay live stay too."""
    ordered = sorted(found, key=_place)
    for place, verdicts in groupby(ordered, key=_place):
        rows = pl.DataFrame([_row(draft, verdict) for verdict in verdicts], VERDICTS.schema, orient="row")
        path = f"tables/verdicts/{place[1]}/{place[0]}.parquet"
        if place in kept_out and draft.store.has(path):
            rows = pl.concat([_on_live_files(draft, path), rows]).unique(VERDICTS.key, keep="last")
        local = draft.folder / path
        write_parquet(rows.sort(VERDICTS.key), local, {"table": VERDICTS.name, **draft.footer})
        draft.store.replace(local, path)


def _place(verdict: Verdict) -> tuple[str, str]:
    return verdict.table, verdict.partition.partition("/")[0]


def _row(draft: Draft, verdict: Verdict) -> tuple[str, str, str, str, str, bool, str]:
    digest = draft.digest(file_judged(verdict))
    return (
        verdict.table,
        verdict.partition,
        digest,
        verdict.expectation,
        verdict.severity,
        verdict.is_success,
        verdict.observed,
    )


def _on_live_files(draft: Draft, path: str) -> pl.DataFrame:
    known = draft.store.scan_files([path], VERDICTS.schema).collect()
    folder = path.removeprefix("tables/verdicts/").removesuffix(".parquet")
    period, table = folder.rsplit("/", 1)
    live = [draft.store.digest(file) for file in draft.store.paths(f"tables/{table}/{period}")]
    return known.filter(pl.col("file_sha256").is_in(live))
