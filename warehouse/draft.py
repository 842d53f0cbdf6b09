"""A draft: partitions that are derived but not yet judged, laid over the store that they will go into."""

import json
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from threading import Lock

import polars as pl

from expectations.contracts import Table
from expectations.tables import TABLES
from warehouse.by_day import by_day
from warehouse.store import Footer, Store, StoreError, digest_of, footer_of, scan_parquet, write_parquets

MadeFrom = Callable[[str], Mapping[str, str]]
"""Partition → path and digest of each file that it is made from."""


class Draft:
    """Reads what is drafted before what is stored; writes only into `folder`, until it is put in place.

    Threads may share it as long as each table is written by one of them.
    """

    def __init__(self, store: Store, folder: Path, footer: Mapping[str, str]) -> None:
        self.store, self.folder = store, folder
        self.footer = {**footer, "is_synthetic": str(store.is_synthetic).lower()}
        self._drafted: dict[tuple[str, str], list[str]] = {}
        self._partitions: dict[str, list[str]] = {}
        self._digests: dict[str, str] = {}
        self._adding = Lock()

    @property
    def drafted(self) -> dict[tuple[str, str], list[str]]:
        """(table, partition) → relative paths of its files, in the order in which they were derived."""
        return dict(self._drafted)

    def partitions(self, table: Table) -> list[str]:
        """Partitions drafted or stored, sorted."""
        with self._adding:
            return list(self._known(table))

    def _known(self, table: Table) -> list[str]:
        if table.name not in self._partitions:
            drafted = {partition for name, partition in self._drafted if name == table.name}
            self._partitions[table.name] = sorted(drafted.union(self.store.partitions(table)))
        return self._partitions[table.name]

    def before(self, table: Table, partition: str) -> list[str]:
        """The last partition before this one, as a list of one; an empty list where this is the first."""
        known = self.partitions(table)
        place = bisect_left(known, partition)
        return known[max(place - 1, 0) : place]

    def files(self, table: Table, partitions: Sequence[str]) -> list[str]:
        """Relative paths of the files of these partitions."""
        return [path for name in partitions for path in self._files(table, name)]

    def _files(self, table: Table, partition: str) -> list[str]:
        return self._drafted.get((table.name, partition)) or self.store.files(table, partition)

    def scan(self, table: Table, partitions: Sequence[str]) -> pl.LazyFrame:
        """The rows of these partitions."""
        urls = [url for name in partitions for url in self._urls(table, name)]
        return scan_parquet(urls, table.schema)

    def _urls(self, table: Table, partition: str) -> list[str]:
        is_drafted = (table.name, partition) in self._drafted
        paths = self._files(table, partition)
        return [str(self.local(path)) if is_drafted else f"{self.store.url}/{path}" for path in paths]

    def local(self, path: str) -> Path:
        """Where a file lies until it is put in place. In one folder: one for each partition would cost as much as its file."""
        return self.folder / path.replace("/", "~")

    def digest(self, path: str) -> str:
        """SHA-256 of a file, drafted or stored."""
        if path not in self._digests:
            self._digests[path] = self.store.digest(path)
        return self._digests[path]

    def made_from(self, *upstream: tuple[Table, Sequence[str]]) -> dict[str, str]:
        """Path → digest of the files of these partitions, for the footer."""
        return {path: self.digest(path) for table, names in upstream for path in self.files(table, names)}

    def write(
        self, table: Table, partition: str, frame: pl.LazyFrame, inputs: Mapping[str, str], *, is_held: bool = False
    ) -> pl.DataFrame:
        """Draft one partition of a table over all sources and return its rows. `inputs`: what it is made from.

        `is_held` says that all of that is in memory. Polars' streaming engine would take 10 to 20 ms longer then, for a plan as
        long as that of `lifecycle`; where there are files to read, the other one may wait for threads that wait for it.
        """
        rows = table.conform(frame, is_one_partition=True).collect(engine="in-memory" if is_held else "streaming")
        self._put(table, {partition: {"all": rows}}, lambda _: inputs)
        return rows

    def write_days(
        self,
        table: Table,
        frame: pl.LazyFrame,
        files: Mapping[str, Sequence[str]],
        made_from: MadeFrom,
        *,
        is_chained: bool = False,
    ) -> pl.DataFrame:
        """Draft the days of a table in one go and return their rows.

        `files` names the files of each partition, with or without rows: its sources, or `all`. Partitions are written
        together, or, where each is made from the one before it (`is_chained`), in turn.
        """
        rows = table.conform(frame, is_one_partition=len(files) == 1).collect()
        split = _by_file(table, rows)

        def of(partition: str, name: str) -> pl.DataFrame:
            return split.get(name, {}).get(date.fromisoformat(partition.removeprefix("day=")), rows.clear())

        found = {partition: {name: of(partition, name) for name in names} for partition, names in files.items()}
        for together in [{name: found[name]} for name in found] if is_chained else [found]:
            self._put(table, together, made_from)
        return rows

    def _put(self, table: Table, partitions: Mapping[str, Mapping[str, pl.DataFrame]], made_from: MadeFrom) -> None:
        written: dict[Path, tuple[pl.DataFrame, Footer]] = {}
        for partition, files in partitions.items():
            paths = self._paths(table, partition, files)
            footer = self._footer(table, made_from(partition))
            written |= {self.local(path): (rows, footer) for path, rows in zip(paths, files.values(), strict=True)}
        write_parquets(written)
        for partition, files in partitions.items():
            self._add(table, partition, self._paths(table, partition, files))

    def _paths(self, table: Table, partition: str, files: Iterable[str]) -> list[str]:
        folder = f"tables/{table.name}" if table.partition == "none" else f"tables/{table.name}/{partition}"
        return [f"{folder}/{name}.parquet" for name in files]

    def _footer(self, table: Table, inputs: Mapping[str, str]) -> dict[str, str]:
        return {
            **self.footer,
            "table": table.name,
            "method_version": str(table.version),
            "inputs": json.dumps(inputs, sort_keys=True),
        }

    def _add(self, table: Table, partition: str, paths: list[str]) -> None:
        for path in paths:
            self._digests[path] = digest_of(self.local(path))
        with self._adding:
            if partition not in self._known(table):
                insort(self._known(table), partition)
            self._drafted[table.name, partition] = paths

    def put_in_place(self, tables: Sequence[tuple[str, str]]) -> int:
        """Put these drafted partitions into the store; returns how many files changed."""
        paths = [path for key in tables for path in self._drafted[key]]
        return sum(self.store.replace(self.local(path), path) for path in paths)

    def set_aside(self, folder: str) -> None:
        """Keep what is drafted in the store, below `folder`, where a draft in another process can take it up."""
        for paths in self._drafted.values():
            for path in paths:
                self.store.put(self.local(path), f"{folder}/{path}")

    def take_up(self, folder: str) -> None:
        """Go on with what was set aside. Raises `StoreError` where what it was made from has changed since."""
        fetched = self.folder / "aside"
        self.store.fetch(folder, fetched)
        aside = sorted(file.relative_to(fetched).as_posix() for file in fetched.rglob("*.parquet"))
        for path in aside:
            (fetched / path).rename(self.local(path))
        for (table, partition), paths in groupby(aside, key=lambda path: tuple(path.split("/")[1:3])):
            self._add(TABLES[table], partition, list(paths))
        stale = [path for path in aside if self._is_stale(path)]
        if stale:
            raise StoreError(f"{stale[0]} was made of what is no longer there: clear the tasks before this one, too")

    def _is_stale(self, path: str) -> bool:
        inputs = json.loads(footer_of(self.local(path))["inputs"])
        return any(self.digest(made_from) != digest for made_from, digest in inputs.items())


def _by_file(table: Table, rows: pl.DataFrame) -> dict[str, dict[date, pl.DataFrame]]:
    """Name of a file → the rows of each day that go into it; `rows` are sorted by day."""
    if not table.is_by_source:
        return {"all": by_day(rows)}
    sources = rows.partition_by("source", as_dict=True, maintain_order=True)
    return {source: by_day(of_source) for (source,), of_source in sources.items()}
