"""Our crawl beside a bare Scrapy spider, on the same pages of the sandbox, politeness off.

`python -m bench.crawl`: pages a second of CPU and of the clock, medians. Ours reads robots.txt, takes every field out, judges
each listing and keeps a ledger; the bare spider writes items down as they are.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from spiders.families import families
from spiders.panel import read_sandbox_panel, select
from spiders.plan import Ask, Board, Plan
from spiders.sandbox.market import DEFAULT_SEED, Market
from spiders.sandbox.server import running

FIRST_DAY, DAYS, RUNS = date(2026, 3, 2), 60, 3
MARKET = Market(DEFAULT_SEED, FIRST_DAY, DAYS)
SOURCE = "greenhouse"
FLOOR = 0.8
"""What ours has to reach of the bare spider's throughput."""


def main() -> None:
    """Both, in turn, in child processes of their own; the medians as a table."""
    with running(FIRST_DAY, DAYS) as url, tempfile.TemporaryDirectory() as folder:
        pages = _pages(url)
        runs = {"ours": [], "bare Scrapy": []}  # type: dict[str, list[tuple[float, float]]]
        for number in range(RUNS):
            runs["bare Scrapy"].append(_timed(_bare(pages, Path(folder), number)))
            runs["ours"].append(_timed(_ours(url, Path(folder), number)))
    _say(runs, len(pages))


def _boards(url: str, day: str) -> list[Board]:
    """The boards that answer properly: a fault costs each spider what its patience is, and that is not compared here."""
    on = date.fromisoformat(day)
    panel = select(read_sandbox_panel(url), on, [SOURCE])
    return [Board(row.board, row.employer) for row in panel if not MARKET.failure(SOURCE, row.board, on)]


def _days() -> list[str]:
    return [str(date.fromordinal(FIRST_DAY.toordinal() + number)) for number in range(DAYS)]


def _pages(url: str) -> list[str]:
    address = families()[SOURCE].address
    return [f"{url}/{day}/{address.format(board=board.board)}" for day in _days() for board in _boards(url, day)]


def _ours(url: str, folder: Path, number: int) -> Sequence[str]:
    asks = [Ask(day, SOURCE, str(folder / f"{number}-{day}"), _boards(url, day)) for day in _days()]
    plan = folder / f"plan-{number}.json"
    plan.write_text(Plan(asks, url, polite=False).text(), encoding="utf-8")
    return ["-m", "spiders.run", str(plan)]


def _bare(pages: list[str], folder: Path, number: int) -> Sequence[str]:
    addresses = folder / "addresses.json"
    addresses.write_text(json.dumps(pages), encoding="utf-8")
    return ["-m", "bench.bare_spider", str(addresses), str(folder / f"bare-{number}.jsonl")]


def _timed(command: Sequence[str]) -> tuple[float, float]:
    """CPU seconds and seconds of the clock of a child process, without its start: that is what importing Scrapy costs."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ended - began


def _say(runs: dict[str, list[tuple[float, float]]], pages: int) -> None:
    cpu, clock = ({name: pages / median(run[kind] for run in found) for name, found in runs.items()} for kind in (0, 1))
    table = Table("spider", "pages per CPU second", "pages per second", box=None, header_style="bold")
    for name in runs:
        table.add_row(name, f"{cpu[name]:.0f}", f"{clock[name]:.0f}")
    console = Console()
    console.print(
        f"crawl: {pages} pages of {SOURCE} in the sandbox (synthetic), medians of {RUNS} runs, whole processes"
    )
    console.print(table)
    ratio = cpu["ours"] / cpu["bare Scrapy"]
    console.print(
        f"ours is {ratio:.2f} of the bare spider by CPU, {clock['ours'] / clock['bare Scrapy']:.2f} by the clock; wanted {FLOOR}"
    )


if __name__ == "__main__":
    main()
