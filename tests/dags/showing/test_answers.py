from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dags.showing import answers
from expectations.tables import TABLES
from warehouse.draft import Draft
from warehouse.store import Store

DAY = date(2026, 3, 2)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(str(tmp_path / "data"))
    store.claim(is_synthetic=True)
    draft = Draft(store, tmp_path / "draft", {})
    rows = [("a", "complete", 7, None, 0), ("b", "unchanged", 0, None, 0), ("c", "failed", 0, "HTTP 500", 1)]
    rows += [("d", "blocked", 0, "HTTP 403", 9), ("e", "skipped", 0, "it has left the panel", 0)]
    counts = {"rejected": 0, "misses_to_close": 1, "robots": "allowed", "day": DAY, "source": "lever"}
    ledger = [
        {
            **counts,
            "board": b,
            "status": s,
            "collected": n,
            "why": w,
            "proof": "p",
            "retired_on": DAY if b == "e" else None,
        }
        for b, s, n, w, _ in rows
    ]
    state = [
        {"day": DAY, "source": "lever", "board": b, "postings": 5, "doubts": 0, "failures": f, "is_chronic": f > 4}
        for b, _, _, _, f in rows
    ]
    draft.write_days(TABLES["crawls"], pl.LazyFrame(ledger), {f"day={DAY}": ["lever"]}, lambda _: {})
    draft.write(TABLES["boards"], f"day={DAY}", pl.LazyFrame(state), {})
    draft.put_in_place(list(draft.drafted))
    return store


def test_a_source_is_one_line_and_unchanged_boards_list_what_they_listed_last(store: Store) -> None:
    lever, everything = answers.by_source(store, DAY).rows(named=True)
    assert lever == {**everything, "source": "lever"}
    assert everything == {
        "source": "all",
        "boards": 4,
        "complete": 1,
        "unchanged": 1,
        "blocked": 1,
        "failed": 1,
        "postings": 12,
    }


def test_a_board_that_has_left_the_panel_is_not_counted_as_asked(store: Store) -> None:
    assert "skipped" not in answers.by_source(store, DAY).columns


def test_boards_that_were_not_seen_say_why_the_chronic_ones_first(store: Store) -> None:
    unseen = answers.unanswered(store, DAY)
    assert unseen.select("board", "why", "is_chronic").rows() == [("d", "HTTP 403", True), ("c", "HTTP 500", False)]


def test_the_newest_day_is_looked_at(store: Store, tmp_path: Path) -> None:
    assert answers.last_day(store) == DAY
    assert answers.last_day(Store(str(tmp_path / "nothing"))) is None
