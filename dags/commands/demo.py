"""The demo: half a year of a synthetic market, through everything, to a release."""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from dags import steps
from dags.collecting import crawling
from dags.collecting.crawling import Internet
from dags.commands.ports import listening_on
from dags.scheduling.in_process import airflow_ready
from dags.showing import screen
from expectations.tables import TABLES
from spiders.panel import PanelRow, read_sandbox_panel, select
from spiders.sandbox import server
from warehouse.store import Store

LAST_DAY = date(2026, 6, 30)
"""Fixed, so that every demo of this version comes out the same."""


def run(folder: Path, days: int) -> None:
    """Crawl, rebuild, run the last day's DAGs, release, and say what came out. Done already: only say it."""
    os.environ["HELPWANTED_DATA"] = str(folder)
    os.environ.pop("HELPWANTED_PANEL", None)
    store = steps.store()
    market = [LAST_DAY - timedelta(days=number) for number in reversed(range(days))]
    if not _is_done(store, market):
        store.claim(is_synthetic=True)
        with _sandbox(market[0], days) as url, airflow_ready() as run_dags:
            _collect_and_derive(store, url, market)
            screen.say(f"running the DAGs that Airflow schedules, for {LAST_DAY}")
            run_dags(LAST_DAY)
    released = steps.release()
    screen.released(store, released["name"])


def serve(port: int, first_day: date | None, days: int) -> None:
    """Answer as the market's boards until interrupted."""
    first = first_day or LAST_DAY - timedelta(days=days - 1)
    with listening_on(port):
        server.main(["--port", str(port), "--first-day", str(first), "--days", str(days)])


def _is_done(store: Store, market: list[date]) -> bool:
    counted = set(store.partitions(TABLES["demand_daily"]))
    return {f"day={day}" for day in market} <= counted


@contextmanager
def _sandbox(first_day: date, days: int) -> Iterator[str]:
    """A sandbox server that this process and its children ask."""
    with server.running(first_day, days) as url:
        os.environ["HELPWANTED_SANDBOX"] = url
        try:
            yield url
        finally:
            del os.environ["HELPWANTED_SANDBOX"]


def _collect_and_derive(store: Store, url: str, market: list[date]) -> None:
    """Ask for all days in one child process, and derive them here as they come in: one core for each."""
    panel = read_sandbox_panel(url)
    boards = {day: select(panel, day) for day in market}
    with screen.progress("asking and deriving", 2 * len(market)) as tick, ThreadPoolExecutor(2) as beside:
        arrivals = Arrivals(boards)
        crawl = beside.submit(crawling.crawl, store, Internet(sandbox=url), boards, arrivals.landed)
        # The gate needs it at the end, and this process has nothing to do until the first days arrive.
        beside.submit(import_module, "great_expectations")
        arrivals.come_from(crawl)
        steps.derive_as_landed(market, tick, arrivals.wait)


class Arrivals:
    """Which days of a crawl that is under way are landed."""

    def __init__(self, boards: Mapping[date, Sequence[PanelRow]]) -> None:
        self._missing = {day: {board.source for board in asked} for day, asked in boards.items()}
        self._changed = threading.Condition()
        self._crawl: Future[Any] | None = None

    def come_from(self, crawl: Future[Any]) -> None:
        """Nobody waits any longer once this crawl has ended, however it did."""
        self._crawl = crawl
        crawl.add_done_callback(lambda _: self._tell())

    def landed(self, ask: Mapping[str, Any]) -> None:
        """One source of a day is in the landing."""
        self._missing[date.fromisoformat(ask["day"])].discard(ask["source"])
        self._tell()

    def wait(self, day: date) -> None:
        """Wait until all days up to this one are landed. Raises what the crawl raised."""
        with self._changed:
            self._changed.wait_for(lambda: self._are_there(day) or self._has_ended)
        if self._crawl and self._has_ended:
            self._crawl.result()

    @property
    def _has_ended(self) -> bool:
        return self._crawl is not None and self._crawl.done()

    def _are_there(self, day: date) -> bool:
        return not any(missing for known, missing in self._missing.items() if known <= day)

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()
