"""What a killed process left is removed; what somebody may be writing is not."""

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from warehouse.scratch import scratch
from warehouse.store import PARTIAL, Store
from warehouse.sweep import ABANDONED, sweep

STAMPED = datetime(2010, 11, 10, 20, 48, 33, tzinfo=UTC)
"""When an upload was started, according to moto: always then."""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that no other test uses."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(str(tmp_path / "data"))
    store.put_bytes(b"good", "tables/coverage/all.parquet")
    return store


def touched(path: Path, ago: timedelta, content: bytes = b"half") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    then = (datetime.now(UTC) - ago).timestamp()
    for touched in (path, path.parent):
        os.utime(touched, (then, then))
    return path


LONG_AGO, JUST_NOW = ABANDONED * 2, timedelta(0)


def test_a_half_written_file_is_removed_when_it_is_old(store: Store, tmp_path: Path) -> None:
    old = touched(tmp_path / f"data/tables/coverage/all.parquet.1{PARTIAL}", LONG_AGO)
    young = touched(tmp_path / f"data/tables/coverage/all.parquet.2{PARTIAL}", JUST_NOW)
    assert sweep(store) == 1
    assert not old.exists()
    assert young.exists()


def test_whatever_its_age_nothing_is_removed_that_is_whole(store: Store, tmp_path: Path) -> None:
    whole = touched(tmp_path / "data/tables/crawls/day=2020-01-01/lever.parquet", LONG_AGO)
    assert sweep(store) == 0
    assert whole.exists()


def test_a_working_folder_is_removed_when_nothing_in_it_is_young(store: Store, temporary: Path) -> None:
    with scratch("draft") as working, scratch("draft") as killed:
        touched(killed / "tables/a.parquet", LONG_AGO)
        touched(working / "old.parquet", LONG_AGO)
        touched(working / "tables/young.parquet", JUST_NOW)
        os.utime(killed, (0, 0))
        assert sweep(store) == 1
        assert [folder.name for folder in temporary.iterdir()] == [working.name]
        killed.mkdir()  # so that the block can be left


def test_what_a_rebuild_set_aside_is_removed_when_it_is_old(store: Store, tmp_path: Path) -> None:
    old = touched(tmp_path / "data/drafts/1/tables/postings/day=2026-01-01/lever.parquet", LONG_AGO)
    young = touched(tmp_path / "data/drafts/2/tables/postings/day=2026-01-01/lever.parquet", JUST_NOW)
    assert sweep(store) == 1
    assert not old.exists()
    assert young.exists()


def test_what_a_rebuild_set_aside_in_a_bucket_is_removed_when_it_is_old(bucket: str) -> None:
    store, path = Store(f"{bucket}/data"), "drafts/1/tables/postings/day=2026-01-01/lever.parquet"
    store.put_bytes(b"aside", path)
    assert sweep(store) == 0
    assert sweep(store, datetime.now(UTC) + timedelta(minutes=1)) == 1
    assert not store.has(path)


def test_folders_of_others_are_left_alone(store: Store, temporary: Path) -> None:
    theirs = touched(temporary / "helpwanted-release-20260101/index.html", LONG_AGO)
    assert sweep(store) == 0
    assert theirs.exists()


@pytest.mark.parametrize(("before", "left"), [(STAMPED, 1), (STAMPED + timedelta(seconds=1), 0)])
def test_an_unfinished_upload_is_aborted_when_it_is_old(bucket: str, before: datetime, left: int) -> None:
    store, beside = Store(f"{bucket}/data"), Store(f"{bucket}/data-of-others")
    for whose in (store, beside):
        target, _, prefix = whose.root.partition("/")
        whose.fs.call_s3("create_multipart_upload", Bucket=target, Key=f"{prefix}/tables/coverage/all.parquet")
    assert sweep(store, before) == 1 - left
    uploads = store.fs.call_s3("list_multipart_uploads", Bucket=target).get("Uploads", ())
    assert [upload["Key"].partition("/")[0] for upload in uploads] == ["data"] * left + ["data-of-others"]


def test_a_store_that_is_not_there_yet_has_nothing_to_sweep(tmp_path: Path, bucket: str) -> None:
    assert sweep(Store(str(tmp_path / "none"))) == 0
    assert sweep(Store(f"{bucket}/none")) == 0
