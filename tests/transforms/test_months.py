from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from expectations.tables import TABLES
from tests.transforms.rows import table
from transforms.months import is_complete, sum_up

ROLE = "social_media_manager"
APRIL = [date(2026, 4, 1) + timedelta(n) for n in range(30)]


def day(on: date, open: int, **stated: Any) -> dict[str, Any]:
    counts = {column.name: 0 for column in TABLES["demand_daily"].columns if column.unit == "postings"}
    plain = {"day": on, "role": ROLE, "country": "ZZ", "rung": "any", "is_suppressed": False, "matched_chain": 1.0}
    return counts | plain | {"open": open, "employers": 1, "coverage": 1.0} | stated


def month(days: list[dict[str, Any]], base: pl.LazyFrame | None = None) -> dict[str, Any]:
    frame = sum_up("2026-04", [row["day"] for row in days], table("demand_daily", *days), base)
    return TABLES["demand_monthly"].conform(frame).collect().row(0, named=True)


def test_a_month_is_complete_when_its_first_and_last_day_were_observed() -> None:
    assert is_complete("2026-04", [APRIL[0], *APRIL[9::10]])
    assert not is_complete("2026-04", APRIL[1:])
    assert not is_complete("2026-04", APRIL[:-1])


def test_a_month_of_which_more_than_ten_days_in_a_row_are_missing_is_not_complete() -> None:
    assert is_complete("2026-04", [*APRIL[:10], APRIL[19], APRIL[-1]])
    assert not is_complete("2026-04", [*APRIL[:9], APRIL[19], APRIL[-1]])


def test_a_cell_that_is_gone_at_the_end_has_the_coverage_of_its_country_or_of_the_panel() -> None:
    german = [{"country": "DE", "role": role} for role in ("any", "community_manager")]
    days = [day(APRIL[0], 1, **cell, coverage=0.2) for cell in german]
    days += [
        day(APRIL[0], 1, country="FR"),
        day(APRIL[1], 1, coverage=0.5),
        day(APRIL[1], 1, **german[0], coverage=0.4),
    ]
    found = sum_up("2026-04", APRIL[:2], table("demand_daily", *days), None).collect()
    assert found.sort("country", "role")["coverage"].to_list() == [0.4, 0.4, 0.5, 0.5]


def test_the_stock_is_that_of_the_last_day_and_flows_are_summed() -> None:
    row = month([day(APRIL[0], 5, opened=5), day(APRIL[1], 7, opened=3, closed=1)])
    assert (row["open"], row["opened"], row["closed"], row["last_on"], row["days"]) == (7, 8, 1, APRIL[1], 2)


def test_the_mean_stock_is_over_the_observed_days() -> None:
    assert month([day(APRIL[0], 5), day(APRIL[1], 8)])["mean_open"] == 6.5


def test_the_first_complete_month_is_its_own_base() -> None:
    row = month([day(on, 10) for on in APRIL[:-1]] + [day(APRIL[-1], 20)])
    assert row["index"] == pytest.approx(100 * 20 / (310 / 30), abs=1e-3)


def test_an_incomplete_month_without_a_base_has_no_index() -> None:
    assert month([day(APRIL[0], 5)])["index"] is None


def test_a_later_month_is_set_to_the_base_it_is_given() -> None:
    cell = {"role": ROLE, "country": "ZZ", "rung": "any"}
    base = table("demand_monthly", cell | {"mean_open": 4.0, "mean_matched_chain": 0.5})
    row = month([day(APRIL[0], 6)], base)
    assert (row["index"], row["matched_index"]) == (150, 200)


def test_a_cell_that_is_gone_at_the_end_still_shows_its_flows() -> None:
    other = day(APRIL[1], 1) | {"country": "DE"}
    frame = sum_up("2026-04", APRIL[:2], table("demand_daily", day(APRIL[0], 3, opened=3), other), None)
    rows = TABLES["demand_monthly"].conform(frame).collect()
    gone = rows.filter(country="ZZ").row(0, named=True)
    assert (gone["open"], gone["opened"], gone["is_suppressed"]) == (0, 3, True)


def test_a_month_without_a_chain_has_no_mean_of_it() -> None:
    assert month([day(APRIL[0], 0, matched_chain=None)])["mean_matched_chain"] is None
