"""What there is to say about a day, read from its tables: the facts of the quality page, and the alerts."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from dags.showing import answers
from expectations import data_docs
from expectations.contracts import ALL_COUNTRIES, Verdict
from expectations.tables import TABLES
from warehouse import reports
from warehouse.reports import Judged, Quality
from warehouse.store import Store

DAILY, REJECTS, VERDICTS = (TABLES[name] for name in ("demand_daily", "rejects", "verdicts"))
LOOKED_BACK = timedelta(days=14)
"""As far as the gate looks back."""


def report(store: Store, day: date) -> Quality:
    """Write the page of a day and its Data Docs, as things stand; returns what they say."""
    quality = quality_of(store, day)
    verdicts = _verdicts(store, day)
    judged = [
        Judged(TABLES[name], _period(found), found, data_docs.sections(TABLES[name], found))
        for name, found in _by_table(verdicts).items()
    ]
    reports.write(store, quality, judged)
    return quality


def quality_of(store: Store, day: date) -> Quality:
    """The facts of a day."""
    counted = [partition.removeprefix("day=") for partition in store.partitions(DAILY)]
    return Quality(
        day=day,
        is_synthetic=store.is_synthetic,
        counted_to=date.fromisoformat(counted[-1]) if counted else None,
        arrived=answers.by_source(store, day),
        late=answers.unanswered(store, day).rename({"last_complete_on": "silent_since"}),
        missing=_missing(store, day),
        rejected=_rejected(store, day),
        failed=_failed(_verdicts(store, day)),
        touched=_touched(store, day),
    )


def _missing(store: Store, day: date) -> list[date]:
    asked = {partition.removeprefix("day=") for partition in store.partitions(TABLES["crawls"])}
    first = max(min(asked, default=str(day)), str(day - LOOKED_BACK))
    before = [day - timedelta(days=number) for number in range(LOOKED_BACK.days, 0, -1)]
    return [missed for missed in before if str(missed) > first and str(missed) not in asked]


def _rejected(store: Store, day: date) -> pl.DataFrame:
    rows = store.scan(REJECTS, [f"day={day}"])
    return (
        rows.group_by("source", "field", "reason")
        .agg(pl.len().alias("items"))
        .sort("items", "source", "field", "reason", descending=[True, False, False, False])
        .collect()
    )


def _touched(store: Store, day: date) -> pl.DataFrame:
    cells = store.scan(DAILY, [f"day={day}"]).filter(country=ALL_COUNTRIES, rung="any")
    percent = (100 * pl.col("carried") / pl.col("open")).round(0).cast(pl.Int64, strict=False)
    return (
        cells.select("role", "open", "carried", carried_percent=pl.when(pl.col("open") > 0).then(percent))
        .sort("open", "role", descending=[True, False])
        .collect()
    )


def _verdicts(store: Store, day: date) -> pl.DataFrame:
    """On the tables of the day and of its month."""
    paths = [
        path for period in (f"day={day}", f"month={day:%Y-%m}") for path in store.paths(f"tables/verdicts/{period}")
    ]
    return store.scan_files(paths, VERDICTS.schema).sort("table", "partition", "expectation").collect()


def _failed(verdicts: pl.DataFrame) -> pl.DataFrame:
    """One row for each promise that does not hold, errors first; a file that is judged twice is told once."""
    failed = verdicts.filter(~pl.col("is_success")).drop("file_sha256").unique(maintain_order=True)
    return failed.sort("severity", maintain_order=True)


def _by_table(verdicts: pl.DataFrame) -> dict[str, list[Verdict]]:
    columns = ["table", "partition", "expectation", "severity", "is_success", "observed"]
    found: dict[str, list[Verdict]] = {}
    for row in verdicts.select(columns).iter_rows():
        found.setdefault(row[0], []).append(Verdict(*row))
    return found


def _period(found: Sequence[Verdict]) -> str:
    return found[0].partition.partition("/")[0]
