"""The landing: `landing/day=D/source=S/attempt=NNN/`, verbatim and private. Everything else is derived from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl

from expectations.landed import PARTS
from warehouse.scratch import scratch
from warehouse.store import Store, write_parquets

Parts = Mapping[str, pl.DataFrame]
"""Postings, rejects and crawls, by these names."""
NOTHING = {part: pl.DataFrame(schema=schema) for part, schema in PARTS.items()}


@dataclass(frozen=True, order=True)
class Attempt:
    """One crawl or import of a source on a day. Attempts of a source are numbered from 1."""

    day: date
    source: str
    number: int

    def path(self, part: str) -> str:
        """Where the postings, rejects or crawls of the attempt lie."""
        return f"landing/day={self.day}/source={self.source}/attempt={self.number:03d}/{part}.parquet"


def days(store: Store) -> list[date]:
    """Days on which something was landed, sorted."""
    return [date.fromisoformat(name.removeprefix("day=")) for name in store.folders("landing")]


def attempts(store: Store, day: date) -> list[Attempt]:
    """The attempts of a day that happened, in the order of source and number."""
    paths = [Path(path) for path in store.paths(f"landing/day={day}") if path.endswith("/crawls.parquet")]
    return sorted(
        Attempt(day, path.parts[-3].removeprefix("source="), int(path.parts[-2].removeprefix("attempt=")))
        for path in paths
    )


def land(store: Store, day: date, source: str, parts: Parts, made_from: dict[str, str]) -> Attempt:
    """Put one attempt into the landing, as `land_all` does; its rows need name neither day nor source."""
    listing = {"day": pl.lit(day), "source": pl.lit(source)}
    named = {part: rows.with_columns(**listing) for part, rows in parts.items()}
    return land_all(store, [(day, source)], named, made_from)[0]


def land_all(
    store: Store, listings: Sequence[tuple[date, str]], parts: Parts, made_from: dict[str, str]
) -> list[Attempt]:
    """Put an attempt for each of these days and sources into the landing, its crawls last.

    `parts` holds the frames named in `expectations.landed.PARTS`, with the rows of all listings and their `day`. An attempt
    made from the same input as an earlier one (`made_from["input"]`) takes its place: importing a file twice changes
    nothing. Rows are sorted by board, so that the order in which boards answered leaves no trace.
    """
    split = {part: _by_listing(parts[part], schema) for part, schema in PARTS.items()}
    attempts = [Attempt(day, source, _number(store, day, source, made_from.get("input"))) for day, source in listings]
    with scratch("attempt") as folder:
        written = {
            attempt.path(part): split[part].get((attempt.day, attempt.source), NOTHING[part])
            for attempt in attempts
            for part in PARTS
        }
        write_parquets({folder / path: (rows, made_from) for path, rows in written.items()})
        for path in written:
            store.replace(folder / path, path)
    return attempts


def _by_listing(rows: pl.DataFrame, schema: pl.Schema) -> dict[tuple[Any, ...], pl.DataFrame]:
    """The rows of each day and source, with the columns of the landing, sorted by board."""
    whole = pl.concat([pl.DataFrame(schema={"day": pl.Date, **schema}), rows], how="diagonal")
    by_board = whole.select(*schema, landed_on="day", landed_by="source").sort("board", maintain_order=True)
    return by_board.partition_by("landed_on", "landed_by", as_dict=True, include_key=False, maintain_order=True)


def _number(store: Store, day: date, source: str, made_from: str | None) -> int:
    earlier = [attempt for attempt in attempts(store, day) if attempt.source == source]
    same = [item for item in earlier if made_from and store.footer(item.path("crawls")).get("input") == made_from]
    return same[0].number if same else max((item.number for item in earlier), default=0) + 1


def read_feed(folder: Path) -> dict[str, pl.DataFrame]:
    """The JSON-lines feeds that the spiders wrote into `folder`, as frames."""
    return {part: _read_lines(folder / f"{part}.jsonl", schema) for part, schema in PARTS.items()}


def _read_lines(path: Path, schema: pl.Schema) -> pl.DataFrame:
    return pl.read_ndjson(path, schema=schema) if path.stat().st_size else pl.DataFrame(schema=schema)


def scan(store: Store, part: str, chosen: list[Attempt]) -> pl.LazyFrame:
    """One part of these attempts, with the columns `day` and `attempt` before its own.

    Sorted by day and number, and scanned together where both are the same: a scan costs by the call.
    """
    together = groupby(sorted(chosen, key=_moment), key=_moment)
    frames = [
        store.scan_files([attempt.path(part) for attempt in attempts], PARTS[part]).select(
            pl.lit(day).alias("day"), pl.lit(number, pl.Int64).alias("attempt"), pl.all()
        )
        for (day, number), attempts in together
    ]
    schema = pl.Schema([("day", pl.Date), ("attempt", pl.Int64), *PARTS[part].items()])
    return pl.concat(frames) if frames else pl.LazyFrame(schema=schema)


def _moment(attempt: Attempt) -> tuple[date, int]:
    return attempt.day, attempt.number
