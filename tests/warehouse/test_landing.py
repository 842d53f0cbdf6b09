from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from expectations.landed import PARTS
from warehouse import landing
from warehouse.store import Store

DAY = date(2026, 1, 8)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "data"))


def parts(*boards: str) -> dict[str, pl.DataFrame]:
    rows: list[dict[str, Any]] = [{"source": "lever", "board": board, "posting_id": "1"} for board in boards]
    crawls = [{"source": "lever", "board": board, "status": "complete"} for board in boards]
    return {
        "postings": pl.DataFrame(rows, infer_schema_length=None),
        "rejects": pl.DataFrame(schema=PARTS["rejects"]),
        "crawls": pl.DataFrame(crawls, infer_schema_length=None),
    }


def test_attempts_are_numbered_from_one(store: Store) -> None:
    numbers = [landing.land(store, DAY, "lever", parts("a"), {}).number for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert [attempt.number for attempt in landing.attempts(store, DAY)] == numbers


def test_the_same_input_takes_the_place_of_its_earlier_attempt(store: Store) -> None:
    landing.land(store, DAY, "lever", parts("a"), {"input": "x"})
    landing.land(store, DAY, "lever", parts("a"), {"input": "y"})
    assert landing.land(store, DAY, "lever", parts("a"), {"input": "x"}).number == 1
    assert len(landing.attempts(store, DAY)) == 2


def test_an_attempt_without_its_crawls_never_happened(store: Store) -> None:
    attempt = landing.land(store, DAY, "lever", parts("a"), {})
    store.remove(attempt.path("crawls"))
    assert landing.attempts(store, DAY) == []
    assert landing.land(store, DAY, "lever", parts("b"), {}).number == 1


def test_the_order_in_which_boards_answered_leaves_no_trace(store: Store) -> None:
    one, other = (landing.land(store, DAY, "lever", parts(*boards), {}) for boards in ("ab", "ba"))
    assert store.digest(one.path("postings")) == store.digest(other.path("postings"))


def test_a_scan_says_day_and_attempt(store: Store) -> None:
    landing.land(store, DAY, "lever", parts("a"), {})
    rows = landing.scan(store, "crawls", landing.attempts(store, DAY)).collect()
    assert rows.select("day", "attempt", "board").rows() == [(DAY, 1, "a")]


def test_days_are_those_on_which_something_was_landed(store: Store) -> None:
    assert landing.days(store) == []
    landing.land(store, DAY, "lever", parts("a"), {})
    assert landing.days(store) == [DAY]


def test_feeds_are_read_even_when_they_are_empty(tmp_path: Path) -> None:
    for part in PARTS:
        (tmp_path / f"{part}.jsonl").touch()
    (tmp_path / "crawls.jsonl").write_text('{"source": "lever", "board": "a", "listed": 3, "surprise": 1}\n')
    feed = landing.read_feed(tmp_path)
    assert (feed["crawls"]["listed"].item(), feed["postings"].height) == (3, 0)
