"""Which days are derived together: the bytes must not depend on it, but only days that may stand together do."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from dags.deriving import chunks
from dags.deriving.chunks import CHUNK_DAYS
from expectations.contracts import Table
from expectations.tables import TABLES
from tests.dags.drafts import empty_draft, hold
from warehouse.draft import Draft

BOARDS, LIFECYCLE, MONTHLY = TABLES["boards"], TABLES["lifecycle"], TABLES["demand_monthly"]


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """A draft that holds one posting alive on 31 January, and nothing else."""
    draft = empty_draft(tmp_path)
    hold(draft, LIFECYCLE, date(2026, 1, 31))
    return draft


def days(first: date, number: int) -> list[date]:
    return [first + timedelta(days=later) for later in range(number)]


def taken(draft: Draft, asked: Sequence[date], most: int = CHUNK_DAYS) -> list[tuple[int, int, bool]]:
    """First and last day of the month of each chunk, and whether its last month ends with it."""
    found = chunks.chunks(draft, asked, most)
    return [(chunk[0].day, chunk[-1].day, bool(ended) and ended[-1][-1] == chunk[-1]) for chunk, ended in found]


def test_a_chunk_is_full_or_ends_with_its_month(draft: Draft) -> None:
    assert taken(draft, days(date(2026, 2, 1), 31), 20) == [(1, 20, False), (21, 28, True), (1, 3, True)]


def test_where_a_base_is_known_a_chunk_is_of_several_months_and_says_which_of_them_end(draft: Draft) -> None:
    complete = pl.LazyFrame([{"month": "2026-01", "is_complete": True}], MONTHLY.schema)
    draft.write(MONTHLY, "month=2026-01", complete, {})
    asked = days(date(2026, 2, 10), 60)
    (first, ended), (second, rest) = chunks.chunks(draft, asked)
    assert (first, second) == (asked[:CHUNK_DAYS], asked[CHUNK_DAYS:])
    assert ended == [asked[:19]]
    assert rest == [asked[CHUNK_DAYS:50], asked[50:]]


def test_each_day_is_in_one_chunk_in_its_order(draft: Draft) -> None:
    asked = days(date(2026, 2, 1), 89)
    assert [day for chunk, _ in chunks.chunks(draft, asked) for day in chunk] == asked


def test_a_month_ends_where_the_days_asked_for_do(draft: Draft) -> None:
    assert taken(draft, days(date(2026, 2, 3), 5)) == [(3, 7, True)]


def test_a_day_without_a_stock_before_it_is_taken_alone(draft: Draft) -> None:
    assert taken(draft, days(date(2026, 1, 30), 4))[0] == (30, 30, False)


def test_a_large_stock_is_taken_by_fewer_days(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK_ROWS", 3)
    assert taken(draft, days(date(2026, 2, 1), 4)) == [(1, 3, False), (4, 4, True)]
    monkeypatch.setattr(chunks, "CHUNK_ROWS", 0)
    assert taken(draft, days(date(2026, 2, 1), 2)) == [(1, 1, False), (2, 2, True)]


@pytest.mark.parametrize("table", [BOARDS, LIFECYCLE], ids=lambda table: table.name)
def test_no_chunk_reaches_over_a_day_that_stays_as_it_is(draft: Draft, table: Table) -> None:
    hold(draft, table, date(2026, 2, 4))
    around = [date(2026, 2, day) for day in (2, 3, 5, 6)]
    assert taken(draft, around) == [(2, 3, False), (5, 6, True)]


def test_a_day_without_a_partition_is_passed_over(draft: Draft) -> None:
    gap = [date(2026, 2, day) for day in (2, 3, 5, 6)]
    assert taken(draft, gap) == [(2, 6, True)]
