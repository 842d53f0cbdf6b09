"""A disk that is full: the day that does not fit is not in place, the one before it is, and there is an alert."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dags import steps
from dags.scheduling.in_process import DagRunFailed, run_day
from spiders.sandbox.market import DEFAULT_SEED
from tests.markets import WellMarket, answering

pytestmark = [pytest.mark.airflow, pytest.mark.slow]

BEFORE, DAY = date(2026, 3, 2), date(2026, 3, 3)
ROOM = 40_000
"""Bytes that are left: a few files of a day go in, all of them do not."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system, for the tables alone."""
    tables = tmp_path / "data" / "tables"
    tables.mkdir(parents=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", tables], check=False).returncode:
        pytest.skip("a small file system can be mounted by root alone, and not in every container")
    yield tables
    subprocess.run(["umount", tables], check=True)


@pytest.fixture
def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where the log of a failed run is left
    monkeypatch.setenv("HELPWANTED_DATA", str(tmp_path / "data"))
    with answering(WellMarket(DEFAULT_SEED, BEFORE, 2, open_at_once=100, sources=("lever",))) as url:
        monkeypatch.setenv("HELPWANTED_SANDBOX", url)
        yield


def in_place(disk: Path, day: date) -> dict[str, bytes]:
    return {str(path.relative_to(disk)): path.read_bytes() for path in disk.glob(f"*/day={day}/*.parquet")}


@pytest.mark.usefixtures("sandbox")
def test_a_full_disk_leaves_the_day_before_live_and_is_told_and_a_cleared_task_recovers(disk: Path) -> None:
    steps.crawl_all(BEFORE)
    steps.rebuild()
    live = in_place(disk, BEFORE)
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize
    (disk / "somebody else's").write_bytes(bytes(free - ROOM))

    with pytest.raises(DagRunFailed, match=r"task reduce: \[Errno 28\] No space left on device") as failed:
        run_day(DAY)
    log = Path(re.findall(r"log: (.*)\)", str(failed.value))[0]).read_text()
    assert "ALERT task failed: collect_postings.reduce" in log
    assert f"What is live stands: counted to {BEFORE}." in log
    assert in_place(disk, BEFORE) == live
    for path in in_place(disk, DAY):
        pl.read_parquet(disk / path)  # whole, if it is there

    (disk / "somebody else's").unlink()
    steps.reduce(DAY)
    steps.count(DAY)
    recovered = in_place(disk, DAY)
    assert any(name.startswith("demand_daily/") for name in recovered)
    steps.rebuild()
    assert in_place(disk, DAY) == recovered
