"""A fall that a person takes for real is kept with its reason; nothing else can be accepted."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from expectations.tables.verdicts import VERDICTS
from warehouse.accepted import FILE, NothingToAccept, accept, falls
from warehouse.store import Store, write_parquet

DAY = date(2026, 3, 8)
FLOOR = ("day=2026-03-08/lever", "volume_floor")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(str(tmp_path / "data"))
    failed = [
        ("day=2026-03-08/lever", "volume_floor", "error", False),
        ("day=2026-03-08/lever", "fill_rate_floor(location)", "error", True),
        ("day=2026-03-08/ashby", "key_is_unique", "error", False),
        ("day=2026-03-08/ashby", "volume_ceiling", "warning", False),
    ]
    rows = [("sightings", partition, "0" * 64, name, *rest, "20 of 60") for partition, name, *rest in failed]
    frame = pl.DataFrame(rows, VERDICTS.schema, orient="row")
    write_parquet(frame, Path(store.url) / "tables/verdicts/day=2026-03-08/all.parquet", {})
    return store


def test_an_accepted_fall_is_kept_with_what_was_found_and_why(store: Store) -> None:
    lines = accept(store, DAY, "lever", "two clients\nleft, and said so")
    assert lines.rows() == [(*FLOOR, "20 of 60", "two clients left, and said so")]
    assert falls(store) == {FLOOR: "two clients left, and said so"}


def test_a_second_thought_takes_the_place_of_the_first(store: Store) -> None:
    accept(store, DAY, "lever", "two clients left")
    accept(store, DAY, "lever", "three clients left")
    assert falls(store) == {FLOOR: "three clients left"}
    with store.open(FILE) as file:
        assert len(file.read().splitlines()) == 2


def test_nothing_is_accepted_at_first(store: Store) -> None:
    assert falls(store) == {}


@pytest.mark.parametrize("source", ["ashby", "greenhouse"], ids=["another rule failed", "nothing failed"])
def test_only_what_a_floor_refused_can_be_accepted(store: Store, source: str) -> None:
    with pytest.raises(NothingToAccept, match=f"no floor refuses {source} on 2026-03-08"):
        accept(store, DAY, source, "because")
    assert not store.has(FILE)


def test_a_day_that_was_never_judged_cannot_be_accepted(store: Store) -> None:
    with pytest.raises(NothingToAccept):
        accept(store, date(2026, 3, 9), "lever", "because")


def test_a_fall_is_not_accepted_without_a_reason(store: Store) -> None:
    with pytest.raises(NothingToAccept, match="--reason is empty"):
        accept(store, DAY, "lever", " ")
