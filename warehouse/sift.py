"""Text files with broken lines, read line by line: polars reads such a file whole or not at all."""

import csv
import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO, cast

import polars as pl

from warehouse.files import UnreadableFile, kind_of
from warehouse.spool import Spool

AT_ONCE = 20_000
"""Lines held in memory."""
LONGEST_FIELD = 16 * 1024 * 1024
"""Characters. Python's own limit, 131,072, is shorter than some descriptions."""

Line = tuple[int, dict[str, str | None] | None, str]
"""Number of the line, from 1; the row it holds; or, where it holds none, why."""


def sift(path: Path, rows: Spool, broken: Spool) -> None:
    """Put what can be read of a CSV, TSV or JSON-lines file into `rows`, as texts, and the rest into `broken`.

    `broken` gets `item` (number of the line, from 1) and `reason`. Raises `UnreadableFile` where it is no UTF-8 text or no
    line of it can be read.
    """
    kind = kind_of(path)
    read = _objects if kind in ("jsonl", "ndjson") else _delimited
    count = 0
    try:
        with _opened(path) as text:
            lines = read(text, "\t" if kind == "tsv" else ",")
            while chunk := list(islice(lines, AT_ONCE)):
                count += _keep(chunk, rows, broken)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path}: no UTF-8 text; convert it first: iconv -f WINDOWS-1252 -t UTF-8") from error
    except (OSError, EOFError) as error:
        raise UnreadableFile(f"{path}: not readable as {kind}: {error}") from error
    if not count:
        raise UnreadableFile(f"{path}: not readable as {kind}: no line of it can be read")


def _opened(path: Path) -> TextIO:
    opener: Any = gzip.open if path.suffix.lower() == ".gz" else open
    return cast(TextIO, opener(path, "rt", encoding="utf-8-sig", newline=""))


def _keep(chunk: list[Line], rows: Spool, broken: Spool) -> int:
    good = [row for _, row, _ in chunk if row is not None]
    bad = [{"item": number, "reason": reason} for number, row, reason in chunk if row is None]
    if good:
        names = dict.fromkeys(name for row in good for name in row)
        rows.add(pl.LazyFrame(good, dict.fromkeys(names, pl.String)))
    if bad:
        broken.add(pl.LazyFrame(bad, {"item": pl.Int64, "reason": pl.String}))
    return len(good)


def _delimited(text: TextIO, separator: str) -> Iterator[Line]:
    usual = csv.field_size_limit(LONGEST_FIELD)
    lines = csv.reader(text, delimiter=separator, strict=True)
    try:
        header = next(lines, [])
        for line in lines:
            is_row = len(line) <= len(header)
            reason = f"{len(line)} fields where the first line names {len(header)}"
            yield lines.line_num, dict(zip(header, line, strict=False)) if is_row else None, reason
    except csv.Error as error:
        yield lines.line_num, None, f"{error}: nothing from here on could be read"
    finally:
        # The limit is the process's: who reads a panel next relies on it.
        csv.field_size_limit(usual)


def _objects(text: TextIO, _: str) -> Iterator[Line]:
    for number, line in enumerate(text, start=1):
        if line.strip():
            yield number, *_object(line)


def _object(line: str) -> tuple[dict[str, str | None] | None, str]:
    try:
        stated = json.loads(line)
    except (ValueError, RecursionError) as error:
        return None, f"no JSON: {error}"
    if not isinstance(stated, dict):
        return None, "no JSON object"
    return {name: value if isinstance(value, str | None) else json.dumps(value) for name, value in stated.items()}, ""
