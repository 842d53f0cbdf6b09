"""Import of web archives: every page that ever held a schema.org posting is a board, every capture of it a crawl."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from dags.collecting.importing import Imported, Progress, check_name, land_days
from expectations.tables import TABLES
from spiders.fields import Unusable
from spiders.listing import Listing, Page
from spiders.markup import decoded
from spiders.schema_org import job_postings, names_a_posting, posting
from transforms import archived
from transforms.imported import ImportRefused
from warehouse.scratch import scratch
from warehouse.spool import Spool
from warehouse.store import Store, digest_of
from warehouse.warc import Archive, Capture

BYTES_AT_ONCE = 32 * 1024 * 1024
"""Of descriptions in memory before they are spooled."""
ROWS_AT_ONCE = 20_000
HELD = set(archived.CAPTURED).difference(("item",))
"""What a posting or a reject says of itself; a reject's `item` counts within its page."""


def import_archive(store: Store, file: Path, source: str, progress: Progress) -> Imported:
    """Land every capture of every page that holds a `JobPosting` in this archive, or did in what `source` landed before.

    Raises `ImportRefused` or `UnreadableFile`, before anything is written, where there is nothing to land.
    """
    check_name(source)
    with scratch("import") as folder:
        archive = Archive(file)
        spool, pages = _spooled(archive, folder, source, progress)
        rows = spool.scan()
        boards = pl.concat([archived.held_postings(rows), _known(store, source)]).unique()
        captures = archived.captures(rows, boards).collect()
        if captures.is_empty():
            raise ImportRefused(f"{file}: none of its {pages['page']:,} web pages holds a schema.org JobPosting")
        counted = archived.last_of_day(captures).lazy()
        unreadable = rows.filter(pl.col("kind") == "unreadable")
        landed = pl.concat([rows.join(counted, on="item", how="semi"), unreadable])
        done = land_days(store, landed, archived.parts, f"{digest_of(file)} archive", progress)
    return replace(done, notes=tuple(_notes(archive, pages, captures)))


def _notes(archive: Archive, pages: Counter[str], captures: pl.DataFrame) -> Iterator[str]:
    found = f"{pages['page']:,} web pages, {pages['with postings']:,} of them with postings"
    yield f"read {archive.records:,} records: {found}"
    if unanswered := captures.height - captures["is_answered"].sum():
        yield f"passed over {unanswered:,} revisits of pages whose earlier capture is not in the archive"
    if archive.broken:
        yield f"the archive breaks off after {archive.records:,} records ({archive.broken}); what was read before is kept"


def _known(store: Store, source: str) -> pl.LazyFrame:
    """Pages that held a posting in what was landed before: a capture that shows none, or that they are gone, ends it."""
    boards = TABLES["boards"]
    last = store.partitions(boards)[-1:] if store.exists() else []
    return store.scan(boards, last).filter(source=source).select("board")


def _spooled(archive: Archive, folder: Path, source: str, progress: Progress) -> tuple[Spool, Counter[str]]:
    spool, pages = Spool(folder), Counter[str]()
    waiting: list[dict[str, Any]] = []
    size = 0
    for capture in archive.captures():
        rows = _rows(capture)
        waiting += rows
        size += sum(len(row.get("description") or "") for row in rows)
        pages.update([capture.kind, *(["with postings"] if "title" in rows[0] else [])])
        if size > BYTES_AT_ONCE or len(waiting) >= ROWS_AT_ONCE:
            spool.add(archived.stated(pl.LazyFrame(waiting, archived.CAPTURED), source))
            waiting, size = [], 0
            progress(f"{archive.records:,} records")
    spool.add(archived.stated(pl.LazyFrame(waiting, archived.CAPTURED), source))
    return spool, pages


def _rows(capture: Capture) -> list[dict[str, Any]]:
    """A capture as rows of `archived.CAPTURED`: one for each posting and each reject, at least one."""
    about = {
        "item": capture.number,
        "url_captured": capture.url,
        "snapshot_at": capture.at,
        "kind": capture.kind,
        "digest": capture.digest,
        "is_cut": capture.is_cut,
    }
    return [about | held for held in _held(capture) or [{}]]


def _held(capture: Capture) -> list[dict[str, Any]]:
    if capture.kind == "unreadable":
        return [{"field": "record", "reason": capture.why, "value": capture.url[:200]}]
    if not names_a_posting(capture.body):
        return []
    try:
        items = job_postings(decoded(capture.body, capture.content_type), capture.url)
    except Unusable as error:
        return [{"field": error.field, "reason": error.reason, "value": error.value}]
    take = partial(posting, source="", board="", page=capture.url)
    found = Listing("", "").add(Page(items), take)
    return [{name: getattr(item, name) for name in item.__slots__ if name in HELD} for item in found]
