import tempfile
from datetime import date
from pathlib import Path

import pytest

from dags.in_process import DagRunFailed, run_day
from spiders.sandbox import server

pytestmark = pytest.mark.airflow

DAY = date(2026, 6, 30)


def test_a_task_that_fails_is_named_and_what_came_before_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    (data / "tables").mkdir(parents=True)
    (data / "tables" / "coverage").write_text("a file where `count` needs a folder")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where the log of a failed run is left
    monkeypatch.setenv("HELPWANTED_DATA", str(data))
    with server.running(DAY, 1) as url:
        monkeypatch.setenv("HELPWANTED_SANDBOX", url)
        with pytest.raises(DagRunFailed, match=r"count_demand of 2026-06-30 failed, task count: .*coverage"):
            run_day(DAY)
    assert list(data.glob(f"tables/crawls/day={DAY}/*.parquet"))
