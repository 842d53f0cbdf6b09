"""Which days are derived together: the bytes must not depend on it, but only days that may stand together do."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from dags import deriving
from dags.deriving import CHUNK_DAYS, _chunks
from dags.linking import link_days
from expectations.contracts import Table
from expectations.tables import TABLES
from expectations.tables.vacancies import MARKS
from warehouse.draft import Draft
from warehouse.store import Store, footer_of

BOARDS, LIFECYCLE = TABLES["boards"], TABLES["lifecycle"]


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """A draft over a store that holds one posting alive on 31 January, and nothing else."""
    store = Store(str(tmp_path / "data"))
    store.claim(is_synthetic=True)
    draft = Draft(store, tmp_path / "draft", {})
    hold(draft, LIFECYCLE, date(2026, 1, 31))
    return draft


def hold(draft: Draft, table: Table, day: date) -> None:
    """Draft a partition of one row. What stands in it does not matter here."""
    row = pl.DataFrame({name: [None] for name in table.schema}, table.schema)
    draft.write(table, f"day={day}", row.lazy(), {})


def days(first: date, number: int) -> list[date]:
    return [first + timedelta(days=later) for later in range(number)]


def taken(draft: Draft, asked: Sequence[date]) -> list[tuple[int, int, bool]]:
    """First and last day of the month of each chunk, and whether its month ends with it."""
    return [(chunk[0].day, chunk[-1].day, ends_month) for chunk, ends_month in _chunks(draft, asked)]


def test_a_chunk_is_full_or_ends_with_its_month(draft: Draft) -> None:
    assert taken(draft, days(date(2026, 2, 1), 31)) == [
        (1, CHUNK_DAYS, False),
        (CHUNK_DAYS + 1, 28, True),
        (1, 3, True),
    ]


def test_each_day_is_in_one_chunk_in_its_order(draft: Draft) -> None:
    asked = days(date(2026, 2, 1), 89)
    assert [day for chunk, _ in _chunks(draft, asked) for day in chunk] == asked


def test_a_month_ends_where_the_days_asked_for_do(draft: Draft) -> None:
    assert taken(draft, days(date(2026, 2, 3), 5)) == [(3, 7, True)]


def test_a_day_without_a_stock_before_it_is_taken_alone(draft: Draft) -> None:
    assert taken(draft, days(date(2026, 1, 30), 4))[0] == (30, 30, False)


def test_a_large_stock_is_taken_by_fewer_days(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deriving, "CHUNK_ROWS", 3)
    assert taken(draft, days(date(2026, 2, 1), 4)) == [(1, 3, False), (4, 4, True)]
    monkeypatch.setattr(deriving, "CHUNK_ROWS", 0)
    assert taken(draft, days(date(2026, 2, 1), 2)) == [(1, 1, False), (2, 2, True)]


@pytest.mark.parametrize("table", [BOARDS, LIFECYCLE], ids=lambda table: table.name)
def test_no_chunk_reaches_over_a_day_that_stays_as_it_is(draft: Draft, table: Table) -> None:
    hold(draft, table, date(2026, 2, 4))
    around = [date(2026, 2, day) for day in (2, 3, 5, 6)]
    assert taken(draft, around) == [(2, 3, False), (5, 6, True)]


def test_a_day_without_a_partition_is_passed_over(draft: Draft) -> None:
    gap = [date(2026, 2, day) for day in (2, 3, 5, 6)]
    assert taken(draft, gap) == [(2, 6, True)]


def test_days_that_are_linked_at_once_each_name_the_day_before(draft: Draft) -> None:
    linked = days(date(2026, 2, 1), 3)
    for day in linked:
        hold(draft, LIFECYCLE, day)
    unmarked = pl.Schema([("day", pl.Date), ("posting_key", pl.String), ("posting_id", pl.String)])
    link_days(draft, linked, pl.DataFrame(schema={**unmarked, **{column.name: column.dtype for column in MARKS}}))
    path = "tables/{}/day=2026-02-{}/all.parquet"
    for table in ("vacancies", "links"):
        inputs = footer_of(draft.folder / path.format(table, "03"))["inputs"]
        assert path.format("vacancies", "02") in inputs
