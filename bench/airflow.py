"""What Airflow adds to a refresh: a day's DAGs by `DAG.test`, beside calling their steps.

`python -m bench.airflow`: one day of the sandbox, all its sources, on top of two that are counted.
"""

import os
import shutil
import sys
import tempfile
from datetime import date
from functools import partial
from pathlib import Path

import great_expectations  # noqa: F401  8 CPU seconds to load, in which the difference would drown

from bench.side_by_side import show, side_by_side
from dags import steps
from dags.scheduling import in_process
from dags.scheduling.settings import environment
from spiders.sandbox.server import running

DAYS = [date(2026, 6, day) for day in (28, 29, 30)]
RUNS = 3
SHARE, SECONDS = 0.15, 5
"""DAGs may cost so much of their steps, and so many CPU seconds, more."""


def by_steps(store: Path) -> None:
    """The last day, as its tasks call it."""
    with tempfile.TemporaryDirectory() as folder:
        _use(store, Path(folder))
        for source in steps.plan(DAYS[-1]):
            steps.crawl(DAYS[-1], source)
        steps.reduce(DAYS[-1])
        steps.report(DAYS[-1])
        steps.count(DAYS[-1])
        steps.renew_report(DAYS[-1])


def get_ready(store: Path) -> None:
    """Nothing but what comes before the first task, once for any number of days."""
    with tempfile.TemporaryDirectory() as folder:
        _use(store, Path(folder))
        _be_quiet()
        in_process.ready()


def by_dags(store: Path) -> None:
    """The last day by its DAGs."""
    with tempfile.TemporaryDirectory() as folder:
        _use(store, Path(folder))
        _be_quiet()
        in_process.run_in_order(in_process.ready(), str(DAYS[-1]))


def main() -> None:
    """Measure and print. The crawls themselves are child processes, and in none of the figures."""
    with tempfile.TemporaryDirectory() as folder, running(DAYS[0], len(DAYS)) as sandbox:
        os.environ |= {"HELPWANTED_SANDBOX": sandbox, "HELPWANTED_DATA": folder}
        for day in DAYS[:-1]:
            steps.crawl_all(day)
        steps.rebuild()
        cases = {"steps": by_steps, "getting Airflow ready": get_ready, "ready, and DAGs": by_dags}
        costs = side_by_side({name: partial(case, Path(folder)) for name, case in cases.items()}, RUNS)
    show(f"one day's refresh (synthetic), medians of {RUNS}", costs, "steps")
    direct, ready, both = (costs[name].cpu for name in cases)
    more, allowed = both - ready - direct, SHARE * direct + SECONDS
    print(f"once Airflow is ready, DAGs cost {more:.1f} CPU seconds more (at most {allowed:.1f})\n")


def _use(store: Path, folder: Path) -> None:
    """A copy of the store, and an Airflow of its own."""
    shutil.copytree(store, folder / "data")
    os.environ["HELPWANTED_DATA"] = str(folder / "data")
    os.environ |= environment(folder / "airflow")


def _be_quiet() -> None:
    """What Airflow says of every task would bury the figures."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
