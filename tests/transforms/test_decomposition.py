from collections.abc import Iterable
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.tables import TABLES
from expectations.tables.decomposition import COMPONENTS
from tests.transforms.rows import table
from transforms.decomposition import decompose

SMM, CM = "social_media_manager", "community_manager"
Boards = dict[str, tuple[int, int]]
"""Board → postings for social media managers, and for community managers."""


def stock(boards: Boards) -> pl.LazyFrame:
    rows = [
        {"posting_key": f"{board}/{role}/{number}", "source": "lever", "board": board, "role": role, "is_counted": True}
        for board, counts in boards.items()
        for role, count in zip((SMM, CM), counts, strict=True)
        for number in range(count)
    ]
    return table("lifecycle", *rows)


def months(*boards: Boards, is_suppressed: bool = False) -> Iterable[dict[str, Any]]:
    for month, postings in zip(("2026-03", "2026-04"), boards, strict=True):
        counts = [sum(column) for column in zip((0, 0), *postings.values(), strict=True)]
        for role, count in zip((SMM, CM), counts, strict=True):
            share = None if is_suppressed else count / sum(counts)
            cell = {"month": month, "role": role, "country": "ZZ", "rung": "any"}
            why = "fewer than 10 employers stand behind the share" if is_suppressed else None
            yield cell | {"share": share, "is_suppressed": is_suppressed, "suppressed_why": why}


def of_managers(before: Boards, now: Boards, matched: Iterable[str], **stated: bool) -> dict[str, Any]:
    at_both = pl.LazyFrame({"source": "lever", "board": list(matched)}, {"source": pl.String, "board": pl.String})
    monthly = table("demand_monthly", *months(before, now, **stated))
    found = decompose("2026-04", stock(now), stock(before), at_both, monthly)
    return TABLES["decomposition"].conform(found).collect().row(by_predicate=pl.col("role") == SMM, named=True)


def test_boards_that_ask_for_another_mix_change_it_within() -> None:
    row = of_managers({"a": (5, 5), "b": (5, 5)}, {"a": (8, 2), "b": (5, 5)}, "ab")
    assert [row[name] for name in COMPONENTS] == [0.15, 0, 0, 0]


def test_boards_that_grow_change_it_between() -> None:
    row = of_managers({"a": (9, 1), "b": (1, 9)}, {"a": (27, 3), "b": (1, 9)}, "ab")
    assert [row[name] for name in COMPONENTS] == [0, 0.2, 0, 0]


def test_a_board_that_has_no_posting_at_one_end_changes_it_between() -> None:
    row = of_managers({"a": (1, 9)}, {"a": (1, 9), "b": (9, 1)}, "ab")
    assert [row[name] for name in COMPONENTS] == [0, 0.4, 0, 0]


def test_a_board_that_joins_and_one_that_falls_silent_are_entry_and_exit() -> None:
    row = of_managers({"a": (5, 5), "old": (0, 10)}, {"a": (5, 5), "new": (10, 0)}, "a")
    assert [row[name] for name in COMPONENTS] == [0, 0, 0.25, 0.25]
    assert (row["change"], row["boards"], row["matched_boards"]) == (0.5, 2, 1)


@pytest.mark.parametrize(
    ("before", "now"), [({"a": (5, 5)}, {"b": (8, 2)}), ({"a": (5, 5), "b": (0, 0)}, {"b": (8, 2)})]
)
def test_nothing_is_told_apart_where_no_matched_board_has_postings_at_both_ends(before: Boards, now: Boards) -> None:
    row = of_managers(before, now, {"a", "b"} & before.keys() & now.keys())
    assert (row["change"], [row[name] for name in COMPONENTS]) == (0.3, [None] * 4)


def test_what_is_withheld_of_a_month_is_withheld_here() -> None:
    row = of_managers({"a": (5, 5)}, {"a": (8, 2)}, "a", is_suppressed=True)
    assert (row["is_suppressed"], row["suppressed_why"][:5]) == (True, "fewer")
    assert [row[name] for name in ("share", "change", *COMPONENTS)] == [None] * 6


def test_the_first_month_is_compared_with_nothing() -> None:
    monthly = table(
        "demand_monthly", *(row for row in months({"a": (1, 1)}, {"a": (1, 1)}) if row["month"] > "2026-03")
    )
    found = decompose("2026-04", stock({"a": (1, 1)}), stock({}), stock({}).select("source", "board"), monthly)
    row = TABLES["decomposition"].conform(found).collect().row(0, named=True)
    assert (row["month_before"], row["change"], row["within"]) == (None, None, None)
    assert (row["is_suppressed"], row["suppressed_why"]) == (True, "the month before has no such share")


counts = st.tuples(st.integers(0, 6), st.integers(0, 6))
panels = st.fixed_dictionaries(dict.fromkeys("abcd", counts)).filter(lambda boards: sum(map(sum, boards.values())) > 0)


@settings(max_examples=20)
@given(panels, panels, st.sets(st.sampled_from("abcd"), min_size=1))
def test_the_components_sum_to_the_change_and_between_is_what_growth_explains(
    before: Boards, now: Boards, matched: set[str]
) -> None:
    row = of_managers(before, now, matched)
    at_both = [(before[board], now[board]) for board in sorted(matched)]
    wholes = [sum(sum(counts[end]) for counts in at_both) for end in (0, 1)]
    if not all(wholes):
        assert row["within"] is None
        return
    assert sum(row[name] for name in COMPONENTS) == pytest.approx(row["change"], abs=3e-6)
    between = 0.0
    for counts in at_both:
        sizes = [sum(counts[end]) for end in (0, 1)]
        shares = [counts[end][0] / sizes[end] for end in (0, 1) if sizes[end]]
        if shares:
            between += (sizes[1] / wholes[1] - sizes[0] / wholes[0]) * sum(shares) / len(shares)
    assert row["between"] == pytest.approx(between, abs=1e-6)
