from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.intervals import EFFECTIVE_FLOOR, EMPLOYERS_FLOOR, ends, sums, with_interval

Employers = Sequence[tuple[int, int]]


def measured(employers: Employers) -> dict[str, float | None]:
    frame = pl.LazyFrame(employers, schema={"x": pl.Int64, "n": pl.Int64}, orient="row")
    return with_interval(frame.select(sums("x", "n"))).collect().row(0, named=True)


def test_few_employers_give_a_share_and_no_interval() -> None:
    found = measured([(1, 2)] * (EMPLOYERS_FLOOR - 1))
    assert (found["share"], found["low"], found["high"]) == (0.5, None, None)


def test_employers_of_one_posting_each_give_nearly_the_binomial_error() -> None:
    found = measured([(1, 1)] * 400 + [(0, 1)] * 600)
    assert found["high"] - found["low"] == pytest.approx(2 * 1.96 * (0.4 * 0.6 / 1000) ** 0.5, rel=0.02)


def test_postings_that_come_in_blocks_of_one_employer_make_it_wider() -> None:
    alone = measured([(1, 1)] * 100 + [(0, 1)] * 100)
    blocks = measured([(10, 10)] * 10 + [(0, 10)] * 10)
    assert blocks["share"] == alone["share"]
    assert blocks["design_effect"] > 10 > 1.1 > alone["design_effect"]
    assert blocks["high"] - blocks["low"] > 3 * (alone["high"] - alone["low"])


def test_employers_that_are_all_alike_are_no_surer_than_independent_postings() -> None:
    found = measured([(1, 2)] * 20)
    assert (found["design_effect"], found["freedom"]) == (1, 19)


MIXED = [(1, 3), (0, 2), (5, 9), (2, 2), (0, 11), (7, 8), (1, 1), (0, 1), (4, 6), (3, 10)]


def test_the_variance_is_the_jackknife_s_to_the_first_order() -> None:
    employers = MIXED * 40
    x, n = np.array(employers).T
    left_out = (x.sum() - x) / (n.sum() - n)
    jackknife = (len(x) - 1) / len(x) * ((left_out - x.sum() / n.sum()) ** 2).sum()
    found = measured(employers)
    share = found["share"]
    assert found["design_effect"] * share * (1 - share) / n.sum() == pytest.approx(jackknife, rel=0.01)


def test_few_employers_that_carry_the_variance_leave_few_degrees_of_freedom() -> None:
    even, uneven = [(1, 2), (3, 4)] * 50, [(1, 2), (3, 4)] * 49 + [(0, 90), (90, 90)]
    assert measured(even)["freedom"] > 50
    assert measured(uneven)["freedom"] < 3.5


def test_n_eff_of_equal_employers_is_their_number() -> None:
    assert measured([(1, 7)] * 20)["n_eff"] == pytest.approx(20)


def test_one_giant_employer_leaves_little() -> None:
    assert measured([(1, 1000)] + [(0, 1)] * 20)["n_eff"] < 1.1


def test_employers_of_a_hundred_thousand_postings_are_still_summed_exactly() -> None:
    small, large = (measured([(x * scale, n * scale) for x, n in MIXED]) for scale in (1, 100_000))
    assert large["freedom"] == pytest.approx(small["freedom"])


@pytest.mark.parametrize("x", [0, 5])
def test_a_share_of_none_or_all_still_has_an_interval(x: int) -> None:
    found = measured([(x, 5)] * 30)
    assert found["high"] - found["low"] == pytest.approx(1 - 0.025 ** (1 / 30))


def are_enough(drawn: Employers) -> bool:
    sizes = [n for _, n in drawn]
    return sum(sizes) ** 2 / sum(n * n for n in sizes) >= EFFECTIVE_FLOOR


employers = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=EMPLOYERS_FLOOR, max_size=60)
enough = employers.filter(are_enough)
few = settings(max_examples=40)


@few
@given(enough)
def test_low_share_and_high_are_in_order_and_within_0_and_1(drawn: Employers) -> None:
    found = measured([(min(x, n), n) for x, n in drawn])
    assert 0 <= found["low"] <= found["share"] + 1e-12
    assert found["share"] - 1e-12 <= found["high"] <= 1


@few
@given(enough)
def test_the_interval_for_twelve_shares_at_once_holds_the_one_for_each(drawn: Employers) -> None:
    rows = pl.LazyFrame([(min(x, n), n) for x, n in drawn], schema=["x", "n"], orient="row")
    low, high = ends(12)
    found = with_interval(rows.select(sums("x", "n"))).with_columns(wide_low=low, wide_high=high).collect()
    assert found.select((pl.col("wide_low") <= pl.col("low")) & (pl.col("high") <= pl.col("wide_high"))).item()


@few
@given(st.permutations(MIXED))
def test_the_order_of_employers_changes_no_bit(order: Employers) -> None:
    assert measured(order) == measured(sorted(order))
