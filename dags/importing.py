"""Import: postings that somebody already holds become attempts in the landing, one for each day of the file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest
from pathlib import Path

import polars as pl

from transforms import imported
from transforms.imported import ImportRefused
from warehouse import landing
from warehouse.files import UnreadableFile, scan_rows
from warehouse.store import Store

SOURCE_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Imported:
    """What an import brought: days, postings landed, rows that could not be used."""

    days: list[date]
    postings: int
    rejected: int


def import_file(
    store: Store,
    file: Path,
    source: str,
    snapshot: str | date,
    mapping: Mapping[str, str],
    *,
    is_one_listing: bool,
) -> Imported:
    """Land the listings of a file. `snapshot` is the column that says when a row was listed, or the one day of the file.

    Raises `ImportRefused` or `UnreadableFile`, before anything is written, where the file as a whole cannot be used.
    """
    if not SOURCE_NAME.fullmatch(source):
        raise ImportRefused(f"--source {source!r}: use small letters, digits and _, beginning with a letter")
    rows = scan_rows(file)
    columns = imported.columns_of(rows.collect_schema(), mapping)
    try:
        read = imported.stated(rows, columns, snapshot).collect(engine="streaming")
    except pl.exceptions.ComputeError as error:
        raise UnreadableFile(f"{file}: {str(error).splitlines()[0]}") from error
    if read["day"].null_count() == read.height:
        raise ImportRefused(f"{file}: no row has a time that could be read in {snapshot}")
    listings = imported.last_listings(read, is_one_listing=is_one_listing)
    with file.open("rb") as opened:
        made_from = f"{file_digest(opened, 'sha256').hexdigest()} {sorted(columns.items())} {snapshot} {is_one_listing}"
    return _land(store, source, listings, made_from, is_one_listing=is_one_listing)


def _land(store: Store, source: str, listings: pl.DataFrame, made_from: str, *, is_one_listing: bool) -> Imported:
    store.claim(is_synthetic=False)
    days = listings.partition_by("day", as_dict=True, maintain_order=True)
    for (day,), rows in days.items():
        parts = {
            "postings": rows.filter(pl.col("field").is_null()),
            "rejects": imported.rejects(rows),
            "crawls": imported.crawls(rows, is_one_listing=is_one_listing),
        }
        named = {part: frame.with_columns(source=pl.lit(source)) for part, frame in parts.items()}
        landing.land(store, day, source, named, {"input": made_from})
    unusable = listings["field"].count()
    return Imported([day for (day,) in days], listings.height - unusable, unusable)
