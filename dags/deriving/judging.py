"""The gate before the store: a draft is judged table by table, and only what stands is put in place."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import polars as pl

from expectations import baselines, gate, meaning
from expectations.contracts import Table, Verdict
from expectations.tables import TABLES
from warehouse import accepted, verdicts
from warehouse.draft import Draft

COMPARED_WITH = {
    "crawls": ("sources",),
    "sightings": ("crawls",),
    "contents": ("sightings",),
    "postings": ("contents", "roles"),
    "lifecycle": ("crawls",),
    "vacancies": ("lifecycle",),
    "links": ("vacancies",),
    "demand_daily": ("lifecycle", "roles"),
    "demand_monthly": ("demand_daily", "roles"),
    "shares_adjusted": ("roles",),
    "managers": ("demand_monthly",),
    "employers": ("demand_monthly",),
    "durations": ("roles",),
    "decomposition": ("demand_monthly",),
}
"""What the rules of a table look at beside it."""
REACHES_BACK = ("demand_daily", "demand_monthly")
"""Tables whose rules look at the partition before."""


@dataclass(frozen=True)
class Placed:
    """What was put in place: files that changed, and warnings that were recorded."""

    changed: int
    warnings: int


def put_in_place(draft: Draft, judged: Sequence[Verdict] = ()) -> Placed:
    """Judge everything drafted, record the verdicts, and put in place what comes before the first refusal.

    `judged` are verdicts on partitions that need not be judged by themselves again. Raises `gate.Refused` after that: from the
    refused day on, the last good tables stay live.
    """
    drafted = draft.drafted
    known = {(verdict.table, verdict.partition.partition("/")[0]) for verdict in judged}
    unjudged = [key for key in drafted if key not in known]
    with ThreadPoolExecutor(1) as beside:
        unusual = beside.submit(against_history, draft, list(drafted))
        found = [*judged, *by_themselves(draft, unjudged), *unusual.result()]
    refused_from = _first_refused(found)
    stands = [key for key in drafted if refused_from is None or _last_day(key[1]) < refused_from]
    verdicts.record(draft, found, kept_out=set(drafted).difference(stands))
    changed = draft.put_in_place(stands)
    gate.refuse(found)
    return Placed(changed, sum(not verdict.is_success for verdict in found))


def by_themselves(draft: Draft, partitions: Sequence[tuple[str, str]]) -> list[Verdict]:
    """What the gate finds in these partitions without asking what was usual before.

    Great Expectations judges one table while another is read: the first keeps one core busy, the second both.
    """
    tables = _by_table(partitions)
    with ThreadPoolExecutor(2) as together:
        found = together.map(lambda name: _by_itself(draft, TABLES[name], tables[name]), tables)
        return [verdict for judged in found for verdict in judged]


def against_history(draft: Draft, partitions: Sequence[tuple[str, str]]) -> list[Verdict]:
    """What differs from what was usual. All days are judged at once: what is usual is taken from them, and some before."""
    tables = {name: periods for name, periods in _by_table(partitions).items() if name in baselines.LOOKS_AT}
    return [verdict for name, periods in tables.items() for verdict in _against_history(draft, TABLES[name], periods)]


def comparable(drafted: Collection[tuple[str, str]], last: date) -> list[tuple[str, str]]:
    """The partitions of days up to `last` whose rules look at nothing that is not drafted too.

    Months are left to the end: all of them together cost hardly more than one.
    """
    over = [key for key in drafted if "day=" <= key[1] <= f"day={last}"]
    return [key for key in over if all(other in drafted for other in _looked_at(*key))]


def _by_table(partitions: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table, period in partitions:
        found.setdefault(table, []).append(period)
    return found


def _looked_at(table: str, partition: str) -> Iterator[tuple[str, str]]:
    for name in COMPARED_WITH.get(table, ()):
        yield name, "all" if TABLES[name].partition == "none" else partition


def _by_itself(draft: Draft, table: Table, periods: Sequence[str]) -> list[Verdict]:
    labels = _labels(draft, table, periods)
    compared = {name: _beside(draft, TABLES[name], periods) for name in COMPARED_WITH.get(table.name, ())}
    rows = draft.scan(table, periods)
    if table.name in REACHES_BACK:
        # A dozen rules look at these few rows: read once.
        compared[table.name] = draft.scan(table, [*draft.before(table, min(periods)), *periods]).collect().lazy()
    return gate.judge(table, rows, labels) + meaning.judge(table, {table.name: rows, **compared}, labels)


def _beside(draft: Draft, table: Table, periods: Sequence[str]) -> pl.LazyFrame:
    return draft.scan(table, _periods_beside(draft, table, periods))


def _periods_beside(draft: Draft, table: Table, periods: Sequence[str]) -> Sequence[str]:
    """What a table has of `periods`: of months their days, where it is kept by day."""
    if table.partition == "none":
        return ["all"]
    if table.partition == "day" and periods[0].startswith("month="):
        return [name for name in draft.partitions(table) if f"month={name[len('day=') : -len('-31')]}" in periods]
    return periods


def _against_history(draft: Draft, table: Table, periods: Sequence[str]) -> list[Verdict]:
    earlier = [partition for partition in draft.partitions(table) if partition < min(periods)][-baselines.WINDOW :]
    frames = {name: draft.scan(TABLES[name], [*earlier, *periods]) for name in baselines.LOOKS_AT[table.name]}
    return baselines.judge(table, frames, _labels(draft, table, periods), accepted.falls(draft.store))


def _labels(draft: Draft, table: Table, periods: Sequence[str]) -> list[str]:
    return [_label(table, path) for path in draft.files(table, periods)]


def _label(table: Table, path: str) -> str:
    """`day=D/source`, `day=D`, `month=M` or `all`: how the gate names the partition in a file."""
    *_, period, file = path.removesuffix(".parquet").split("/")
    if table.partition == "none":
        return "all"
    return f"{period}/{file}" if table.is_by_source else period


def _first_refused(found: Sequence[Verdict]) -> str | None:
    failed = [verdict for verdict in found if verdict.severity == "error" and not verdict.is_success]
    return min((_last_day(verdict.partition) for verdict in failed), default=None)


def _last_day(partition: str) -> str:
    """The last day of a partition, as text that sorts in time; a table without partitions comes before all."""
    kind, _, period = partition.partition("/")[0].partition("=")
    return f"{period}-31" if kind == "month" else period
