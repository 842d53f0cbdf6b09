"""The store: one partition, one Parquet file, one atomic replace, in a folder or under an `s3://` prefix."""

import errno
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast
from uuid import uuid4

import fsspec
import polars as pl
import pyarrow.parquet as pq

from expectations.contracts import Table

MARK = "store.json"
"""Says whether the store is synthetic. Written once, by the first writer."""

PARTIAL = ".part"
"""Suffix of a file that is being written, under a name of its own: a worker that was given up may still be writing when
another one has taken its task. `warehouse.sweep` removes what a killed one left."""


class StoreError(Exception):
    """The store refuses: the message says why, in one line, and what to do."""

    exit_code = 1


class Store:
    """Tables, landing and releases below `root`. Paths are relative to it, with `/`."""

    def __init__(self, root: str) -> None:
        self.fs, self.root = fsspec.core.url_to_fs(root, **({"use_listings_cache": False} if "://" in root else {}))
        self.is_local = "://" not in root
        self.url = os.path.abspath(root) if self.is_local else root.rstrip("/")

    # The mark -------------------------------------------------------------------------------------------------------

    def exists(self) -> bool:
        """Whether somebody has written here."""
        return bool(self.fs.exists(self._at(MARK)))

    @property
    def is_synthetic(self) -> bool:
        """Whether the data come from the sandbox."""
        if not self.exists():
            raise StoreError(f"there is no data in {self.url}: run `helpwanted refresh`, `import` or `demo` first")
        try:
            return bool(json.loads(self.fs.cat_file(self._at(MARK)))["is_synthetic"])
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f'{self.url}/{MARK} is broken: write {{"is_synthetic": false}} into it, true where the data are the sandbox\'s'
            ) from error

    def claim(self, *, is_synthetic: bool) -> None:
        """Make the store synthetic or real, for good. Raises `StoreError` where it is the other kind already."""
        if not self.exists():
            self.put_bytes(json.dumps({"is_synthetic": is_synthetic}).encode(), MARK)
        elif self.is_synthetic != is_synthetic:
            held, refused = ("synthetic", "real") if self.is_synthetic else ("real", "synthetic")
            raise StoreError(f"{self.url} holds {held} data and takes no {refused} data: name another folder")

    # Files ----------------------------------------------------------------------------------------------------------

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}"

    def paths(self, prefix: str) -> list[str]:
        """Relative paths of all files below `prefix`, sorted."""
        found = self.fs.find(self._at(prefix)) if self.fs.exists(self._at(prefix)) else []
        return sorted(path[len(self.root) + 1 :] for path in found if not path.endswith(PARTIAL))

    def folders(self, prefix: str) -> list[str]:
        """Names of the folders directly below `prefix`, sorted."""
        if not self.fs.exists(self._at(prefix)):
            return []
        if self.is_local:
            # fsspec asks for size and time of each: 5 ms for the days of a year, against 0.3.
            return sorted(entry.name for entry in os.scandir(self._at(prefix)) if entry.is_dir())
        below = self.fs.ls(self._at(prefix), detail=True)
        return sorted(Path(entry["name"]).name for entry in below if entry["type"] == "directory")

    def has(self, path: str) -> bool:
        """Whether this file is there."""
        return bool(self.fs.isfile(self._at(path)))

    def open(self, path: str) -> BinaryIO:
        """The file, for reading bytes."""
        return cast(BinaryIO, self.fs.open(self._at(path), "rb"))

    def put(self, local: Path, path: str, *, may_move: bool = False) -> None:
        """Put a local file in place, whole or not at all.

        An S3 object appears only when its upload is complete; a local file is copied beside its target and renamed. It may move
        there where nobody needs it any more: on one file system a name changes and no byte.
        """
        if not self.is_local:
            self.fs.put_file(str(local), self._at(path))
            return
        if may_move and self._move(local, path):
            return
        with self._partial(path) as partial:
            shutil.copyfile(local, partial)

    def _move(self, local: Path, path: str) -> bool:
        """Give the file its new name; says whether it could: not where it lies on another file system."""
        target = Path(self._at(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            local.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            return False
        return True

    def replace(self, local: Path, path: str) -> bool:
        """Move a local file into place unless exactly these bytes are there; says whether they were not."""
        if self.has(path) and self.digest(path) == digest_of(local):
            return False
        self.put(local, path, may_move=True)
        return True

    def put_bytes(self, content: bytes, path: str) -> None:
        """Put a small file in place, whole or not at all."""
        if not self.is_local:
            self.fs.pipe_file(self._at(path), content)
            return
        with self._partial(path) as partial:
            partial.write_bytes(content)

    @contextmanager
    def _partial(self, path: str) -> Iterator[Path]:
        """A file beside its target, which takes the target's place when the block is left without an error."""
        target = Path(self._at(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f"{target.name}.{uuid4().hex}{PARTIAL}")
        try:
            yield partial
            os.replace(partial, target)
        finally:
            partial.unlink(missing_ok=True)

    def fetch(self, prefix: str, folder: Path) -> None:
        """Copy all files below `prefix` into a local folder."""
        for path in self.paths(prefix):
            local = folder / Path(path).relative_to(prefix)
            local.parent.mkdir(parents=True, exist_ok=True)
            with self.open(path) as file, local.open("wb") as target:
                shutil.copyfileobj(file, target)

    def remove(self, path: str) -> None:
        """Take a file away."""
        self.fs.rm_file(self._at(path))

    def modified(self, path: str) -> datetime:
        """When the file was put in place (UTC)."""
        return cast(datetime, self.fs.modified(self._at(path)))

    def digest(self, path: str) -> str:
        """SHA-256 of the file, in hex."""
        with self.open(path) as file:
            return hashlib.file_digest(cast(io.BufferedReader, file), "sha256").hexdigest()

    def footer(self, path: str) -> dict[str, str]:
        """The key-value metadata that this project wrote into a Parquet file's footer."""
        with self.open(path) as file:
            return footer_of(file)

    # Tables ---------------------------------------------------------------------------------------------------------

    def partitions(self, table: Table) -> list[str]:
        """Partitions that are there, sorted: `day=2026-01-08`, `month=2026-01`, or `all` for an unpartitioned table."""
        if table.partition == "none":
            return ["all"] if self.has(f"tables/{table.name}/all.parquet") else []
        return [name for name in self.folders(f"tables/{table.name}") if name.startswith(f"{table.partition}=")]

    def files(self, table: Table, partition: str) -> list[str]:
        """Relative paths of the files of one partition, sorted."""
        prefix = f"tables/{table.name}"
        below = self.paths(prefix if partition == "all" else f"{prefix}/{partition}")
        return [path for path in below if path.endswith(".parquet")]

    def scan(self, table: Table, partitions: Sequence[str] | None = None) -> pl.LazyFrame:
        """The rows of these partitions (all of them without a list), lazily; no rows where nothing is there."""
        paths = [path for partition in partitions or () for path in self.files(table, partition)]
        if partitions is None:
            paths = [path for path in self.paths(f"tables/{table.name}") if path.endswith(".parquet")]
        return self.scan_files(paths, table.schema)

    def scan_files(self, paths: Sequence[str], schema: pl.Schema) -> pl.LazyFrame:
        """These Parquet files as one frame of this schema. A file older than a column has nulls in it."""
        return scan_parquet([f"{self.url}/{path}" for path in paths], schema)


def scan_parquet(urls: Sequence[str], schema: pl.Schema) -> pl.LazyFrame:
    """Parquet files as one lazy frame of this schema; no rows without files."""
    if not urls:
        return pl.LazyFrame(schema=schema)
    return pl.scan_parquet(
        list(urls),
        schema=schema,
        hive_partitioning=False,
        missing_columns="insert",
        extra_columns="ignore",
        glob=False,
    )


def digest_of(local: Path) -> str:
    """SHA-256 of a file on this machine, in hex."""
    with local.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


FOOTER_PREFIX = "helpwanted."


def footer_of(file: BinaryIO | Path) -> dict[str, str]:
    """The key-value metadata that this project wrote into the footer of an open Parquet file."""
    metadata = pq.read_metadata(file).metadata or {}
    texts = {key.decode(): value.decode() for key, value in metadata.items() if key.startswith(FOOTER_PREFIX.encode())}
    return {key.removeprefix(FOOTER_PREFIX): value for key, value in texts.items()}


Footer = Mapping[str, str]
"""What a file's footer says, by name."""


def write_parquet(frame: pl.DataFrame, path: Path, footer: Footer) -> None:
    """Write `frame` so that the same rows give the same bytes: zstd, statistics, fixed row groups, `footer` inside."""
    write_parquets({path: (frame, footer)})


def write_parquets(files: Mapping[Path, tuple[pl.DataFrame, Footer]]) -> None:
    """Write several frames, each to its path and with its footer, as `write_parquet` writes one.

    Small files cost by the call: sixty of them together take 0.8 ms of CPU each, one by one 1.4 ms.
    """
    for folder in {path.parent for path in files}:
        folder.mkdir(parents=True, exist_ok=True)
    pl.collect_all([_sink(frame, path, footer) for path, (frame, footer) in files.items()])


def _sink(frame: pl.DataFrame, path: Path, footer: Footer) -> pl.LazyFrame:
    metadata = {f"{FOOTER_PREFIX}{key}": value for key, value in footer.items()}
    return frame.lazy().sink_parquet(
        path,
        compression="zstd",
        compression_level=LEVEL,
        statistics=True,
        row_group_size=ROW_GROUP,
        metadata=metadata,
        lazy=True,
    )


LEVEL = 1
"""Of zstd. On tables of crypto_jobs_fyi it writes in two thirds of the CPU time of level 3, polars' own, and 4 to 11 % fewer
bytes: keys and hashes are hard to compress, and what repeats is in dictionaries already."""
ROW_GROUP = 131_072
"""Rows in a row group: large enough to scan, small enough to skip (DuckDB's default is 122,880, polars' 262,144)."""


@cache
def open_store(root: str) -> Store:
    """The store at `root`, opened once per process."""
    return Store(root)
