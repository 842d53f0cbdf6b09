"""What became of the postings, into a draft: contents, cleaned postings, their lifecycle, and what closed."""

from collections.abc import Callable, Sequence
from datetime import date

import polars as pl

from dags.deriving.chunks import by_month, month_of, names_of
from dags.deriving.observing import attempts_of, sources_of
from expectations.tables import TABLES
from transforms import closings, lifecycle, postings, sightings
from transforms.linking.marks import marks
from warehouse import landing
from warehouse.by_day import by_day
from warehouse.draft import Draft

CRAWLS, BOARDS = TABLES["crawls"], TABLES["boards"]
SIGHTINGS, REJECTS, CONTENTS, POSTINGS = (TABLES[name] for name in ("sightings", "rejects", "contents", "postings"))
LIFECYCLE, CLOSINGS = TABLES["lifecycle"], TABLES["closings"]
OBSERVED = (SIGHTINGS, REJECTS, POSTINGS, CRAWLS, BOARDS)
"""What a day of `lifecycle` is made from, beside the day before."""


def clean(draft: Draft, days: Sequence[date], settled: pl.DataFrame) -> pl.DataFrame:
    """Contents and postings of many days at once: to clean and classify costs by the row, not by the day.

    Returns the marks of the postings that came in, by which they are linked.
    """
    names = names_of(days)
    before = draft.scan(LIFECYCLE, draft.before(LIFECYCLE, names[0]))
    changed = sightings.changed(days, draft.scan(SIGHTINGS, names), before).collect().lazy()
    landed = landing.scan(draft.store, "postings", attempts_of(draft.store, days))
    stated = sightings.contents(sightings.landed_of(landed, settled.lazy()), changed)
    sources = {name: sources_of(draft, name) for name in names}
    contents = draft.write_days(
        CONTENTS, stated, sources, lambda name: draft.made_from((CRAWLS, [name]), (SIGHTINGS, [name]))
    )
    classified = draft.write_days(
        POSTINGS,
        postings.postings(contents.lazy()),
        sources,
        lambda name: draft.made_from((CONTENTS, [name])),
    )
    came = changed.filter("is_first")
    return _marks_of(came, contents.lazy(), classified.lazy())


def classify(draft: Draft, days: Sequence[date]) -> None:
    """Draft the postings of these days from their contents, on which alone they rest."""
    names = [name for name in names_of(days) if (POSTINGS.name, name) not in draft.drafted]
    classified = postings.postings(draft.scan(CONTENTS, names))
    sources = {name: sources_of(draft, name) for name in names}
    draft.write_days(POSTINGS, classified, sources, lambda name: draft.made_from((CONTENTS, [name])))


def marked(draft: Draft, days: Sequence[date]) -> pl.DataFrame:
    """The marks of postings that are classified already, and came in on these days."""
    contents, classified, alive = (draft.scan(table, names_of(days)) for table in (CONTENTS, POSTINGS, LIFECYCLE))
    came = alive.filter(pl.col("first_seen_on") == pl.col("day"))
    return _marks_of(came, contents, classified)


def _marks_of(came: pl.LazyFrame, contents: pl.LazyFrame, classified: pl.LazyFrame) -> pl.DataFrame:
    """The marks of postings on the day on which each came in."""
    key = ["day", "posting_key"]
    return marks(contents.join(came, on=key, how="semi"), classified.join(came, on=key, how="semi")).collect()


def advance(
    draft: Draft, days: Sequence[date], ended: Sequence[Sequence[date]], progress: Callable[[date], None]
) -> None:
    """Draft the lifecycle of these days, each of which rests on that of the day before, and what closed in months that end."""
    observed = [_by_day(draft.scan(table, names_of(days))) for table in OBSERVED]
    alive = draft.scan(LIFECYCLE, draft.before(LIFECYCLE, f"day={days[0]}")).collect().lazy()
    for of_month in by_month(days):
        alive = _advance(draft, of_month, observed, alive, progress)
        if of_month in ended:
            close(draft, month_of(of_month[0]))


def _advance(
    draft: Draft,
    days: Sequence[date],
    observed: Sequence[Callable[[date], pl.LazyFrame]],
    alive: pl.LazyFrame,
    progress: Callable[[date], None],
) -> pl.LazyFrame:
    """Draft the lifecycle of days of one month, after which so many are `alive`; returns that of the last."""
    months = _months_before(draft, f"month={month_of(days[0])}")
    closed = closings.last(draft.scan(CLOSINGS, months), draft.scan(POSTINGS, names_of(days))).collect().lazy()
    for day, name in zip(days, names_of(days), strict=True):
        before = (LIFECYCLE, draft.before(LIFECYCLE, name)), (CLOSINGS, months)
        made_from = draft.made_from(*((table, [name]) for table in OBSERVED), *before)
        of_day = [rows(day) for rows in observed]
        advanced = lifecycle.advance(day, alive, closed, *of_day)
        alive = draft.write(LIFECYCLE, name, advanced, made_from, is_held=True).lazy()
        progress(day)
    return alive


def close(draft: Draft, month: str) -> None:
    """Draft what closed in a month whose days are there."""
    names = [name for name in draft.partitions(LIFECYCLE) if name.startswith(f"day={month}")]
    closed = closings.of_month(month, draft.scan(LIFECYCLE, names))
    draft.write(CLOSINGS, f"month={month}", closed, draft.made_from((LIFECYCLE, names)))


def _months_before(draft: Draft, month: str) -> list[str]:
    """The partitions of `closings` in which the earlier spell of a repost may stand.

    None of its own month: what closed in it less than 31 days ago is reopened.
    """
    earlier = [name for name in draft.partitions(CLOSINGS) if name < month]
    return earlier[-closings.REPOST_MONTHS :]


def _by_day(rows: pl.LazyFrame) -> Callable[[date], pl.LazyFrame]:
    """The rows of a day, read for all days at once."""
    read = rows.collect()
    split = by_day(read)
    return lambda day: split.get(day, read.clear()).lazy()
