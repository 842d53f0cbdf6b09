"""Files of postings that somebody already holds, read lazily."""

from collections.abc import Callable
from pathlib import Path

import polars as pl


class UnreadableFile(Exception):
    """The file cannot be read; the message is one line that says what to do."""

    exit_code = 2


READERS: dict[str, Callable[[Path], pl.LazyFrame]] = {
    "parquet": lambda path: pl.scan_parquet(path, glob=False),
    "csv": lambda path: pl.scan_csv(path, infer_schema=False, glob=False),
    "tsv": lambda path: pl.scan_csv(path, separator="\t", infer_schema=False, glob=False),
    "jsonl": lambda path: pl.scan_ndjson(path, infer_schema_length=None),
    "ndjson": lambda path: pl.scan_ndjson(path, infer_schema_length=None),
}
TEXTS = ("csv", "tsv", "jsonl", "ndjson")
"""Kinds that stand in lines and may be compressed with gzip: `postings.csv.gz`."""


def kind_of(path: Path) -> str:
    """Which of `READERS` reads a file, by its name. Raises `UnreadableFile` where none does, or nothing is there."""
    name = path.name.lower()
    kind = name.removesuffix(".gz").rpartition(".")[2]
    if kind not in READERS or (name.endswith(".gz") and kind not in TEXTS):
        known = ", ".join(f".{kind}" for kind in READERS)
        raise UnreadableFile(
            f"{path}: cannot tell what it holds; give a file that ends in {known} (a text may be in .gz besides)"
        )
    if not path.is_file():
        raise UnreadableFile(f"{path}: no such file")
    return kind


def scan_rows(path: Path) -> pl.LazyFrame:
    """The rows of a CSV, TSV, JSON-lines or Parquet file. Delimited files are read as texts: an id keeps its zeros.

    Raises `UnreadableFile` where the file is missing, of another kind, or broken.
    """
    kind = kind_of(path)
    try:
        rows = READERS[kind](path)
        rows.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise UnreadableFile(f"{path}: not readable as {kind}: {str(error).splitlines()[0]}") from error
    return rows
