"""Rows on their way to the landing, kept on disk: a file to import may be larger than memory."""

from pathlib import Path

import polars as pl

ROW_GROUP = 16_384
"""Rows in a row group: descriptions of 5 kB each make it 80 MB, and a group without a row of the days asked is passed over."""


class Spool:
    """Rows in Parquet files of a folder that is thrown away afterwards."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[Path] = []

    def add(self, rows: pl.LazyFrame) -> None:
        """Write rows, without ever holding all of them."""
        file = self._folder / f"{len(self._files):06}.parquet"
        rows.sink_parquet(file, row_group_size=ROW_GROUP, compression="lz4", mkdir=True)
        self._files.append(file)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added."""
        return not self._files

    def scan(self) -> pl.LazyFrame:
        """All rows added so far, in their order; a column that some of them lack is null there."""
        return pl.concat([pl.scan_parquet(file, glob=False) for file in self._files], how="diagonal")
