"""A whole Airflow, as `helpwanted airflow` starts it, driven from outside through its API."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.ui

HELPWANTED = Path(sys.executable).parent / "helpwanted"
PATIENCE_SECONDS = 300


@dataclass
class Running:
    api: httpx.Client
    data: Path
    process: "subprocess.Popen[str]"
    said: dict[str, str]

    def trigger(self, dag: str, **conf: Any) -> str:
        answer = self.api.post(f"dags/{dag}/dagRuns", json={"logical_date": None, "conf": conf})
        return str(answer.raise_for_status().json()["dag_run_id"])

    def runs(self, dag: str) -> list[dict[str, Any]]:
        return list(self.api.get(f"dags/{dag}/dagRuns").raise_for_status().json()["dag_runs"])

    def ended(self, dag: str) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (found := [run for run in self.runs(dag) if run["state"] in ("success", "failed")]):
            assert time.monotonic() < deadline, f"no run of {dag} has ended: {self.runs(dag)}"
            time.sleep(2)  # the API answers from the cores that the tasks run on
        return found[-1]

    def answer(self, dag: str, task: str, option: str) -> None:
        """Answer the question that a task asks, once it does."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (asked := self.asked(dag, task)):
            assert time.monotonic() < deadline, f"{dag} asks nothing: {self.runs(dag)}"
            time.sleep(2)
        path = f"dags/{dag}/dagRuns/{asked[0]}/taskInstances/{task}/-1/hitlDetails"
        self.api.patch(path, json={"chosen_options": [option], "params_input": {}}).raise_for_status()

    def asked(self, dag: str, task: str) -> list[str]:
        """The runs in which a task waits for an answer."""
        path = f"dags/{dag}/dagRuns/~/hitlDetails"
        found = self.api.get(path, params={"response_received": False}).raise_for_status().json()["hitl_details"]
        return [detail["task_instance"]["dag_run_id"] for detail in found if detail["task_instance"]["task_id"] == task]


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = tmp_path_factory.mktemp("airflow") / "data"
    environment = {**os.environ, "HELPWANTED_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    command = [HELPWANTED, "airflow", "--port", "0", "--sandbox"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            said = greeting_of(process)
            login = {"username": said["user"], "password": said["password"]}
            token = httpx.post(f"{said['Airflow']}/auth/token", json=login).raise_for_status().json()["access_token"]
            api = httpx.Client(
                base_url=f"{said['Airflow']}/api/v2", headers={"Authorization": f"Bearer {token}"}, timeout=30
            )
            yield Running(api, data, process, said)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


@pytest.fixture(scope="module")
def day(airflow: Running) -> str:
    """Today, with everything triggered that the tests wait for."""
    today = datetime.now(UTC).date().isoformat()
    airflow.trigger("collect_postings", day=today, sources=["ashby", "lever"], publish=True)
    airflow.trigger("rebuild_history", **{"from": "2026-02-01", "to": "2026-01-01"})
    return today


def greeting_of(process: "subprocess.Popen[str]") -> dict[str, str]:
    assert process.stdout is not None
    said = {}
    for line in process.stdout:
        if line.startswith("Ctrl-C"):
            return said
        name, _, value = line.strip().partition(" ")
        said[name] = value.strip()
    raise AssertionError(f"Airflow did not start: {said}")


def test_all_dags_are_there_without_an_import_error(airflow: Running) -> None:
    assert airflow.api.get("importErrors").json()["import_errors"] == []
    dags = {dag["dag_id"]: dag["is_paused"] for dag in airflow.api.get("dags").json()["dags"]}
    assert dags == dict.fromkeys(("collect_postings", "count_demand", "publish_release", "rebuild_history"), False)


def test_nobody_gets_in_without_the_password(airflow: Running) -> None:
    assert httpx.get(f"{airflow.said['Airflow']}/api/v2/dags").status_code == 401


def test_a_bad_param_is_refused_by_the_form(airflow: Running) -> None:
    answer = airflow.api.post("dags/collect_postings/dagRuns", json={"logical_date": None, "conf": {"day": "soon"}})
    assert answer.status_code == 400


def test_one_triggered_run_collects_counts_and_publishes(airflow: Running, day: str) -> None:
    assert airflow.ended("collect_postings")["state"] == "success"
    counted = airflow.ended("count_demand")
    assert (counted["state"], counted["partition_key"], counted["run_type"]) == ("success", day, "asset_triggered")
    airflow.answer("publish_release", "review", "Approve")
    assert airflow.ended("publish_release")["state"] == "success"
    assert list(airflow.data.glob("releases/*/SHA256SUMS"))


@pytest.mark.usefixtures("day")
def test_a_range_of_days_that_ends_before_it_starts_fails_at_once(airflow: Running) -> None:
    assert airflow.ended("rebuild_history")["state"] == "failed"


def test_it_ends_when_it_is_asked_to(airflow: Running) -> None:
    airflow.process.send_signal(signal.SIGTERM)
    assert airflow.process.wait(60) == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(airflow.said["Airflow"])
