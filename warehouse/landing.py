"""The landing: `landing/day=D/source=S/attempt=NNN/`, verbatim and private. Everything else is derived from it."""

import tempfile
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import polars as pl

from expectations.landed import PARTS
from warehouse.store import Store, write_parquets


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


def land(store: Store, day: date, source: str, parts: dict[str, pl.DataFrame], made_from: dict[str, str]) -> Attempt:
    """Put one attempt into the landing, its crawls last.

    `parts` holds the frames named in `expectations.landed.PARTS`. An attempt made from the same input as an earlier
    one (`made_from["input"]`) takes its place: importing a file twice changes nothing. Rows are sorted by board, so that
    the order in which boards answered leaves no trace.
    """
    attempt = Attempt(day, source, _number(store, day, source, made_from.get("input")))
    with tempfile.TemporaryDirectory() as folder:
        local = {part: Path(folder) / f"{part}.parquet" for part in PARTS}
        write_parquets({path: (_landed(parts[part], PARTS[part]), made_from) for part, path in local.items()})
        for part, path in local.items():
            store.replace(path, attempt.path(part))
    return attempt


def _landed(rows: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    whole = pl.concat([pl.DataFrame(schema=schema), rows], how="diagonal").select(schema.names())
    return whole.sort("board", maintain_order=True)


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
