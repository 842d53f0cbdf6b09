"""Costs side by side: each case in turn, again and again, in child processes of its own; medians."""

import multiprocessing
import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

Case = Callable[[], object]


@dataclass(frozen=True)
class Cost:
    """What a case took: CPU seconds of its process and all its threads, and the most memory it held, in bytes."""

    cpu: float
    memory: int


def side_by_side(cases: Mapping[str, Case], runs: int) -> dict[str, Cost]:
    """The median cost of each case. Cases take turns, so that a busy machine is no one's disadvantage.

    A case must be picklable: a function of a module, or a `partial` of one. What its module imports is not counted.
    """
    found: dict[str, list[Cost]] = {name: [] for name in cases}
    for _ in range(runs):
        for name, case in cases.items():
            found[name].append(_alone(case))
    return {name: Cost(median(c.cpu for c in costs), max(c.memory for c in costs)) for name, costs in found.items()}


def show(title: str, costs: Mapping[str, Cost], base: str) -> None:
    """A table of the costs, each beside that of `base`."""
    table = Table("case", f"CPU seconds, × {base}", "", "peak memory, MB", title=title, title_justify="left", box=None)
    for name, cost in costs.items():
        table.add_row(name, f"{cost.cpu:.2f}", f"{cost.cpu / costs[base].cpu:.2f}", f"{cost.memory / 1e6:,.0f}")
    Console().print(table)


def _alone(case: Case) -> Cost:
    here, there = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("spawn").Process(target=_measured, args=(case, there))
    child.start()
    there.close()
    cost: Cost = here.recv()
    child.join()
    return cost


def _measured(case: Case, report: Connection) -> None:
    # Unpickling the case has imported its module already: only the case itself is timed.
    began = time.process_time()
    case()
    report.send(Cost(time.process_time() - began, _peak()))


def _peak() -> int:
    """Most memory that this process held, in bytes. `ru_maxrss` would not do on Linux: a child starts with its parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024
