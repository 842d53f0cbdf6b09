from datetime import date
from pathlib import Path

import polars as pl

from dags.collecting.crawling import Internet, asked_so_far, crawl, today
from expectations.landed import PARTS
from spiders.panel import PanelRow
from warehouse import landing
from warehouse.store import Store

DAY = date(2026, 3, 2)


def test_requests_of_earlier_crawls_of_the_day_are_spent(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "data"))
    store.claim(is_synthetic=True)
    assert asked_so_far(store, DAY, "remotive") == 0
    nothing = {part: pl.DataFrame(schema=schema) for part, schema in PARTS.items()}
    for day, source, requests in [
        (DAY, "remotive", 2),
        (DAY, "remotive", 1),
        (DAY, "lever", 9),
        (date(2026, 3, 1), "remotive", 9),
    ]:
        crawls = pl.DataFrame([{"source": source, "board": "all", "requests": requests}], PARTS["crawls"])
        landing.land(store, day, source, {**nothing, "crawls": crawls}, {})
    assert asked_so_far(store, DAY, "remotive") == 3


def board(source: str) -> PanelRow:
    return PanelRow(source, "acme", "Acme", None, None, date(2026, 1, 1), None, None)


def test_nobody_is_asked_about_the_past_or_where_terms_forbid_it_and_the_ledger_says_so(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "data"))
    yesterday = date(2026, 3, 1)
    landed = crawl(store, Internet(), {yesterday: [board("lever")], today(): [board("adzuna")]})
    found = landing.scan(store, "crawls", landed).select("source", "status", "why", "requests").collect()
    assert found.rows() == [
        ("lever", "skipped", "the past cannot be crawled", 0),
        ("adzuna", "skipped", "disabled: its terms forbid ongoing aggregates, and a monthly count is one", 0),
    ]
