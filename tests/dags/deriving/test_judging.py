"""The gate between draft and store, on real tables of a small market."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dags.deriving.judging import by_themselves, put_in_place
from dags.deriving.sources import sources_table
from expectations.gate import Refused
from expectations.tables import TABLES
from warehouse.draft import Draft
from warehouse.store import Store

COVERAGE = TABLES["coverage"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(str(tmp_path / "data"))
    store.claim(is_synthetic=True)
    return store


def drafted(store: Store, folder: Path, **observed_by_day: int) -> Draft:
    """A draft of `coverage`, ten boards of one source a day: more than ten observed break a rule of meaning."""
    draft = Draft(store, folder, {})
    for name, observed in observed_by_day.items():
        day = date(2026, 3, int(name.removeprefix("day")))
        counts = {"boards": 10, "observed": observed, "recent": 10, "postings": 5, "postings_observed": 5}
        rows = [{"day": day, "source": source, "country": "ZZ", **counts} for source in ("all", "x")]
        draft.write(COVERAGE, f"day={day}", pl.LazyFrame(rows), {})
    return draft


def observed(store: Store) -> list[Any]:
    return store.scan(COVERAGE).filter(source="all").collect()["observed"].to_list()


def verdicts(store: Store, day: int) -> pl.DataFrame:
    path = f"tables/verdicts/day=2026-03-{day:02}/all.parquet"
    return store.scan_files([path], TABLES["verdicts"].schema).collect()


def test_what_stands_is_put_in_place_with_its_verdicts(store: Store, tmp_path: Path) -> None:
    placed = put_in_place(drafted(store, tmp_path / "draft", day2=9))
    assert (placed.changed, placed.warnings) == (1, 0)
    found = verdicts(store, 2)
    assert found["is_success"].all()
    assert set(found["file_sha256"]) == {store.digest("tables/coverage/day=2026-03-02/all.parquet")}


def test_a_refused_day_keeps_itself_and_later_days_out_and_earlier_ones_in(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"coverage day=2026-03-03: observed_is_in_panel fails: 2 offending") as refusal:
        put_in_place(drafted(store, tmp_path / "draft", day2=9, day3=11, day4=8))
    assert "\n" not in str(refusal.value)
    assert store.partitions(COVERAGE) == ["day=2026-03-02"]


def test_the_last_good_partition_stays_live_and_keeps_its_verdict(store: Store, tmp_path: Path) -> None:
    put_in_place(drafted(store, tmp_path / "good", day2=9))
    with pytest.raises(Refused):
        put_in_place(drafted(store, tmp_path / "bad", day2=11))
    assert observed(store) == [9]
    live = store.digest("tables/coverage/day=2026-03-02/all.parquet")
    found = verdicts(store, 2)
    assert found.filter(file_sha256=live)["is_success"].all()
    assert not found.filter(pl.col("file_sha256") != live)["is_success"].all()


def test_a_repaired_day_takes_the_place_of_the_refused_one(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        put_in_place(drafted(store, tmp_path / "bad", day2=11))
    put_in_place(drafted(store, tmp_path / "good", day2=10))
    assert observed(store) == [10]
    assert verdicts(store, 2)["is_success"].all()


def test_a_fall_is_found_at_the_end_whatever_was_judged_beside(store: Store, tmp_path: Path) -> None:
    draft = Draft(store, tmp_path / "draft", {})
    days = [date(2026, 3, day) for day in range(1, 9)]
    for day in days:
        show(draft, day, postings=2 if day == days[-1] else 6)
    early = by_themselves(draft, [("sightings", f"day={day}") for day in days])
    assert early
    assert all(verdict.is_success for verdict in early)
    with pytest.raises(
        Refused, match=r"sightings day=2026-03-08/x: volume_floor fails: 20 postings where 60 are usual"
    ):
        put_in_place(draft, early)
    assert store.partitions(TABLES["sightings"]) == [f"day={day}" for day in days[:-1]]


@pytest.mark.parametrize(("opened", "holds"), [(3, True), (8, False)])
def test_a_month_is_held_against_its_own_days(store: Store, tmp_path: Path, opened: int, holds: bool) -> None:
    draft = Draft(store, tmp_path / "draft", {})
    for day, flow in ((date(2026, 2, 28), 5), (date(2026, 3, 1), 1), (date(2026, 3, 2), 2)):
        draft.write(TABLES["demand_daily"], f"day={day}", whole_market(day=day, opened=flow), {})
    month = {"month": "2026-03", "last_on": date(2026, 3, 2), "days": 2, "is_complete": False, "mean_open": 0.0}
    draft.write(TABLES["demand_monthly"], "month=2026-03", whole_market(**month, opened=opened), {})
    found = by_themselves(draft, [("demand_monthly", "month=2026-03")])
    assert [one.is_success for one in found if one.expectation == "months_sum_up_their_days"] == [holds]


def whole_market(**given: object) -> pl.LazyFrame:
    """A row of demand of all postings, with nothing open."""
    cell = {"role": "any", "country": "ZZ", "rung": "any", "is_suppressed": True}
    counts = {column.name: 0 for column in TABLES["demand_daily"].columns if column.dtype == pl.Int64}
    return pl.LazyFrame([{**cell, **counts, **given}])


def show(draft: Draft, day: date, postings: int) -> None:
    """Crawls of ten boards and the postings that each of them shows."""
    boards = [f"board{number}" for number in range(10)]
    counts = {"collected": postings, "rejected": 0, "misses_to_close": 1, "requests": 1, "bytes": 1}
    crawls = [
        {"day": day, "source": "x", "board": board, "status": "complete", "proof": "whole", "robots": "none"} | counts
        for board in boards
    ]
    seen = [
        {"day": day, "source": "x", "board": board, "posting_key": f"x/{board}/{number}", "content_digest": "d"}
        for board in boards
        for number in range(postings)
    ]
    for name, rows in (("crawls", crawls), ("sightings", seen)):
        frame = pl.LazyFrame(rows).with_columns(is_active=True)
        draft.write_days(TABLES[name], frame, {f"day={day}": ["x"]}, lambda _: {})
    draft.write(TABLES["sources"], "all", sources_table(["x"]), {})
