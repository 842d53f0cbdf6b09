"""From the landing to the tables, one day after the other, into a draft. What each table is made of stands here."""

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from itertools import groupby

import polars as pl

from expectations.tables import TABLES
from transforms import boards, coverage, demand, ledger, lifecycle, managers, months, postings, roles, sightings
from warehouse import landing
from warehouse.draft import Draft

CRAWLS, TRAFFIC, BOARDS = TABLES["crawls"], TABLES["traffic"], TABLES["boards"]
SIGHTINGS, REJECTS, CONTENTS, POSTINGS = (TABLES[name] for name in ("sightings", "rejects", "contents", "postings"))
LIFECYCLE, COVERAGE, MANAGERS, ROLES = (TABLES[name] for name in ("lifecycle", "coverage", "managers", "roles"))
DAILY, MONTHLY = TABLES["demand_daily"], TABLES["demand_monthly"]

Progress = Callable[[date], None]
Stage = Callable[[Draft, Sequence[date], Progress], None]


def reduce_days(draft: Draft, days: Sequence[date], progress: Progress) -> None:
    """Draft what was observed: crawls, traffic, boards, sightings and rejects of each day."""
    for day in days:
        _reduce(draft, day)
        progress(day)


def count_days(draft: Draft, days: Sequence[date], progress: Progress) -> None:
    """Draft what it means: contents, postings, lifecycle, coverage and demand of each day and month, and roles."""
    for month, of_month in groupby(days, key=lambda day: f"{day:%Y-%m}"):
        month_days = list(of_month)
        _clean(draft, month_days)
        for day in month_days:
            _count(draft, day)
            progress(day)
        _sum_up(draft, month)
    draft.write(ROLES, "all", roles.roles_table(), {})


def _reduce(draft: Draft, day: date) -> None:
    partition = f"day={day}"
    attempts = landing.attempts(draft.store, day)
    sources = sorted({attempt.source for attempt in attempts})
    earlier = draft.before(BOARDS, partition)
    boards_before = draft.scan(BOARDS, earlier)
    crawls = landing.scan(draft.store, "crawls", attempts)
    settled = ledger.settle(crawls, boards_before).collect()
    listed = sightings.listed(
        sightings.landed_of(landing.scan(draft.store, "postings", attempts), settled.lazy())
    ).collect()
    rejects = sightings.not_superseded(landing.scan(draft.store, "rejects", attempts), crawls, settled.lazy())
    refused = REJECTS.conform(sightings.refused(rejects, listed.lazy())).collect()
    made_from = _fingerprints(day, sources, CRAWLS.conform(settled.lazy()).collect(), listed, refused)
    made_from |= draft.made_from((BOARDS, earlier))
    again = _last_listings(draft, settled)
    seen = pl.concat([sightings.sighted(listed.lazy()), sightings.repeated(day, settled.lazy(), again)])

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


def _count(draft: Draft, day: date) -> None:
    partition = f"day={day}"
    earlier, yesterday = draft.before(LIFECYCLE, partition), draft.before(DAILY, partition)
    base = _base(draft, f"month={day:%Y-%m}")
    crawls, panel = draft.scan(CRAWLS, [partition]), draft.scan(BOARDS, [partition])
    seen, fresh = draft.scan(SIGHTINGS, [partition]), draft.scan(POSTINGS, [partition])

    advanced = lifecycle.advance(day, draft.scan(LIFECYCLE, earlier), seen, fresh, crawls, panel)
    observed = [(table, [partition]) for table in (CRAWLS, BOARDS, SIGHTINGS, POSTINGS)]
    alive = draft.write(LIFECYCLE, partition, advanced, draft.made_from(*observed, (LIFECYCLE, earlier))).lazy()
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


def _sum_up(draft: Draft, month: str) -> None:
    partition = f"month={month}"
    names = [name for name in draft.partitions(DAILY) if name.startswith(f"day={month}")]
    days = [date.fromisoformat(name.removeprefix("day=")) for name in names]
    base = _base(draft, partition)
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
