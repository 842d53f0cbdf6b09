"""A scheduler that is killed in the middle of a run: started again, it brings the run to its end."""

import os
import signal
from pathlib import Path

import psutil
import pytest

from expectations.tables import TABLES
from tests.dags.whole_airflow.market import SOURCE, Troubled
from tests.dags.whole_airflow.running import Running, airflow, wait
from warehouse.store import Store

pytestmark = pytest.mark.ui


def scheduler_of(running: Running) -> psutil.Process:
    (found,) = [child for child in psutil.Process(running.process.pid).children() if "scheduler" in child.cmdline()]
    return found


def test_a_run_whose_scheduler_is_killed_goes_on_at_the_next_start(
    tmp_path: Path, sandbox: str, market: Troubled
) -> None:
    data, day = tmp_path / "data", str(market.week[0])
    with airflow(data, HELPWANTED_SANDBOX=sandbox) as running:
        market.answers.clear()
        run = running.trigger("collect_postings", day=day)
        crawling = f"dags/collect_postings/dagRuns/{run}/taskInstances/crawl/0"
        wait(lambda: running.api.get(crawling).json().get("state") == "running", "a crawl that hangs")
        scheduler = scheduler_of(running)
        workers = scheduler.children(recursive=True)
        os.kill(scheduler.pid, signal.SIGKILL)
        said, _ = running.process.communicate(timeout=60)
        assert running.process.returncode == 1
        assert "Airflow's scheduler has stopped" in said
        _, left = psutil.wait_procs(workers, timeout=30)
        assert [worker for worker in left if worker.status() != psutil.STATUS_ZOMBIE] == []
        market.answers.set()
    with airflow(data, running.password, HELPWANTED_SANDBOX=sandbox) as again:
        assert again.ended("collect_postings", run) == "success"
        assert again.ended_for("count_demand", day)["state"] == "success"
    crawls = Store(str(data)).scan(TABLES["crawls"], [f"day={day}"]).collect()
    assert set(crawls["status"]) <= {"complete", "empty"}
    assert set(crawls["source"]) == {SOURCE}
    assert again.process.returncode == 0
