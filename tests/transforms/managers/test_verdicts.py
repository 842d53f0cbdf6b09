"""Verdicts over five definitions at once."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from transforms.intervals import sums, with_interval
from transforms.managers.verdicts import judged

Employers = list[tuple[int, int]]


def measured(*definitions: Employers) -> pl.DataFrame:
    """One way to ask, one row for each definition; an employer is (managers, n)."""
    rows = [(place, x, n) for place, employers in enumerate(definitions) for x, n in employers]
    frame = pl.LazyFrame(rows, {"definition": pl.Int64, "x": pl.Int64, "n": pl.Int64}, orient="row")
    shares = with_interval(frame.group_by("definition").agg(sums("x", "n"))).with_columns(way=pl.lit("w"))
    return judged(shares, ["way"]).sort("definition").collect()


def of(managers: int, others: int) -> Employers:
    return [(1, 1)] * managers + [(0, 1)] * others


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=10, max_size=40))
def test_the_p_value_says_what_the_interval_says(drawn: Employers) -> None:
    row = measured([(min(x, n), n) for x, n in drawn]).row(0, named=True)
    assert (row["p_value"] < 0.05) == (row["verdict"] != "undetermined")


def test_with_independent_postings_the_p_value_is_nearly_that_of_a_binomial_test() -> None:
    row = measured(of(120, 80)).row(0, named=True)
    assert row["p_value"] == pytest.approx(stats.binomtest(120, 200).pvalue, abs=0.004)


def test_all_of_few_employers_is_as_certain_as_so_many_coins() -> None:
    row = measured(of(12, 0)).row(0, named=True)
    assert row["p_value"] == pytest.approx(stats.binomtest(12, 12).pvalue)


def test_holm_steps_down_from_five_times_the_smallest() -> None:
    rows = measured(of(150, 50), of(130, 70), of(116, 84), of(115, 85), of(100, 100))
    p = rows["p_value"].to_list()
    expected = [5 * p[0], 4 * p[1], 3 * p[2], max(3 * p[2], 2 * p[3]), 1.0]
    assert rows["p_holm"].to_list() == pytest.approx(expected)
    assert rows["verdict"].to_list() == ["supported"] * 4 + ["undetermined"]
    assert rows["verdict_holm"].to_list() == ["supported"] * 2 + ["undetermined"] * 3


def test_a_definition_that_cannot_be_judged_counts_among_the_five() -> None:
    rows = measured(of(118, 82), of(3, 1))
    assert rows["p_value"][1] is None
    assert rows["p_holm"].to_list() == [pytest.approx(5 * rows["p_value"][0]), None]


def test_below_one_half_it_contradicts() -> None:
    assert measured(of(50, 150))["verdict_holm"].to_list() == ["contradicted"]
