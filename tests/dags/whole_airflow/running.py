"""A whole Airflow, started as people start it, and asked from outside through its API."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx

PATIENCE_SECONDS = 600
ENDED = ("success", "failed")
Found = TypeVar("Found")


@dataclass
class Running:
    """A running Airflow: how to ask it, and where its data are."""

    url: str
    user: str
    password: str
    data: Path
    process: "subprocess.Popen[str]"
    api: httpx.Client

    def trigger(self, dag: str, **conf: Any) -> str:
        answer = self.api.post(f"dags/{dag}/dagRuns", json={"logical_date": None, "conf": conf})
        return str(answer.raise_for_status().json()["dag_run_id"])

    def runs(self, dag: str) -> list[dict[str, Any]]:
        return list(self.api.get(f"dags/{dag}/dagRuns").raise_for_status().json()["dag_runs"])

    def state(self, dag: str, run: str) -> str:
        return str(self.api.get(f"dags/{dag}/dagRuns/{run}").raise_for_status().json()["state"])

    def ended(self, dag: str, run: str) -> str:
        """The state in which a run ends."""
        wait(lambda: self.state(dag, run) in ENDED, f"{dag} {run} ends", lambda: str(self.tasks(dag, run)))
        return self.state(dag, run)

    def tasks(self, dag: str, run: str) -> dict[str, str]:
        """The state of each task of a run, with the number of its try."""
        answer = self.api.get(f"dags/{dag}/dagRuns/{run}/taskInstances").raise_for_status().json()
        return {task["task_id"]: f"{task['state']}, try {task['try_number']}" for task in answer["task_instances"]}

    def ended_for(self, dag: str, key: str) -> dict[str, Any]:
        """The run for a partition key, once it is there and has ended."""

        def ended() -> list[dict[str, Any]]:
            return [run for run in self.runs(dag) if run["partition_key"] == key and run["state"] in ENDED]

        return wait(ended, f"{dag} has ended for {key}")[0]

    def clear(self, dag: str, run: str, *tasks: str) -> None:
        """Clear tasks of a run and what comes after them, as the button does."""
        wish = {
            "dry_run": False,
            "dag_run_id": run,
            "task_ids": tasks,
            "only_failed": False,
            "include_downstream": True,
        }
        self.api.post(f"dags/{dag}/clearTaskInstances", json=wish).raise_for_status()

    def pause(self, dag: str, is_paused: bool) -> None:
        self.api.patch(f"dags/{dag}", json={"is_paused": is_paused}).raise_for_status()

    def asked(self, run: str) -> bool:
        """Whether a release waits for an answer in this run. It is asked for a moment before its task waits."""
        return self.tasks("publish_release", run).get("review", "").startswith("awaiting_input")

    def alerts(self) -> list[str]:
        """All that the logs say after the word ALERT."""
        found = (self.data / ".airflow" / "logs").rglob("*")
        lines = [line for log in found if log.is_file() for line in log.read_text("utf-8").splitlines()]
        return [line.partition("ALERT ")[2] for line in lines if "ALERT " in line]


def wait(look: Callable[[], Found | None], what: str, instead: Callable[[], str] = str) -> Found:
    """What `look` finds, as soon as it finds something; `instead` tells how things are where it does not."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()):
        assert time.monotonic() < deadline, f"waited in vain: {what}. {instead()}"
        time.sleep(2)  # the API answers from the cores that the tasks run on
    return found


@contextmanager
def airflow(data: Path, password: str = "", **variables: str) -> Iterator[Running]:
    """Start `helpwanted airflow`; a password is needed where it was shown at an earlier start."""
    environment = {**os.environ, **variables, "HELPWANTED_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "dags.cli", "airflow", "--port", "0"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            said = greeting_of(process)
            login = {"username": said["user"], "password": password or said["password"]}
            with httpx.Client(base_url=f"{said['Airflow']}/api/v2", timeout=60) as api:
                api.headers["Authorization"] = f"Bearer {token(said['Airflow'], login)}"
                yield Running(said["Airflow"], *login.values(), data, process, api)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)


def token(url: str, login: Mapping[str, str]) -> str:
    return str(httpx.post(f"{url}/auth/token", json=login, timeout=60).raise_for_status().json()["access_token"])


def greeting_of(process: "subprocess.Popen[str]") -> dict[str, str]:
    assert process.stdout is not None
    said = {}
    for line in process.stdout:
        if line.startswith("Ctrl-C"):
            return said
        name, _, value = line.strip().partition(" ")
        said[name] = value.strip()
    raise AssertionError(f"Airflow did not start: {said}")
