import math
from typing import Any

import numpy as np
import polars as pl
import pytest

from expectations.tables import TABLES
from tests.transforms.rows import table
from transforms.employers import by_employer, ends_of, growth, share_change
from transforms.intervals import EMPLOYERS_FLOOR

Counts = tuple[float, float, float, float]
"""x0, n0, x1, n1 of an employer."""


def ends(*employers: Counts) -> pl.LazyFrame:
    names = [f"e{number:03}" for number in range(len(employers))]
    return pl.LazyFrame(employers, ["x0", "n0", "x1", "n1"], orient="row").with_columns(employer=pl.Series(names))


def measured(frame: pl.LazyFrame) -> dict[str, Any]:
    return frame.collect().row(0, named=True)


def posting(key: str, **stated: Any) -> dict[str, Any]:
    plain = {"posting_key": key, "employer": "Acme", "role": "community_manager", "rung": "manager"}
    return {**plain, "is_counted": True, "is_homonym": False, "is_manager_titled": True, **stated}


def test_the_stock_is_told_by_employer_and_role_with_its_managers() -> None:
    stock = table(
        "lifecycle",
        posting("a", has_people_management=False),
        posting("b", rung="specialist", is_manager_titled=False),
        posting("c", employer="Bolt", role="none", is_homonym=True),
        posting("d", is_counted=False),
    )
    rows = TABLES["employers"].conform(by_employer("2026-03", stock)).collect()
    assert rows.drop("managers_d5").rows() == [
        ("2026-03", "Acme", "community_manager", 2, 1, 1, 2, 1, 0),
        ("2026-03", "Bolt", "none", 1, 0, 0, 0, 0, 0),
    ]


def test_only_employers_with_postings_at_both_ends_are_compared() -> None:
    before = pl.LazyFrame({"employer": ["Acme", "Bolt"], "role": "a", "open": [1, 2]})
    now = pl.LazyFrame({"employer": ["Acme", "Core"], "role": "b", "open": [3, 4]})
    of_role_b = pl.when(pl.col("role") == "b").then("open").otherwise(0)
    assert ends_of(before, now, of_role_b, pl.col("open")).collect().rows() == [("Acme", 0, 1, 3, 3)]


def test_where_no_employer_differs_from_another_there_is_nothing_to_draw_an_interval_from() -> None:
    rows = [(number % 5, 10, number % 5, 10) for number in range(40)]
    found = measured(share_change(ends(*rows)))
    assert (found["change"], found["low"], found["high"]) == (0, None, None)


def test_a_change_at_every_employer_alike_is_sure_where_two_unpaired_shares_would_overlap() -> None:
    rows = [(number % 9, 10, number % 9 + 1 + (number == 0), 10) for number in range(40)]
    found = measured(share_change(ends(*rows)))
    assert found["change"] == pytest.approx(0.1025)
    assert found["low"] > 0.09


def test_too_few_employers_have_no_interval() -> None:
    rows = [(number % 3, 5, number % 2, 5) for number in range(EMPLOYERS_FLOOR - 1)]
    found = measured(share_change(ends(*rows)))
    assert (found["low"], found["high"], found["employers"]) == (None, None, EMPLOYERS_FLOOR - 1)


def test_growth_is_the_logarithm_of_the_ratio() -> None:
    rows = [(2, 5, 3 + number % 2, 5) for number in range(30)]
    found = measured(growth(ends(*rows)))
    assert found["change"] == pytest.approx(math.log(105 / 60))
    assert found["low"] < found["change"] < found["high"]


def market(random: np.random.Generator, employers: int = 40) -> list[Counts]:
    """Employers of unequal size whose own share wanders; in truth nothing changes."""
    sizes = random.lognormal(2, 0.8, employers).astype(int) + 1
    habit = random.beta(1, 3, (employers, 1)) + random.normal(0, 0.05, (employers, 2))
    found = random.binomial(sizes[:, None], habit.clip(0, 1))
    return [(int(x0), int(n), int(x1), int(n)) for n, (x0, x1) in zip(sizes, found, strict=True)]


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    random = np.random.default_rng(20261122)
    found = pl.collect_all([share_change(ends(*market(random))) for _ in range(150)])
    held = sum(row["low"] <= 0 <= row["high"] for frame in found for row in frame.iter_rows(named=True))
    assert 0.92 <= held / 150 <= 0.99
