"""From the landing to the tables, one day after the other, into a draft. What each table is made of stands here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import groupby

import polars as pl

from expectations.tables import TABLES
from transforms import boards, coverage, demand, ledger, lifecycle, managers, months, postings, roles, sightings
from warehouse import landing
from warehouse.draft import Draft
from warehouse.store import Store

CRAWLS, TRAFFIC, BOARDS = TABLES["crawls"], TABLES["traffic"], TABLES["boards"]
SIGHTINGS, REJECTS, CONTENTS, POSTINGS = (TABLES[name] for name in ("sightings", "rejects", "contents", "postings"))
LIFECYCLE, COVERAGE, MANAGERS, ROLES = (TABLES[name] for name in ("lifecycle", "coverage", "managers", "roles"))
DAILY, MONTHLY = TABLES["demand_daily"], TABLES["demand_monthly"]

Progress = Callable[[date], None]
Stage = Callable[[Draft, Sequence[date], Progress], None]


CHUNK_DAYS = 10
"""Days that are read from the landing at once: enough to spread the cost of a query, few enough for memory."""


def reduce_days(draft: Draft, days: Sequence[date], progress: Progress) -> None:
    """Draft what was observed: crawls, traffic, boards, sightings and rejects of each day."""
    for chunk, _ in _chunks(days):
        _reduce_chunk(draft, chunk, progress)


def count_days(draft: Draft, days: Sequence[date], progress: Progress) -> None:
    """Draft what it means: contents, postings, lifecycle, coverage and demand of each day and month, and roles."""
    for chunk, ends_month in _chunks(days):
        _count_chunk(draft, chunk, progress, ends_month=ends_month)
    draft.write(ROLES, "all", roles.roles_table(), {})


def derive_days(draft: Draft, days: Sequence[date], progress: Progress, arrives: Progress | None = None) -> None:
    """Both, chunk by chunk. `arrives(day)` is called before a day is read and may wait until it is landed."""
    for chunk, ends_month in _chunks(days):
        if arrives:
            arrives(chunk[-1])
        _reduce_chunk(draft, chunk, progress)
        _count_chunk(draft, chunk, progress, ends_month=ends_month)
    draft.write(ROLES, "all", roles.roles_table(), {})


def _chunks(days: Sequence[date]) -> Iterator[tuple[list[date], bool]]:
    """A few days at a time, never of two months; and whether they are the last ones of their month."""
    for _, found in groupby(days, key=lambda day: (day.year, day.month)):
        month = list(found)
        for start in range(0, len(month), CHUNK_DAYS):
            yield month[start : start + CHUNK_DAYS], start + CHUNK_DAYS >= len(month)


def _reduce_chunk(draft: Draft, days: Sequence[date], progress: Progress) -> None:
    landed = _read(draft.store, days)
    for day in days:
        _reduce(draft, day, {part: rows.filter(pl.col("day") == day) for part, rows in landed.items()})
        progress(day)


def _count_chunk(draft: Draft, days: Sequence[date], progress: Progress, *, ends_month: bool) -> None:
    month = f"{days[0]:%Y-%m}"
    base = _base(draft, f"month={month}")
    _clean(draft, days)
    for day in days:
        _count(draft, day, base)
        progress(day)
    if ends_month:
        _sum_up(draft, month, base)


def _read(store: Store, days: Sequence[date]) -> dict[str, pl.DataFrame]:
    """Crawls, rejects and items (postings with key and digest, without their texts) of all attempts of these days."""
    attempts = [attempt for day in days for attempt in landing.attempts(store, day)]
    parts = {part: landing.scan(store, part, attempts) for part in ("crawls", "rejects", "postings")}
    items = sightings.listed(parts.pop("postings"))
    return dict(zip((*parts, "items"), pl.collect_all([*parts.values(), items]), strict=True))


def _reduce(draft: Draft, day: date, landed: Mapping[str, pl.DataFrame]) -> None:
    partition, crawls = f"day={day}", landed["crawls"].lazy()
    sources = landed["crawls"]["source"].unique().sort().to_list()
    earlier = draft.before(BOARDS, partition)
    boards_before = draft.scan(BOARDS, earlier)
    settled = ledger.settle(crawls, boards_before).collect()
    items = sightings.landed_of(landed["items"].lazy(), settled.lazy()).collect()
    rejects = sightings.not_superseded(landed["rejects"].lazy(), crawls, settled.lazy())
    refused = REJECTS.conform(sightings.refused(rejects, items.lazy())).collect()
    made_from = _fingerprints(day, sources, CRAWLS.conform(settled.lazy()).collect(), items.drop("attempt"), refused)
    made_from |= draft.made_from((BOARDS, earlier))
    again = sightings.repeated(day, settled.lazy(), _last_listings(draft, settled))
    seen = pl.concat([sightings.sighted(items.lazy()), again])

    draft.write_by_source(CRAWLS, partition, settled.lazy(), made_from, sources)
    draft.write_by_source(TRAFFIC, partition, ledger.traffic(crawls), {}, sources)
    draft.write(BOARDS, partition, boards.advance(day, boards_before, settled.lazy()), made_from)
    draft.write_by_source(SIGHTINGS, partition, seen, made_from, sources)
    draft.write_by_source(REJECTS, partition, refused.lazy(), made_from, sources)


def _fingerprints(day: date, sources: Sequence[str], *frames: pl.DataFrame) -> dict[str, str]:
    """Digests of what the landing says of a day, by source: of what counts there, not of clocks and attempts."""
    digests = {source: sha256() for source in sources}
    for source, digest in digests.items():
        for frame in frames:
            digest.update(frame.filter(pl.col("source") == source).write_csv().encode())
    return {f"landing/day={day}/source={source}": digest.hexdigest() for source, digest in digests.items()}


def _last_listings(draft: Draft, settled: pl.DataFrame) -> pl.LazyFrame:
    """The sightings of the days on which boards that now answer `unchanged` were last complete."""
    days = settled.filter(pl.col("status") == "unchanged")["last_complete_on"].unique().sort()
    return draft.scan(SIGHTINGS, [f"day={day}" for day in days])


def _clean(draft: Draft, days: Sequence[date]) -> None:
    """Contents and postings of many days at once: to clean and classify costs by the row, not by the day."""
    names = [f"day={day}" for day in days]
    before = draft.scan(LIFECYCLE, draft.before(LIFECYCLE, names[0]))
    changed = sightings.changed(days, draft.scan(SIGHTINGS, names), before).collect().lazy()
    stated = sightings.contents(_landed(draft, days), changed)
    sources = {name: _sources(draft, name) for name in names}
    made_from = {name: draft.made_from((CRAWLS, [name]), (SIGHTINGS, [name])) for name in names}
    contents = draft.write_days(CONTENTS, stated, made_from, sources)
    made_from = {name: draft.made_from((CONTENTS, [name])) for name in names}
    draft.write_days(POSTINGS, postings.postings(contents.lazy()), made_from, sources)


def _landed(draft: Draft, days: Sequence[date]) -> pl.LazyFrame:
    """The postings landed by the attempts that count. Those are settled again: attempts leave no trace in the tables."""
    frames = []
    for day in days:
        attempts = landing.attempts(draft.store, day)
        boards_before = draft.scan(BOARDS, draft.before(BOARDS, f"day={day}"))
        settled = ledger.settle(landing.scan(draft.store, "crawls", attempts), boards_before)
        frames.append(sightings.landed_of(landing.scan(draft.store, "postings", attempts), settled))
    return pl.concat(frames)


def _sources(draft: Draft, partition: str) -> list[str]:
    return [path.rsplit("/", 1)[1].removesuffix(".parquet") for path in draft.files(CRAWLS, [partition])]


def _count(draft: Draft, day: date, base: Sequence[str]) -> None:
    partition = f"day={day}"
    earlier, yesterday = draft.before(LIFECYCLE, partition), draft.before(DAILY, partition)
    crawls, panel = draft.scan(CRAWLS, [partition]), draft.scan(BOARDS, [partition])
    observed = (SIGHTINGS, REJECTS, POSTINGS, CRAWLS, BOARDS)

    of_day = [draft.scan(table, [partition]) for table in observed]
    advanced = lifecycle.advance(day, draft.scan(LIFECYCLE, earlier), *of_day)
    made_from = draft.made_from(*((table, [partition]) for table in observed), (LIFECYCLE, earlier))
    alive = draft.write(LIFECYCLE, partition, advanced, made_from).lazy()
    counted = [(LIFECYCLE, [partition]), (BOARDS, [partition]), (CRAWLS, [partition])]
    covered = draft.write(
        COVERAGE, partition, coverage.cover(day, panel, crawls, alive), draft.made_from(*counted)
    ).lazy()
    demanded = demand.count(day, alive, draft.scan(DAILY, yesterday), draft.scan(MONTHLY, base), covered)
    counted = [(LIFECYCLE, [partition]), (COVERAGE, [partition]), (DAILY, yesterday), (MONTHLY, base)]
    draft.write(DAILY, partition, demanded, draft.made_from(*counted))


def _base(draft: Draft, before: str) -> list[str]:
    """The first complete month, if there is one before this: indices are set to it. As a list of one or none."""
    for partition in draft.partitions(MONTHLY):
        if partition < before and draft.scan(MONTHLY, [partition]).select("is_complete").head(1).collect().item():
            return [partition]
    return []


def _sum_up(draft: Draft, month: str, base: Sequence[str]) -> None:
    partition = f"month={month}"
    names = [name for name in draft.partitions(DAILY) if name.startswith(f"day={month}")]
    days = [date.fromisoformat(name.removeprefix("day=")) for name in names]
    draft.write(
        MONTHLY,
        partition,
        months.sum_up(month, days, draft.scan(DAILY, names), draft.scan(MONTHLY, base) if base else None),
        draft.made_from((DAILY, names), (MONTHLY, base)),
    )
    draft.write(
        MANAGERS,
        partition,
        managers.judge(month, days[-1], draft.scan(LIFECYCLE, names), draft.scan(COVERAGE, names[-1:])),
        draft.made_from((LIFECYCLE, names), (COVERAGE, names[-1:])),
    )
