"""Files of postings that somebody already holds, read lazily."""

from pathlib import Path

import polars as pl


class UnreadableFile(Exception):
    """The file cannot be read; the message is one line that says what to do."""

    exit_code = 2


def scan_rows(path: Path) -> pl.LazyFrame:
    """The rows of a CSV, TSV, JSON-lines or Parquet file. Delimited files are read as texts: an id keeps its zeros.

    Raises `UnreadableFile` where the file is missing, of another kind, or broken.
    """
    readers = {
        ".parquet": lambda: pl.scan_parquet(path, glob=False),
        ".csv": lambda: pl.scan_csv(path, infer_schema=False, glob=False),
        ".tsv": lambda: pl.scan_csv(path, separator="\t", infer_schema=False, glob=False),
        ".jsonl": lambda: pl.scan_ndjson(path, infer_schema_length=None),
        ".ndjson": lambda: pl.scan_ndjson(path, infer_schema_length=None),
    }
    if path.suffix.lower() not in readers:
        raise UnreadableFile(f"{path}: cannot tell what it holds; give a file that ends in {', '.join(readers)}")
    if not path.is_file():
        raise UnreadableFile(f"{path}: no such file")
    try:
        rows = readers[path.suffix.lower()]()
        rows.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise UnreadableFile(f"{path}: not readable as {path.suffix[1:]}: {str(error).splitlines()[0]}") from error
    return rows
