"""From the landing to the tables, one day after the other, into a draft: what is observed, what becomes of it, what it counts."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

import polars as pl

from dags.deriving import counting, following, observing
from dags.deriving.choosing import Step
from dags.deriving.chunks import ARRIVING_DAYS, CHUNK_DAYS, Chunk, chunks
from dags.deriving.linking import link_days
from expectations.tables import TABLES
from transforms import roles
from transforms.linking.linkage import linkage_table
from warehouse.draft import Draft

ROLES, LINKAGE = TABLES["roles"], TABLES["linkage"]

Progress = Callable[[date], None]
Whole = Callable[[Sequence[date]], None]
"""Told when all that is made of these days, in their order, is drafted."""
Stage = Callable[[Draft, Sequence[date], Progress, Whole], None]

AHEAD = 2
"""Chunks on their way beside the one that is counted: one for each stage before."""


def reduce_days(draft: Draft, days: Sequence[date], progress: Progress, whole: Whole) -> None:
    """Draft what was observed: crawls, traffic, boards, sightings and rejects of each day."""
    for chunk, _ in chunks(draft, days):
        observing.reduce(draft, chunk, progress)
        whole(chunk)
    observing.describe_sources(draft, days)


def count_days(draft: Draft, days: Sequence[date], progress: Progress, whole: Whole) -> None:
    """Draft what it means: contents, postings, lifecycle, coverage and demand of each day and month, and roles."""
    _describe_method(draft)
    for chunk in chunks(draft, days):
        marked = _follow(draft, chunk, observing.settled_again(draft, chunk[0]), progress)
        _count(draft, chunk, marked)
        whole(chunk[0])


def derive_days(
    draft: Draft, days: Sequence[date], progress: Progress, whole: Whole, arrives: Progress | None = None
) -> None:
    """Both, chunk by chunk. `arrives(day)` is called before a day is read and may wait until it is landed.

    What is observed does not rest on what became of the postings before, nor that on what was counted. So each of the
    three has a thread that goes through the chunks, and none waits for a later one: queries of some days keep one core busy.
    """
    _describe_method(draft)
    with ThreadPoolExecutor(1) as observe, ThreadPoolExecutor(1) as follow, ThreadPoolExecutor(1) as count:

        def observed(days: Sequence[date]) -> pl.DataFrame:
            if arrives:
                arrives(days[-1])
            return observing.reduce(draft, days, progress)

        def followed(chunk: Chunk, settled: Future[pl.DataFrame]) -> pl.DataFrame:
            return _follow(draft, chunk, settled.result(), progress)

        def counted(chunk: Chunk, marked: Future[pl.DataFrame]) -> None:
            _count(draft, chunk, marked.result())
            whole(chunk[0])

        coming: deque[Future[None]] = deque()
        for chunk in chunks(draft, days, ARRIVING_DAYS if arrives else CHUNK_DAYS):
            settled = observe.submit(observed, chunk[0])
            marked = follow.submit(followed, chunk, settled)
            coming.append(count.submit(counted, chunk, marked))
            if len(coming) > AHEAD:
                coming.popleft().result()
        for last in coming:
            last.result()
    observing.describe_sources(draft, days)


def derive_from(step: Step, draft: Draft, days: Sequence[date], progress: Progress, whole: Whole) -> None:
    """Draft what this step, later than `reduce`, and all after it make; what earlier ones have made is read as it stands."""
    if step <= Step.clean:
        count_days(draft, days, progress, whole)
        return
    _describe_method(draft)
    for chunk in chunks(draft, days):
        _derive_from(step, draft, chunk, progress)
        whole(chunk[0])


def _derive_from(step: Step, draft: Draft, chunk: Chunk, progress: Progress) -> None:
    """From a step after `clean` on, but for what is drafted already."""
    days, ended = chunk
    if step <= Step.classify:
        following.classify(draft, days)
        following.advance(draft, days, ended, progress)
    if step <= Step.link:
        link_days(draft, days, following.marked(draft, days))
    if step <= Step.demand:
        counting.count(draft, days)
    for month in ended:
        if step <= Step.demand:
            counting.sum_up(draft, month)
        counting.answer_month(draft, month)


def _follow(draft: Draft, chunk: Chunk, settled: pl.DataFrame, progress: Progress) -> pl.DataFrame:
    """Draft what became of the postings; `settled` is the ledger, with the attempts that count. Returns their marks."""
    days, ended = chunk
    marked = following.clean(draft, days, settled)
    following.advance(draft, days, ended, progress)
    return marked


def _count(draft: Draft, chunk: Chunk, marked: pl.DataFrame) -> None:
    """Draft vacancies, demand, and what is asked of the months that end."""
    days, ended = chunk
    link_days(draft, days, marked)
    counting.count(draft, days)
    for month in ended:
        counting.sum_up(draft, month)
        counting.answer_month(draft, month)


def _describe_method(draft: Draft) -> None:
    """What is counted with: the roles, and how rightly postings are linked."""
    draft.write(ROLES, "all", roles.roles_table(), {})
    draft.write(LINKAGE, "all", linkage_table(), {})
