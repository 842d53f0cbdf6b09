"""When the taxonomy has changed: the whole history is derived again, and a bridge is kept from the old counts to the new."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from expectations.tables import TABLES
from transforms.bridge import bridge
from transforms.gold import gold_table
from transforms.taxonomy import taxonomy
from warehouse import landing
from warehouse.draft import Draft
from warehouse.store import Store

LIFECYCLE, BOARDS, BRIDGE, GOLD = (TABLES[name] for name in ("lifecycle", "boards", "bridge", "gold"))


def days_due(store: Store, days: Sequence[date]) -> list[date]:
    """These days; where the store was counted with another taxonomy, every day besides that is reduced and still landed."""
    if not has_changed(store):
        return list(days)
    reduced = {date.fromisoformat(name.removeprefix("day=")) for name in store.partitions(BOARDS)}
    return sorted({*days, *reduced.intersection(landing.days(store))})


def has_changed(store: Store) -> bool:
    """Whether the store was counted with another taxonomy than the one in force."""
    return _version_before(store) not in {None, taxonomy().version}


def record(draft: Draft) -> None:
    """Draft what belongs to the taxonomy: how well it reads labelled titles, and the bridge if it has changed."""
    days = [name for table, name in draft.drafted if table == LIFECYCLE.name]
    if not days:
        return
    draft.write(GOLD, "all", gold_table(), {})
    before = _version_before(draft.store)
    if before not in {None, taxonomy().version}:
        draft.write(BRIDGE, "all", _bridged(draft, str(before), days), {})


def _bridged(draft: Draft, before: str, drafted: Sequence[str]) -> pl.LazyFrame:
    """The bridges there are, with that of this change. A month that was already counted anew keeps its own."""
    ends = {name.removeprefix("day=")[:7]: name for name in sorted(drafted)}.values()
    old = [name for name in ends if _version_of(draft.store, name) == before]
    days = [date.fromisoformat(name.removeprefix("day=")) for name in old]
    scans = draft.store.scan(LIFECYCLE, old), draft.scan(LIFECYCLE, old)
    new = bridge(days, *scans, (before, taxonomy().version))
    change = ["taxonomy_before", "taxonomy_version", "month"]
    kept = draft.store.scan(BRIDGE).join(new.select(change).unique(), on=change, how="anti")
    return pl.concat([kept, new])


def _version_before(store: Store) -> str | None:
    """The taxonomy of the last day counted: a history is derived from its first day on, so what is old stands at its end."""
    days = store.partitions(LIFECYCLE)
    return _version_of(store, days[-1]) if days else None


def _version_of(store: Store, partition: str) -> str | None:
    files = store.files(LIFECYCLE, partition)
    return store.footer(files[0]).get("taxonomy_version") if files else None
