import polars as pl
import pytest

from warehouse.vintages.revised import by_horizon, compared, moved

ROW = dict[str, object]


def monthly(*rows: ROW) -> pl.LazyFrame:
    plain = {"role": "any_social", "country": "ZZ", "rung": "any", "is_complete": True, "vacancies": 5, "share": 0.5}
    return pl.LazyFrame([plain | row for row in rows], schema_overrides={"share": pl.Float64})


def told(before: pl.LazyFrame, now: pl.LazyFrame) -> list[tuple[object, ...]]:
    rows = moved(compared(before, now, "2026-06"))
    return rows.select("month", "role", "measure", "before", "now", pl.col("change").round(4)).rows()


def test_counts_move_by_a_part_and_shares_by_a_difference_the_largest_first():
    before = monthly({"month": "2026-05", "open": 100}, {"month": "2026-06", "open": 10, "share": 0.2})
    now = monthly({"month": "2026-05", "open": 101}, {"month": "2026-06", "open": 5, "share": 0.3})
    assert told(before, now) == [
        ("2026-06", "any_social", "open", 10, 5, -0.5),
        ("2026-06", "any_social", "share", 0.2, 0.3, 0.1),
        ("2026-05", "any_social", "open", 100, 101, 0.01),
    ]


def test_what_is_gone_or_withheld_has_moved_and_comes_first_and_a_new_month_has_not():
    before = monthly({"month": "2026-05", "open": 9}, {"month": "2026-06", "open": 9})
    now = monthly({"month": "2026-06", "open": 8, "share": None}, {"month": "2026-07", "open": 7})
    assert [(row[0], row[2], row[5]) for row in told(before, now)] == [
        ("2026-05", "open", None),
        ("2026-05", "share", None),
        ("2026-05", "vacancies", None),
        ("2026-06", "share", None),
        ("2026-06", "open", -0.1111),
    ]


@pytest.mark.parametrize("other", [{"is_complete": False}, {"country": "US"}, {"rung": "manager"}])
def test_what_was_bound_to_move_or_is_a_part_is_not_told(other: ROW):
    before, now = monthly({"month": "2026-05", "open": 1} | other), monthly({"month": "2026-05", "open": 9})
    assert told(before, now) == []


def test_sizes_are_told_by_age_and_cause_beside_all_that_was_published():
    before = monthly({"month": "2025-12", "open": 100}, {"month": "2026-06", "open": 10})
    now = monthly({"month": "2025-12", "open": 90}, {"month": "2026-06", "open": 10})
    figures = compared(before, now, "2026-06")
    parts = moved(figures).with_columns(cause=pl.lit("late crawl"), part_change="change")
    found = by_horizon(figures, parts).filter(measure="open").drop("measure").rows()
    assert [tuple(round(v, 4) if isinstance(v, float) else v for v in row) for row in found] == [
        (0, None, 1, 0, None, None),
        (6, "late crawl", 1, 1, 0.1, 0.1),
    ]
