"""What a killed process left behind: half-written files, unfinished uploads, working folders, drafts that were set aside. Swept
when nobody can be at work on them any more.
"""

import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from warehouse.scratch import PREFIX
from warehouse.store import PARTIAL, Store

DRAFTS = "drafts"
"""Where rebuilds set months aside, in a folder each."""

ABANDONED = timedelta(days=1)
"""Untouched for so long: a task is ended after two hours, a whole run after six (dags/conventions.py)."""


def sweep(store: Store, before: datetime | None = None) -> int:
    """Remove what nobody has touched since `before` (UTC; else a day ago), of this store and on this machine.

    Returns how many files, uploads and folders that were. Raises what the store raises, such as `PermissionError` where a
    bucket does not let its unfinished uploads be listed.
    """
    limit = before or datetime.now(UTC) - ABANDONED
    unfinished = (_sweep_files if store.is_local else _sweep_uploads)(store, limit)
    return unfinished + _sweep_drafts(store, limit) + sweep_scratch(limit)


def sweep_scratch(before: datetime) -> int:
    """Remove the working folders in which nothing was written since `before`."""
    left = [folder for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*") if _last_touched(folder) < before]
    for folder in left:
        # Another process may be sweeping the same folder.
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def _sweep_files(store: Store, before: datetime) -> int:
    # `rglob` takes nearly twice as long to look through the folders of a year.
    found = (Path(folder, name) for folder, _, names in os.walk(store.root) for name in names if name.endswith(PARTIAL))
    left = [file for file in found if _last_touched(file) < before]
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)


def _sweep_drafts(store: Store, before: datetime) -> int:
    """What a rebuild set aside and did not live to remove."""
    left = [path for path in store.paths(DRAFTS) if store.modified(path) < before]
    for path in left:
        store.remove(path)
    return len(left)


def _last_touched(path: Path) -> datetime:
    """When something was last written at or below a path; now, where it has just gone."""
    try:
        return datetime.fromtimestamp(max(part.lstat().st_mtime for part in (path, *path.rglob("*"))), UTC)
    except FileNotFoundError:
        return datetime.now(UTC)


def _sweep_uploads(store: Store, before: datetime) -> int:
    """An object appears when its upload is complete; the parts of one that never will be are invisible, and cost money."""
    bucket, _, prefix = store.root.partition("/")
    answer = store.fs.call_s3("list_multipart_uploads", Bucket=bucket, Prefix=f"{prefix}/" if prefix else "")
    left: list[dict[str, Any]] = [upload for upload in answer.get("Uploads", ()) if upload["Initiated"] < before]
    for upload in left:
        store.fs.abort_mpu(bucket, upload["Key"], upload["UploadId"])
    return len(left)
