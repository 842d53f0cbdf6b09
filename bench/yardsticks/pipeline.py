"""What the pipeline makes of a file: imported, derived and judged as by the command, in a store of its own."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from dags import steps
from dags.collecting import importing
from expectations.gate import Refused
from expectations.tables import TABLES
from warehouse import accepted
from warehouse.store import Store

LIFECYCLE = TABLES["lifecycle"]
REASON = "taken by a yardstick's run as the file has it; nobody looked into the day"


@dataclass(frozen=True)
class Held:
    """A file of snapshots, and how it is imported."""

    source: str
    file: Path
    is_one_listing: bool = False
    list_column: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)


def store_of(held: Held, folder: Path) -> Store:
    """The store of `held` in `folder`; one that a run before left there is taken as it is."""
    os.environ["HELPWANTED_DATA"] = str(folder / held.source)
    store = steps.store()
    if not store.partitions(LIFECYCLE):
        _fill(store, held)
    return store


def _fill(store: Store, held: Held) -> None:
    imported = importing.import_file(
        store, held.file, held.source, "snapshot_at", held.mapping, held.is_one_listing, held.list_column
    )
    first = min(imported.days)
    while True:
        try:
            steps.rebuild(first)
        except Refused:
            first = _accept(store)
        else:
            return


def _accept(store: Store) -> date:
    """Take the first fall that a floor refused as the file has it, without a look into it; returns its day.

    Raises `NothingToAccept` where another rule refused: that would be a fault of the pipeline.
    """
    failed = store.scan(TABLES["verdicts"]).filter(~pl.col("is_success"), severity="error")
    day, _, source = failed.select(pl.col("partition").min()).collect().item().removeprefix("day=").partition("/")
    accepted.accept(store, date.fromisoformat(day), source, REASON)
    return date.fromisoformat(day)


def refusals(store: Store) -> int:
    """On how many days a floor of the gate refused a list."""
    if not store.has(accepted.FILE):
        return 0
    with store.open(accepted.FILE) as file:
        return pl.read_csv(file.read())["partition"].n_unique()


def events(store: Store) -> pl.LazyFrame:
    """day, source, board, posting_key, event of everything that happened to the stock."""
    return store.scan(LIFECYCLE).drop_nulls("event").select("day", "source", "board", "posting_key", "event")


def reposts(store: Store) -> pl.LazyFrame:
    """day, posting_key, event of every spell that begins and leads to an earlier one of its posting."""
    begun = store.scan(LIFECYCLE).filter(pl.col("day") == pl.col("first_seen_on"))
    return begun.drop_nulls("earlier_closed_on").select("day", "posting_key", "event")


def endings(store: Store) -> pl.LazyFrame:
    """day, source, board, posting_key of every spell that ended, in the stock or out of it."""
    return store.scan(LIFECYCLE).filter(status="closed").select("day", "source", "board", "posting_key")
