"""What a refresh costs: after a year beside after a month, and a day of a million beside only scanning and writing it.

Of the day, what the stock and its demand take is told apart from the whole count, which reads texts and asks of the month.

`python -m bench.refresh [YEAR_STOCK [DAY_STOCK]]`: open postings in both parts, 5,000 and a million unless said otherwise.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import great_expectations  # noqa: F401  8 CPU seconds to load, in which the difference would drown
import polars as pl

from bench import history
from bench.side_by_side import Case, Cost, show, side_by_side
from dags import steps
from dags.deriving import counting, following, stages
from dags.deriving.linking import link_days
from expectations.tables import TABLES
from warehouse import landing
from warehouse.draft import Draft
from warehouse.store import Store, write_parquets

LAST = date(2026, 6, 30)
MONTH, YEAR, YEAR_STOCK, DAY_STOCK, RUNS = 30, 365, 5_000, 1_000_000, 3
DAY_RUNS = 5
"""CPU seconds of one and the same day differ by a third from run to run on a shared machine."""
STOCK = ("lifecycle", "vacancies", "links", "coverage", "demand_daily")
"""Tables that follow from what was sighted, and from contents that are read and cleaned."""
REDUCED = ("crawls", "traffic", "boards", "sightings", "rejects", "verdicts")
"""Tables that are there before a day is counted, and the verdicts on all."""
LONGER, DEARER, MEMORY = 1.15, 3, 2e9
"""A year may cost so many times a month; a day so many times a scan and a write, and so many bytes."""


def refresh(root: Path) -> None:
    """The last day, as Airflow's tasks do it: both steps with their gate."""
    os.environ["HELPWANTED_DATA"] = str(root)
    steps.reduce(LAST)
    steps.count(LAST)


def count_stock(root: Path) -> None:
    """Lifecycle, vacancies of what is new, and demand of the last day, drafted."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Draft(Store(str(root)), Path(folder), {})
        following.advance(draft, [LAST], [], lambda _: None)
        link_days(draft, [LAST], following.marked(draft, [LAST]))
        counting.count(draft, [LAST])


def count(root: Path) -> None:
    """The last day from what was observed to demand and all that is asked of its month, drafted."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Draft(Store(str(root)), Path(folder), {})
        stages.count_days(draft, [LAST], lambda _: None, lambda _: None)


def read(paths: Iterable[Path]) -> list[pl.DataFrame]:
    """All rows and columns of these files."""
    return [pl.read_parquet(path, hive_partitioning=False) for path in paths]


def write(paths: Iterable[Path]) -> None:
    """The same files, read and written again."""
    with tempfile.TemporaryDirectory() as folder:
        frames = enumerate(read(paths))
        write_parquets({Path(folder, f"{number}.parquet"): (rows, {}) for number, rows in frames})


def main(year_stock: int = YEAR_STOCK, day_stock: int = DAY_STOCK) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        _measure_history(Path(folder), year_stock)
    with tempfile.TemporaryDirectory() as folder:
        _measure_day(Path(folder), day_stock)


def _measure_history(folder: Path, stock: int) -> None:
    names = {f"after {days} days": (folder / str(days), days) for days in (MONTH, YEAR)}
    for root, days in names.values():
        _derived(root, days + 1, stock)
    costs = side_by_side({name: partial(refresh, root) for name, (root, _) in names.items()}, RUNS)
    month, year = names
    show(f"refresh of a day, {stock:,} open postings (synthetic), the gate included; medians of {RUNS}", costs, month)
    print(f"after a year it costs {costs[year].cpu / costs[month].cpu:.2f} × (at most {LONGER})\n")


def _measure_day(root: Path, stock: int) -> None:
    _derived(root, 2, stock)
    sightings = f"{stock:,} sightings into as many open postings (synthetic)"
    least, cost = _beside_least(root, f"lifecycle, vacancies, demand of a day: {sightings}", count_stock, STOCK)
    dearer, memory = cost.cpu / least.cpu, cost.memory
    print(f"a day costs {dearer:.1f} × (at most {DEARER}), {memory / 1e9:.2f} GB (at most {MEMORY / 1e9})\n")
    counted = [name for name in TABLES if name not in REDUCED]
    _beside_least(root, f"the whole count, cleaning and the questions of a month: {sightings}", count, counted)


def _beside_least(root: Path, what: str, case: Callable[[Path], None], tables: Sequence[str]) -> tuple[Cost, Cost]:
    """Show what a case costs that makes these tables, beside the least: to scan what they are made from, and to write them."""
    inputs, outputs = _touched(Store(str(root)), tables)
    cases: dict[str, Case] = {
        "scan": partial(read, inputs),
        "read": partial(read, outputs),
        "write": partial(write, outputs),
        "count": partial(case, root),
    }
    costs = side_by_side(cases, DAY_RUNS)
    # What is written has to be read first, and that is no part of it.
    least = Cost(costs["scan"].cpu + costs["write"].cpu - costs["read"].cpu, costs["write"].memory)
    show(f"{what}; medians of {DAY_RUNS}", {"scan and write": least, "count": costs["count"]}, "scan and write")
    return least, costs["count"]


def _touched(store: Store, tables: Sequence[str]) -> tuple[list[Path], list[Path]]:
    """What these tables of the last day are made from, landing included, and their files, by their own footers."""
    partitions = [(TABLES[table], name) for table in tables for name in (f"day={LAST}", f"month={LAST:%Y-%m}")]
    files = [path for table, name in partitions for path in store.files(table, name)]
    stated = {path for file in files for path in json.loads(store.footer(file).get("inputs", "{}"))}
    attempts = landing.attempts(store, LAST) if "contents" in tables else []
    landed = [attempt.path(part) for attempt in attempts for part in ("crawls", "postings")]
    inputs = [*landed, *sorted(stated.difference(files))]
    return [Path(store.url, path) for path in inputs], [Path(store.url, path) for path in files]


def _derived(root: Path, days: int, stock: int) -> None:
    """A store with so many days up to the last, all of them landed and derived."""
    os.environ["HELPWANTED_DATA"] = str(root)
    history.land(steps.store(), history.days_to(LAST, days), stock)
    steps.rebuild()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
