"""Policy: what every DAG file keeps to, as Airflow itself sees the folder."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from dags.scheduling.settings import DAGS, environment

NAMES = ["collect_postings", "count_demand", "publish_release", "rebuild_history"]
HEAVY = {"polars", "pandas", "scrapy", "great_expectations", "pyarrow", "altair", "sqlalchemy"}

# Airflow takes two seconds to load: one process first imports the files, then has Airflow read them.
LOOK = """
import json, sys, time
import airflow.sdk

started, bare = time.process_time(), set(sys.modules)
for name in sys.argv[1:]:
    __import__("dags." + name)
seconds = time.process_time() - started
modules = sorted({module.split(".")[0] for module in set(sys.modules) - bare})

from airflow.dag_processing.dagbag import DagBag
from dags.scheduling.settings import DAGS

from expectations.gate import Refused

bag = DagBag(DAGS)
print("SEEN" + json.dumps({
    "seconds_to_import": seconds,
    "modules_imported": modules,
    "import_errors": bag.import_errors,
    "files": sorted({dag.relative_fileloc for dag in bag.dags.values()}),
    "read": sorted(stat.file for stat in bag.dagbag_stats),
    "dags": {
        name: {
            "doc": dag.doc_md,
            "tags": sorted(dag.tags),
            "catchup": dag.catchup,
            "max_active_runs": dag.max_active_runs,
            "run_timeout": dag.dagrun_timeout and dag.dagrun_timeout.total_seconds(),
            "deadlines": len(dag.deadline or []),
            "is_paused": dag.is_paused_upon_creation,
            "tasks": {
                task.task_id: {
                    "owner": task.owner,
                    "doc": task.doc or task.python_callable.__doc__,
                    "retries": task.retries,
                    "backoff": task.retry_exponential_backoff,
                    "timeout": (getattr(task, "response_timeout", None) or task.execution_timeout).total_seconds(),
                    "is_told_of": bool(task.on_failure_callback),
                    "retries_refusals": task.retry_policy.evaluate(Refused(), 1, 2).action.value != "fail",
                    "pool": task.pool,
                    "slots": task.pool_slots,
                }
                for task in dag.tasks
            },
        }
        for name, dag in bag.dags.items()
    },
}))
"""


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    variables = {**environment(tmp_path_factory.mktemp("airflow")), "HELPWANTED_SANDBOX": ""}
    command = [sys.executable, "-c", LOOK, *NAMES]
    said = subprocess.run(command, env=variables, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(said.partition("SEEN")[2]))


def test_the_folder_has_four_dags_and_no_import_error(bag: dict[str, Any]) -> None:
    assert bag["import_errors"] == {}
    assert sorted(bag["dags"]) == NAMES


def test_airflow_does_not_look_into_the_modules_that_are_no_dag(bag: dict[str, Any]) -> None:
    assert [os.path.basename(file) for file in bag["read"]] == [f"{name}.py" for name in NAMES]
    assert len(list(DAGS.glob("*.py"))) > len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_dag_opens_with_its_runbook(bag: dict[str, Any], name: str) -> None:
    doc = bag["dags"][name]["doc"]
    for part in ("**Runs**", "**When to worry**", "**To run it again**"):
        assert part in doc
    assert (DAGS / f"{name}.py").read_text().startswith('"""')


@pytest.mark.parametrize("name", NAMES)
def test_every_dag_states_its_limits(bag: dict[str, Any], name: str) -> None:
    dag = bag["dags"][name]
    assert "helpwanted" in dag["tags"]
    assert dag["max_active_runs"] == 1
    assert dag["catchup"] is False
    assert dag["run_timeout"] > 0


@pytest.mark.parametrize("name", NAMES)
def test_every_task_has_owner_doc_retries_and_a_time_out(bag: dict[str, Any], name: str) -> None:
    for task in bag["dags"][name]["tasks"].values():
        assert task["owner"] == "helpwanted"
        assert task["doc"]
        assert task["is_told_of"]
        assert task["retries"] >= 1
        assert task["backoff"] > 1
        assert 0 < task["timeout"] < bag["dags"][name]["run_timeout"]


def test_what_runs_by_a_schedule_is_told_when_it_is_late(bag: dict[str, Any]) -> None:
    assert {name for name, dag in bag["dags"].items() if dag["deadlines"]} == set(NAMES) - {"rebuild_history"}


def test_the_runbook_knows_every_kind_of_alert() -> None:
    said = "".join((DAGS / "scheduling" / f"{name}.py").read_text() for name in ("alerts", "failures"))
    kinds = (
        "late day",
        "missing boards",
        "chronic board",
        "volume anomaly",
        "gate refused",
        "task failed",
        "release waits",
    )
    runbook = (DAGS.parent / "docs" / "airflow.md").read_text()
    for kind in kinds:
        assert f'"{kind}"' in said
        assert f"### {kind}\n" in runbook


def test_no_task_waits_for_a_pool_that_is_not_set_up_or_for_more_slots_than_it_has(bag: dict[str, Any]) -> None:
    pools = {"default_pool": {"slots": 128}, **json.loads((DAGS / "pools.json").read_text())}
    for task in (task for dag in bag["dags"].values() for task in dag["tasks"].values()):
        assert task["slots"] <= pools[task["pool"]]["slots"]


def test_hosts_take_slots_and_who_writes_tables_is_alone(bag: dict[str, Any]) -> None:
    tasks = {f"{name}.{task}": facts for name, dag in bag["dags"].items() for task, facts in dag["tasks"].items()}
    assert {name for name, task in tasks.items() if task["pool"] == "boards"} == {"collect_postings.crawl"}
    alone = {name for name, task in tasks.items() if (task["pool"], task["slots"]) == ("tables", 4)}
    writers = ("collect_postings.reduce", "count_demand.count", "publish_release.propose", "rebuild_history.rebuild")
    assert alone == set(writers)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_gate_refused_is_not_tried_again(bag: dict[str, Any], name: str) -> None:
    assert not any(task["retries_refusals"] for task in bag["dags"][name]["tasks"].values())


def test_real_boards_are_not_asked_daily_before_somebody_says_so(bag: dict[str, Any]) -> None:
    assert bag["dags"]["collect_postings"]["is_paused"] is True
    assert not bag["dags"]["count_demand"]["is_paused"]


def test_dag_files_are_parsed_quickly_and_import_nothing_heavy(bag: dict[str, Any]) -> None:
    assert bag["seconds_to_import"] < 0.5
    assert "dags" in bag["modules_imported"]
    assert HEAVY.isdisjoint(bag["modules_imported"])
