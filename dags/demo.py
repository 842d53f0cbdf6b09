"""The demo: half a year of a synthetic market, through everything, to a release."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from dags import crawling, screen, steps
from dags.crawling import Internet
from dags.in_process import airflow_ready
from expectations.tables import TABLES
from spiders.panel import read_sandbox_panel, select
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
            _collect(store, url, market)
            with screen.progress("deriving", 2 * days) as tick:
                steps.rebuild(progress=tick)
            screen.say(f"running the DAGs that Airflow schedules, for {LAST_DAY}")
            run_dags(LAST_DAY)
    released = steps.release()
    screen.released(store, released["name"])


def serve(port: int, first_day: date | None, days: int) -> None:
    """Answer as the market's boards until interrupted."""
    first = first_day or LAST_DAY - timedelta(days=days - 1)
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


def _collect(store: Store, url: str, market: list[date]) -> None:
    """Ask for all days in one child process."""
    panel = read_sandbox_panel(url)
    boards = {day: select(panel, day) for day in market}
    asks = len({(day, board.source) for day in market for board in boards[day]})
    with screen.progress("asking synthetic boards", asks) as tick:
        crawling.crawl(store, Internet(sandbox=url), boards, tick)
