"""Runs the very DAGs that Airflow schedules for one day, in order, without a scheduler.

The runs happen in a child process with a throw-away AIRFLOW_HOME, because Airflow takes its settings on import and
takes over the logging of its process. Getting Airflow ready takes about twelve seconds of one core, whatever the day:
`airflow_ready` lets them pass beside other work.
"""

import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dags.scheduling.failures import task_failed
from dags.scheduling.settings import DAGS, environment

if TYPE_CHECKING:
    from airflow.sdk import DAG

IN_ORDER = ("collect_postings", "count_demand")


class DagRunFailed(Exception):
    """A task of a DAG run failed; the message names it, its error, and where the log is."""

    exit_code = 1


def run_day(day: date) -> None:
    """Collect and count one day with its DAGs. Raises DagRunFailed when any task of them fails."""
    with airflow_ready() as run:
        run(day)


@contextmanager
def airflow_ready() -> Iterator[Callable[[date], None]]:
    """Start Airflow at once and hand over `run_day` for it, so that the start costs no time of its own.

    The DAGs see the environment of this moment: HELPWANTED_SANDBOX and the others must be set before.
    """
    with tempfile.TemporaryDirectory(prefix="helpwanted-airflow-", ignore_cleanup_errors=True) as home:
        log = Path(tempfile.mkstemp(prefix="helpwanted-dags-", suffix=".log")[1])
        child = _start(Path(home), log)
        try:
            yield lambda day: _finish(child, day, log)
        finally:
            child.kill()
            child.wait()
        log.unlink()


def _start(home: Path, log: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "dags.scheduling.in_process"]
    with log.open("w") as output:
        return subprocess.Popen(
            command, env=environment(home), stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT, text=True
        )


def _finish(child: "subprocess.Popen[str]", day: date, log: Path) -> None:
    child.communicate(day.isoformat())
    if child.returncode:
        *_, last = log.read_text().strip().splitlines() or [f"Airflow ended with exit code {child.returncode}"]
        raise DagRunFailed(f"{last} (log: {log})")


def main() -> None:
    """The child: get ready, wait for the day on standard input, run it; the last line says what failed."""
    # What Airflow builds stays for the half minute that it runs: looking for garbage in it takes 2 of 12 CPU-seconds.
    gc.disable()
    house = ready()
    if day := sys.stdin.read().strip():
        run_in_order(house, day)


def ready() -> "dict[str, DAG]":
    """The DAGs, once Airflow is set up in this process to run them."""
    house = _dags()
    _build_api()
    for heavy in ("dags.steps", "great_expectations"):
        # The tasks would import them, while somebody waits.
        import_module(heavy)
    return house


def run_in_order(house: "dict[str, DAG]", day: str) -> None:
    """Collect a day, then count it. Exits with a sentence where a task fails."""
    for name in IN_ORDER:
        _run(house[name], day)


def _dags() -> "dict[str, DAG]":
    from airflow.dag_processing.dagbag import DagBag
    from airflow.utils.db import initdb

    initdb()
    bag = DagBag(DAGS)
    if bag.import_errors:
        sys.exit(f"a DAG file cannot be imported: {bag.import_errors}")
    return bag.dags


def _build_api() -> None:
    """Ask the API that tasks report to whether it is well: it is only built on the first request, in six seconds."""
    import httpx
    from airflow.sdk.execution_time.supervisor import in_process_api_server

    transport = in_process_api_server().transport
    httpx.Client(transport=transport, base_url="http://in-process").get("/health").raise_for_status()


def _run(dag: "DAG", day: str) -> None:
    failures: list[str] = []

    def note(context: Any) -> None:
        failures.append(f"task {context['task'].task_id}: {context['exception']}")

    for task in dag.tasks:
        # A scheduler waits between tries because hosts recover; whoever looks on wants to hear of it at once.
        task.retries = 0
        task.on_failure_callback = [task_failed, note]
    # Nobody is late here, and DAG.test of Airflow 3.3.2 breaks on any deadline: it looks for its id, and finds it whole.
    dag.deadline = None
    run: Any = dag.test(run_conf={"day": day}, logical_date=None)
    if failures or run.state != "success":
        sys.exit(f"{dag.dag_id} of {day} failed, {'; '.join(failures) or f'its run is {run.state}'}")


if __name__ == "__main__":
    main()
