"""From the landing to the tables, one day after the other, into a draft. What each table is made of stands here."""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from hashlib import sha256

import polars as pl

from dags import questions
from dags.choosing import Step
from dags.linking import VACANCIES, link_days
from dags.sources import sources_table
from expectations.tables import TABLES
from transforms import (
    adjusted,
    boards,
    closings,
    coverage,
    demand,
    durations,
    ledger,
    lifecycle,
    months,
    postings,
    roles,
    sightings,
)
from transforms.gold import gold_table
from transforms.linking.linkage import linkage_table
from transforms.linking.marks import marks
from warehouse import landing
from warehouse.draft import Draft
from warehouse.store import Store

CRAWLS, TRAFFIC, BOARDS = TABLES["crawls"], TABLES["traffic"], TABLES["boards"]
SIGHTINGS, REJECTS, CONTENTS, POSTINGS = (TABLES[name] for name in ("sightings", "rejects", "contents", "postings"))
OBSERVED = (SIGHTINGS, REJECTS, POSTINGS, CRAWLS, BOARDS)
"""What a day of `lifecycle` is made from, beside the day before."""
LIFECYCLE, COVERAGE = TABLES["lifecycle"], TABLES["coverage"]
CLOSINGS, DURATIONS = TABLES["closings"], TABLES["durations"]
ROLES, SOURCES, LINKAGE = TABLES["roles"], TABLES["sources"], TABLES["linkage"]
DAILY, MONTHLY, ADJUSTED = (TABLES[name] for name in ("demand_daily", "demand_monthly", "shares_adjusted"))

Progress = Callable[[date], None]
Stage = Callable[[Draft, Sequence[date], Progress], None]


CHUNK_DAYS = 16
"""Days derived at once, to share the cost of planning queries: 31 days of the demo take 12.6 CPU-seconds one by one
and 5.4 in tens. Half a month: whole ones would spare 0.2 for each chunk less, but the demo derives its last chunk alone,
when all is asked."""
CHUNK_ROWS = 2_000_000
"""Rows of `lifecycle` in those days, so that a large stock is taken by fewer of them: so many take 0.3 GB to count."""


def reduce_days(draft: Draft, days: Sequence[date], progress: Progress) -> None:
    """Draft what was observed: crawls, traffic, boards, sightings and rejects of each day."""
    for chunk, _ in _chunks(draft, days):
        _reduce(draft, chunk, progress)
    _describe_sources(draft, days)


def count_days(draft: Draft, days: Sequence[date], progress: Progress) -> None:
    """Draft what it means: contents, postings, lifecycle, coverage and demand of each day and month, and roles."""
    for chunk, ends_month in _chunks(draft, days):
        _count(draft, chunk, _settled_again(draft, chunk), progress, ends_month=ends_month)
    _describe_method(draft)


def derive_days(draft: Draft, days: Sequence[date], progress: Progress, arrives: Progress | None = None) -> None:
    """Both, chunk by chunk. `arrives(day)` is called before a day is read and may wait until it is landed.

    A chunk is reduced while the one before it is counted, on which it does not rest: queries of a day keep one core busy.
    """
    coming: list[tuple[list[date], Future[pl.DataFrame], bool]] = []

    def reduced(chunk: Sequence[date]) -> pl.DataFrame:
        if arrives:
            arrives(chunk[-1])
        return _reduce(draft, chunk, progress)

    def count_next() -> None:
        chunk, settled, ends_month = coming.pop(0)
        _count(draft, chunk, settled.result(), progress, ends_month=ends_month)

    with ThreadPoolExecutor(1) as ahead:
        for chunk, ends_month in _chunks(draft, days):
            coming.append((chunk, ahead.submit(reduced, chunk), ends_month))
            if len(coming) > 1:
                count_next()
        count_next()
    _describe_sources(draft, days)
    _describe_method(draft)


def derive_from(step: Step, draft: Draft, days: Sequence[date], progress: Progress) -> None:
    """Draft what this step, later than `reduce`, and all after it make; what earlier ones have made is read as it stands."""
    for chunk, ends_month in _chunks(draft, days):
        if step <= Step.clean:
            _count(draft, chunk, _settled_again(draft, chunk), progress, ends_month=ends_month)
        else:
            _count_from(step, draft, chunk, progress, ends_month=ends_month)
    _describe_method(draft)


def classify(draft: Draft, days: Sequence[date]) -> None:
    """Draft the postings of these days from their contents, on which alone they rest."""
    names = [name for name in _names(days) if (POSTINGS.name, name) not in draft.drafted]
    classified = postings.postings(draft.scan(CONTENTS, names))
    sources = {name: _sources(draft, name) for name in names}
    draft.write_days(POSTINGS, classified, sources, lambda name: draft.made_from((CONTENTS, [name])))


def answer_month(draft: Draft, days: Sequence[date]) -> None:
    """Draft what is asked of the month of these days, and what no other table is made from."""
    month = f"{days[0]:%Y-%m}"
    if (DURATIONS.name, f"month={month}") in draft.drafted:
        return
    names = _days_of(draft, month)
    questions.answer(draft, month, names)
    _adjust(draft, f"month={month}", names[-1:])
    _last(draft, month, names)


def _describe_method(draft: Draft) -> None:
    """What was counted with: the roles, and how rightly postings are linked."""
    draft.write(ROLES, "all", roles.roles_table(), {})
    draft.write(LINKAGE, "all", linkage_table(), {})


def _describe_sources(draft: Draft, days: Sequence[date]) -> None:
    """The card of every source known so far, and of those that these days are of."""
    known = draft.scan(SOURCES, draft.partitions(SOURCES)).select("source").collect().to_series()
    landed = [source for name in _names(days) for source in _sources(draft, name)]
    draft.write(SOURCES, "all", sources_table([*known, *landed]), {})


def _chunks(draft: Draft, days: Sequence[date]) -> Iterator[tuple[list[date], bool]]:
    """A few days at a time, never of two months, each the day before the next; and whether their month ends there."""
    others = sorted({*draft.partitions(BOARDS), *draft.partitions(LIFECYCLE)}.difference(_names(days)))
    rest = list(days)
    while rest:
        stretch = [_stretch(day, others) for day in rest[: _days_at_once(draft, rest[0])]]
        chunk, rest = rest[: stretch.count(stretch[0])], rest[stretch.count(stretch[0]) :]
        yield chunk, not rest or f"{rest[0]:%Y-%m}" != f"{chunk[0]:%Y-%m}"


def _stretch(day: date, others: Sequence[str]) -> tuple[str, int]:
    """Its month, and how many of the `other` partitions, which stay as they are, lie before it."""
    return f"{day:%Y-%m}", bisect(others, f"day={day}")


def _days_at_once(draft: Draft, first: date) -> int:
    """So many as the stock before them allows; where there is none to judge by, the first day is taken alone."""
    stock = draft.scan(LIFECYCLE, draft.before(LIFECYCLE, f"day={first}")).select(pl.len()).collect().item()
    return min(CHUNK_DAYS, max(1, CHUNK_ROWS // stock)) if stock else 1


def _names(days: Sequence[date]) -> list[str]:
    return [f"day={day}" for day in days]


def _whole(days: Sequence[date]) -> dict[str, list[str]]:
    """The one file of each day of a table over all sources."""
    return {name: ["all"] for name in _names(days)}


def _reduce(draft: Draft, days: Sequence[date], progress: Progress) -> pl.DataFrame:
    """Draft what was observed on these days; returns their ledger, with the attempts that count."""
    landed = _read(draft.store, days)
    crawls = landed["crawls"]
    settled, states = _settle(days, crawls, draft.scan(BOARDS, draft.before(BOARDS, f"day={days[0]}")))
    items = sightings.landed_of(landed["items"].lazy(), settled.lazy()).collect()
    refused = _refused(landed["rejects"], crawls, settled, items)
    counted = CRAWLS.conform(settled.lazy()).collect()
    sources = {f"day={day}": crawls.filter(day=day)["source"].unique().sort().to_list() for day in days}
    observed = _fingerprints(sources, counted, items.drop("attempt"), refused)

    def made_from(name: str) -> dict[str, str]:
        return observed[name] | draft.made_from((BOARDS, draft.before(BOARDS, name)))

    draft.write_days(BOARDS, states.lazy(), _whole(days), made_from, is_chained=True)
    draft.write_days(CRAWLS, counted.lazy(), sources, made_from)
    draft.write_days(TRAFFIC, ledger.traffic(crawls.lazy()), sources, lambda _: {})
    draft.write_days(REJECTS, refused.lazy(), sources, made_from)
    draft.write_days(SIGHTINGS, _seen(draft, days, items, settled).lazy(), sources, made_from)
    for day in days:
        progress(day)
    return settled


def _read(store: Store, days: Sequence[date]) -> dict[str, pl.DataFrame]:
    """Crawls, rejects and items (postings with key and digest, without their texts) of all attempts of these days."""
    attempts = _attempts(store, days)
    parts = {part: landing.scan(store, part, attempts) for part in ("crawls", "rejects", "postings")}
    items = sightings.listed(parts.pop("postings"))
    return dict(zip((*parts, "items"), pl.collect_all([*parts.values(), items]), strict=True))


def _settle(days: Sequence[date], crawls: pl.DataFrame, before: pl.LazyFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Ledger and boards of these days, one after the other: what a crawl proves rests on the boards of the day before."""
    settled, states = [], [before.collect()]
    for day in days:
        state = states[-1].lazy()
        of_day = ledger.settle(crawls.lazy().filter(day=day), state.with_columns(day=pl.lit(day)))
        advanced = BOARDS.conform(boards.advance(day, state, of_day))
        # A day is a few hundred rows: polars' streaming engine would take twice as long, to set itself up.
        both = pl.collect_all([of_day, advanced], engine="in-memory")
        settled.append(both[0])
        states.append(both[1])
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
        earlier = draft.scan(SIGHTINGS, _names([on for on in last if on < days[0]]))
        again = sightings.repeated(day, unchanged.lazy().filter(day=day), pl.concat([earlier, seen.lazy()]))
        seen = pl.concat([seen, again.collect()])
    return seen


def _count(draft: Draft, days: Sequence[date], settled: pl.DataFrame, progress: Progress, *, ends_month: bool) -> None:
    """Draft what these days mean; `settled` is their ledger, with the attempts that count."""
    marked = _clean(draft, days, settled)
    _advance(draft, days, progress)
    link_days(draft, days, marked)
    _demand(draft, days)
    if ends_month:
        _sum_up(draft, days)
        answer_month(draft, days)


def _count_from(step: Step, draft: Draft, days: Sequence[date], progress: Progress, *, ends_month: bool) -> None:
    """The same from a later step on, but for what is drafted already."""
    if step <= Step.classify:
        classify(draft, days)
        _advance(draft, days, progress)
    if step <= Step.link:
        link_days(draft, days, _marked(draft, days))
    if step <= Step.demand:
        _demand(draft, days)
    if step <= Step.demand and ends_month:
        _sum_up(draft, days)
    if ends_month:
        answer_month(draft, days)


def _clean(draft: Draft, days: Sequence[date], settled: pl.DataFrame) -> pl.DataFrame:
    """Contents and postings of many days at once: to clean and classify costs by the row, not by the day.

    Returns the marks of these postings, by which they are linked.
    """
    names = _names(days)
    before = draft.scan(LIFECYCLE, draft.before(LIFECYCLE, names[0]))
    changed = sightings.changed(days, draft.scan(SIGHTINGS, names), before).collect().lazy()
    landed = landing.scan(draft.store, "postings", _attempts(draft.store, days))
    stated = sightings.contents(sightings.landed_of(landed, settled.lazy()), changed)
    sources = {name: _sources(draft, name) for name in names}
    contents = draft.write_days(
        CONTENTS, stated, sources, lambda name: draft.made_from((CRAWLS, [name]), (SIGHTINGS, [name]))
    )
    classified = draft.write_days(
        POSTINGS,
        postings.postings(contents.lazy()),
        sources,
        lambda name: draft.made_from((CONTENTS, [name])),
    )
    return marks(contents.lazy(), classified.lazy()).collect()


def _marked(draft: Draft, days: Sequence[date]) -> pl.DataFrame:
    """The marks of postings that are classified already."""
    names = _names(days)
    return marks(draft.scan(CONTENTS, names), draft.scan(POSTINGS, names)).collect()


def _settled_again(draft: Draft, days: Sequence[date]) -> pl.DataFrame:
    """The ledger of days that are reduced already, settled again: attempts leave no trace in the tables."""
    before = [draft.scan(BOARDS, draft.before(BOARDS, f"day={day}")).with_columns(day=pl.lit(day)) for day in days]
    return ledger.settle(landing.scan(draft.store, "crawls", _attempts(draft.store, days)), pl.concat(before)).collect()


def _attempts(store: Store, days: Sequence[date]) -> list[landing.Attempt]:
    return [attempt for day in days for attempt in landing.attempts(store, day)]


def _sources(draft: Draft, partition: str) -> list[str]:
    return [path.rsplit("/", 1)[1].removesuffix(".parquet") for path in draft.files(CRAWLS, [partition])]


def _advance(draft: Draft, days: Sequence[date], progress: Progress) -> None:
    """The lifecycle of these days, each of which rests on that of the day before."""
    names = _names(days)
    observed = [_by_day(draft.scan(table, names)) for table in OBSERVED]
    alive = draft.scan(LIFECYCLE, draft.before(LIFECYCLE, names[0]))
    months = _months_before(draft, f"month={days[0]:%Y-%m}")
    closed = closings.last(draft.scan(CLOSINGS, months), draft.scan(POSTINGS, names)).collect().lazy()
    for day, name in zip(days, names, strict=True):
        before = (LIFECYCLE, draft.before(LIFECYCLE, name)), (CLOSINGS, months)
        made_from = draft.made_from(*((table, [name]) for table in OBSERVED), *before)
        of_day = [rows(day) for rows in observed]
        alive = draft.write(LIFECYCLE, name, lifecycle.advance(day, alive, closed, *of_day), made_from).lazy()
        progress(day)


def _months_before(draft: Draft, month: str) -> list[str]:
    """The partitions of `closings` in which the earlier spell of a repost may stand.

    None of its own month: what closed in it less than 31 days ago is reopened.
    """
    earlier = [name for name in draft.partitions(CLOSINGS) if name < month]
    return earlier[-closings.REPOST_MONTHS :]


def _by_day(rows: pl.LazyFrame) -> Callable[[date], pl.LazyFrame]:
    """The rows of a day, read for all days at once."""
    read = rows.collect()
    split = read.partition_by("day", as_dict=True)
    return lambda day: split.get((day,), read.clear()).lazy()


def _demand(draft: Draft, days: Sequence[date]) -> None:
    """Coverage and demand of many days at once."""
    names, base = _names(days), _base(draft, days)
    panel, crawls, alive = (draft.scan(table, names) for table in (BOARDS, CRAWLS, LIFECYCLE))
    covered = draft.write_days(
        COVERAGE,
        coverage.cover(panel, crawls, alive),
        _whole(days),
        lambda name: draft.made_from((LIFECYCLE, [name]), (BOARDS, [name]), (CRAWLS, [name])),
    )
    cells = demand.cells(alive, draft.scan(VACANCIES, names)).collect()
    before = draft.scan(DAILY, _week_before(draft, names[0]))
    draft.write_days(
        DAILY,
        demand.count(days, cells.lazy(), before, draft.scan(MONTHLY, base), covered.lazy()),
        _whole(days),
        lambda name: draft.made_from(
            *((table, [name]) for table in (LIFECYCLE, VACANCIES, COVERAGE)),
            *((DAILY, _week_before(draft, name)), (MONTHLY, base)),
        ),
        is_chained=True,
    )


def _week_before(draft: Draft, name: str) -> list[str]:
    """The partitions of demand that a day looks back to: those of the week that ends with it, at least the last one."""
    day = date.fromisoformat(name.removeprefix("day="))
    start = f"day={day - timedelta(days=demand.WEEK - 1)}"
    week = [earlier for earlier in draft.partitions(DAILY) if start <= earlier < name]
    return week or draft.before(DAILY, name)


def _base(draft: Draft, days: Sequence[date]) -> list[str]:
    """The first complete month, if there is one before that of these days: indices are set to it. As a list of one or none."""
    earlier = [partition for partition in draft.partitions(MONTHLY) if partition < f"month={days[0]:%Y-%m}"]
    complete = draft.scan(MONTHLY, earlier).filter("is_complete").select(pl.col("month").min()).collect().item()
    return [f"month={complete}"] if complete else []


def _sum_up(draft: Draft, days: Sequence[date]) -> None:
    """The demand of the month of these days, and what closed in it."""
    month, base = f"{days[0]:%Y-%m}", _base(draft, days)
    names = _days_of(draft, month)
    counted = [date.fromisoformat(name.removeprefix("day=")) for name in names]
    draft.write(
        MONTHLY,
        f"month={month}",
        months.sum_up(month, counted, draft.scan(DAILY, names), draft.scan(MONTHLY, base) if base else None),
        draft.made_from((DAILY, names), (MONTHLY, base)),
    )
    closed = closings.of_month(month, draft.scan(LIFECYCLE, names))
    draft.write(CLOSINGS, f"month={month}", closed, draft.made_from((LIFECYCLE, names)))


def _days_of(draft: Draft, month: str) -> list[str]:
    """The partitions of the days of a month that are counted."""
    return [name for name in draft.partitions(DAILY) if name.startswith(f"day={month}")]


def _adjust(draft: Draft, partition: str, last: Sequence[str]) -> None:
    """The shares of a month, whose `last` day is its stock, beside what they are without the classifier's known errors."""
    gold, monthly = gold_table(), draft.scan(MONTHLY, [partition])
    counted = pl.collect_all([adjusted.stock(draft.scan(LIFECYCLE, last)), adjusted.confusion(gold)])
    draft.write(
        ADJUSTED,
        partition,
        adjusted.beside(monthly, adjusted.adjust(*counted).lazy(), gold),
        draft.made_from((LIFECYCLE, last), (MONTHLY, [partition])),
    )


def _last(draft: Draft, month: str, names: Sequence[str]) -> None:
    """How long postings stay open, in the window that ends with a month, whose days are `names`."""
    partition = f"month={month}"
    start = f"month={durations.window_start(month):%Y-%m}"
    window = [name for name in draft.partitions(CLOSINGS) if start <= name <= partition]
    spells = durations.at_risk(month, draft.scan(CLOSINGS, window), draft.scan(LIFECYCLE, names[-1:])).collect()
    made_from = draft.made_from((CLOSINGS, window), (LIFECYCLE, names[-1:]))
    draft.write(DURATIONS, partition, durations.measure(month, spells), made_from)
