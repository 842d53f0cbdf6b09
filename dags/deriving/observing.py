"""What was observed, into a draft: from the landing to crawls, traffic, boards, sightings and rejects."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256

import polars as pl

from dags.deriving.chunks import names_of, whole
from dags.deriving.sources import sources_table
from expectations.tables import TABLES
from transforms import boards, ledger, sightings
from warehouse import landing
from warehouse.draft import Draft
from warehouse.store import Store

CRAWLS, TRAFFIC, BOARDS = TABLES["crawls"], TABLES["traffic"], TABLES["boards"]
SIGHTINGS, REJECTS, SOURCES = TABLES["sightings"], TABLES["rejects"], TABLES["sources"]
SAID = ("posting_key", "item", "content_digest")
"""What tells one listing from another: the digest is of all that an item states."""


def reduce(draft: Draft, days: Sequence[date], progress: Callable[[date], None]) -> pl.DataFrame:
    """Draft what was observed on these days; returns their ledger, with the attempts that count."""
    landed = _read(draft.store, days)
    crawls = landed["crawls"]
    settled, states = _settle(days, crawls, draft.scan(BOARDS, draft.before(BOARDS, f"day={days[0]}")))
    items = sightings.landed_of(landed["items"].lazy(), settled.lazy()).collect()
    refused = _refused(landed["rejects"], crawls, settled, items)
    counted = CRAWLS.conform(settled.lazy()).collect()
    sources = {f"day={day}": crawls.filter(day=day)["source"].unique().sort().to_list() for day in days}
    observed = _fingerprints(sources, counted, items.select("day", "source", *SAID), refused)

    def made_from(name: str) -> dict[str, str]:
        return observed[name] | draft.made_from((BOARDS, draft.before(BOARDS, name)))

    draft.write_days(BOARDS, states.lazy(), whole(days), made_from, is_chained=True)
    draft.write_days(CRAWLS, counted.lazy(), sources, made_from)
    draft.write_days(TRAFFIC, ledger.traffic(crawls.lazy()), sources, lambda _: {})
    draft.write_days(REJECTS, refused.lazy(), sources, made_from)
    draft.write_days(SIGHTINGS, _seen(draft, days, items, settled).lazy(), sources, made_from)
    for day in days:
        progress(day)
    return settled


def _read(store: Store, days: Sequence[date]) -> dict[str, pl.DataFrame]:
    """Crawls, rejects and items (postings with key and digest, without their texts) of all attempts of these days."""
    attempts = attempts_of(store, days)
    parts = {part: landing.scan(store, part, attempts) for part in ("crawls", "rejects", "postings")}
    items = sightings.listed(parts.pop("postings"))
    return dict(zip((*parts, "items"), pl.collect_all([*parts.values(), items]), strict=True))


def _settle(days: Sequence[date], crawls: pl.DataFrame, before: pl.LazyFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Ledger and boards of these days, one after the other: what a crawl proves rests on the boards of the day before."""
    settled, states = [], [before.collect()]
    for day in days:
        state = states[-1].lazy()
        of_day = ledger.settle(crawls.lazy().filter(day=day), state.with_columns(day=pl.lit(day)))
        # A day is a few hundred rows: polars' streaming engine would take twice as long, to set itself up.
        settled.append(of_day.collect(engine="in-memory"))
        advanced = BOARDS.conform(boards.advance(day, state, settled[-1].lazy()), is_one_partition=True)
        states.append(advanced.collect(engine="in-memory"))
    return pl.concat(settled), pl.concat(states[1:])


def _refused(rejects: pl.DataFrame, crawls: pl.DataFrame, settled: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """The rejects of the attempts that count, among all `crawls` that were landed, and what they list twice."""
    standing = sightings.not_superseded(rejects.lazy(), crawls.lazy(), settled.lazy())
    return REJECTS.conform(sightings.refused(standing, items.lazy())).collect()


def _fingerprints(sources: Mapping[str, Sequence[str]], *frames: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Digests of what the landing says, by partition and path: of what counts there, not of clocks and attempts."""
    split = [frame.partition_by("day", "source", as_dict=True, maintain_order=True) for frame in frames]

    def digest(day: date, source: str) -> str:
        said = [parts.get((day, source), frame.clear()) for frame, parts in zip(frames, split, strict=True)]
        return sha256("".join(rows.write_csv() for rows in said).encode()).hexdigest()

    days = {name: date.fromisoformat(name.removeprefix("day=")) for name in sources}
    return {
        name: {f"landing/{name}/source={source}": digest(days[name], source) for source in sources[name]}
        for name in sources
    }


def _seen(draft: Draft, days: Sequence[date], items: pl.DataFrame, settled: pl.DataFrame) -> pl.DataFrame:
    """The sightings of these days: what boards listed, and of boards that answered `unchanged` what they listed last."""
    seen = sightings.sighted(items.lazy()).collect()
    unchanged = settled.filter(status="unchanged")
    for day in unchanged["day"].unique().sort():
        last = unchanged.filter(day=day)["last_complete_on"].unique().sort().to_list()
        earlier = draft.scan(SIGHTINGS, names_of([on for on in last if on < days[0]]))
        again = sightings.repeated(day, unchanged.lazy().filter(day=day), pl.concat([earlier, seen.lazy()]))
        seen = pl.concat([seen, again.collect()])
    return seen


def settled_again(draft: Draft, days: Sequence[date]) -> pl.DataFrame:
    """The ledger of days that are reduced already, settled again: attempts leave no trace in the tables."""
    before = [draft.scan(BOARDS, draft.before(BOARDS, f"day={day}")).with_columns(day=pl.lit(day)) for day in days]
    return ledger.settle(
        landing.scan(draft.store, "crawls", attempts_of(draft.store, days)), pl.concat(before)
    ).collect()


def attempts_of(store: Store, days: Sequence[date]) -> list[landing.Attempt]:
    """What was landed on these days."""
    return [attempt for day in days for attempt in landing.attempts(store, day)]


def sources_of(draft: Draft, partition: str) -> list[str]:
    """The sources of a day whose `crawls` are drafted or stored."""
    return [path.rsplit("/", 1)[1].removesuffix(".parquet") for path in draft.files(CRAWLS, [partition])]


def describe_sources(draft: Draft, days: Sequence[date]) -> None:
    """The card of every source known so far, and of those that these days are of."""
    known = draft.scan(SOURCES, draft.partitions(SOURCES)).select("source").collect().to_series()
    landed = [source for name in names_of(days) for source in sources_of(draft, name)]
    draft.write(SOURCES, "all", sources_table([*known, *landed]), {})
