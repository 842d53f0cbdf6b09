"""Text files with broken lines, read line by line: polars reads such a file whole or not at all."""

import csv
import gzip
import json
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TextIO, cast

import polars as pl

from warehouse.files import TEXTS, UnreadableFile, kind_of
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
    lines, count = _lines(path), 0
    while chunk := list(islice(lines, AT_ONCE)):
        count += _keep(chunk, rows, broken)
    if not count:
        raise UnreadableFile(f"{path}: not readable as {kind_of(path)}: no line of it can be read")


@contextmanager
def naming_what_is_broken(path: Path) -> Iterator[None]:
    """Where a block cannot read the rows of `path`, it raises `UnreadableFile`, which names the first line that is broken."""
    try:
        yield
    except pl.exceptions.PolarsError as error:
        said = _first_broken(path) or str(error).splitlines()[0]
        raise UnreadableFile(f"{path}: not readable as {kind_of(path)}: {said}") from error


def _first_broken(path: Path) -> str | None:
    if kind_of(path) not in TEXTS:
        return None
    with closing(_lines(path)) as lines:
        return next((f"line {number}: {reason}" for number, row, reason in lines if row is None), None)


def _lines(path: Path) -> Generator[Line]:
    kind = kind_of(path)
    read = _objects if kind in ("jsonl", "ndjson") else _delimited
    try:
        with _opened(path) as text:
            yield from read(text, "\t" if kind == "tsv" else ",")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path}: no UTF-8 text; convert it first: iconv -f WINDOWS-1252 -t UTF-8") from error
    except (OSError, EOFError) as error:
        raise UnreadableFile(f"{path}: not readable as {kind}: {error}") from error


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
    first = 1
    try:
        header = next(lines, [])
        first = lines.line_num + 1
        for line in lines:
            is_row = len(line) <= len(header)
            reason = f"{len(line)} fields where the first line names {len(header)}"
            yield lines.line_num, dict(zip(header, line, strict=False)) if is_row else None, reason
            first = lines.line_num + 1
    except csv.Error as error:
        yield first, None, f"{error}: nothing from here on could be read; is a quotation mark missing?"
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
