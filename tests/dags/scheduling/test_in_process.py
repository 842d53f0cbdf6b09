import tempfile
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dags.scheduling.in_process import DagRunFailed, run_day
from spiders.sandbox.market import DEFAULT_SEED, Market
from spiders.sandbox.server import Server

pytestmark = [pytest.mark.airflow, pytest.mark.slow]

DAY = date(2026, 6, 30)


@pytest.fixture
def sandbox() -> Iterator[str]:
    """One source is enough: each is a task and a child process more."""
    with Server(Market(DEFAULT_SEED, DAY, 1, sources=("lever",)), 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.url
        server.shutdown()


def test_a_task_that_fails_is_named_and_what_came_before_it_stands(
    tmp_path: Path, sandbox: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    (data / "tables").mkdir(parents=True)
    (data / "tables" / "coverage").write_text("a file where `count` needs a folder")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where the log of a failed run is left
    monkeypatch.setenv("HELPWANTED_DATA", str(data))
    monkeypatch.setenv("HELPWANTED_SANDBOX", sandbox)
    with pytest.raises(DagRunFailed, match=r"count_demand of 2026-06-30 failed, task count: .*coverage"):
        run_day(DAY)
    assert list(data.glob(f"tables/crawls/day={DAY}/*.parquet"))
