"""Import: postings that somebody already holds become attempts in the landing, one for each day of the file."""

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from dags.collecting.crawling import today
from transforms import imported
from transforms.imported import ImportRefused
from warehouse import landing
from warehouse.files import TEXTS, UnreadableFile, kind_of, scan_rows
from warehouse.scratch import scratch
from warehouse.sift import sift
from warehouse.spool import Spool
from warehouse.store import Store, digest_of

SOURCE_NAME = re.compile(r"[a-z][a-z0-9_]*")
BYTES_AT_ONCE, LANDERS = 64 * 1024 * 1024, 2
"""Of rows in memory, whole days at a time, and so many times while they are landed: many small files keep one core busy."""

Parts = Callable[[pl.DataFrame], dict[str, pl.DataFrame]]
"""Postings, rejects and crawls of the listings of some days."""
Progress = Callable[[Any], None]


@dataclass(frozen=True)
class Imported:
    """What an import brought: days, postings landed, rows that could not be used."""

    days: list[date]
    postings: int
    rejected: int
    notes: tuple[str, ...] = ()
    """What else there is to know, each in one line."""


def import_file(
    store: Store,
    file: Path,
    source: str,
    snapshot: str | date,
    mapping: Mapping[str, str],
    is_one_listing: bool,
    list_column: str | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Land the listings of a file. `snapshot` is the column that says when a row was listed, or the one day of the file.

    With `list_column` the file holds several lists, each a source of its own. Rows of days that have not begun are rejected.
    Raises `ImportRefused` or `UnreadableFile`, before anything is written, where the file as a whole cannot be used.
    """
    check_name(source)
    if isinstance(snapshot, date):
        _refuse_ahead(snapshot)
    state = partial(imported.stated, mapping=mapping, snapshot=snapshot, source=source, list_column=list_column)
    with scratch("import") as folder:
        rows = _spooled(file, folder, lambda rows: imported.until(state(rows), today())).scan()
        count, last = rows.select(pl.len(), pl.col("day").max()).collect().row(0)
        if last is None:
            lacking = f" has a time that could be read in {snapshot} and has come" if count else " is in it"
            raise ImportRefused(f"{file}: no row{lacking}")
        made_from = f"{digest_of(file)} {sorted(mapping.items())} {snapshot} {is_one_listing} {list_column}"
        return land_days(store, rows, partial(_parts, is_one_listing=is_one_listing), made_from, progress)


def _spooled(file: Path, folder: Path, state: Callable[[pl.LazyFrame], pl.LazyFrame]) -> Spool:
    """The rows as `state` states them. A text that cannot be read as a whole is read line by line."""
    spool = Spool(folder)
    try:
        spool.add(state(scan_rows(file)))
    except (UnreadableFile, pl.exceptions.ComputeError, OSError) as error:
        if kind_of(file) not in TEXTS:
            if isinstance(error, UnreadableFile):
                raise
            raise UnreadableFile(f"{file}: {str(error).splitlines()[0]}") from error
        spool, rows, broken = Spool(folder / "stated"), Spool(folder / "rows"), Spool(folder / "broken")
        sift(file, rows, broken)
        spool.add(state(rows.scan()))
        if not broken.is_empty:
            spool.add(imported.unread_lines(broken.scan()))
    return spool


def check_name(source: str) -> None:
    """Raises `ImportRefused` for a name that cannot stand in paths and keys."""
    if not SOURCE_NAME.fullmatch(source):
        raise ImportRefused(f"--source {source!r}: use small letters, digits and _, beginning with a letter")


def _refuse_ahead(day: date) -> None:
    if day > today():
        raise ImportRefused(f"{day} has not begun: give today, {today()} (UTC), or the day on which it was listed")


def land_days(
    store: Store, rows: pl.LazyFrame, parts: Parts, made_from: str, progress: Progress | None = None
) -> Imported:
    """Land spooled rows with day, source and board, a few days in memory at a time, some of them while the next are read.

    Raises `ImportRefused`, before anything is written, for a day that has not begun.
    """
    sizes = imported.sizes(rows).collect()
    _refuse_ahead(max(sizes["day"], default=today()))
    store.claim(is_synthetic=False)
    unlisted = imported.unlisted(rows, sizes.lazy()).collect()
    postings = rejected = 0
    with ThreadPoolExecutor(LANDERS) as lander:
        coming: deque[Future[None]] = deque()
        for first, last in _stretches(sizes):
            of_days = imported.listed(rows.filter(pl.col("day").is_between(first, last)), sizes.lazy()).collect()
            of_days = pl.concat([of_days, unlisted.filter(pl.col("day").is_between(first, last))], how="diagonal")
            held = parts(of_days)
            postings, rejected = postings + held["postings"].height, rejected + held["rejects"].height
            if len(coming) == LANDERS:
                coming.popleft().result()
            listings = of_days.select("day", "source").unique().sort("day", "source").rows()
            coming.append(lander.submit(_land, store, listings, held, made_from, progress or _silent))
        for landed in coming:
            landed.result()
    return Imported(sizes["day"].unique().sort().to_list(), postings, rejected)


def _land(
    store: Store,
    listings: Sequence[tuple[date, str]],
    held: Mapping[str, pl.DataFrame],
    made_from: str,
    progress: Progress,
) -> None:
    landing.land_all(store, listings, held, {"input": made_from})
    for day in dict.fromkeys(day for day, _ in listings):
        progress(day)


def _silent(day: date) -> None:
    """No progress."""


def _stretches(sizes: pl.DataFrame) -> list[tuple[date, date]]:
    """First and last of so many days in a row as fit into memory together, at least one."""
    days = sizes.group_by("day").agg(pl.col("bytes").sum()).sort("day")
    stretches = days.group_by((pl.col("bytes").cum_sum() - 1) // BYTES_AT_ONCE, maintain_order=True)
    return stretches.agg(first=pl.col("day").min(), last=pl.col("day").max()).select("first", "last").rows()


def _parts(rows: pl.DataFrame, *, is_one_listing: bool) -> dict[str, pl.DataFrame]:
    listings = imported.identified(imported.last_listings(rows, is_one_listing=is_one_listing).lazy()).collect()
    return {
        "postings": listings.filter(pl.col("field").is_null()),
        "rejects": imported.rejects(listings),
        "crawls": imported.crawls(listings, is_one_listing=is_one_listing),
    }
