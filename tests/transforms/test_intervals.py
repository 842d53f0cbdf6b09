import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from transforms.intervals import EMPLOYERS_FLOOR, student_t, sums, with_interval


def measured(employers: list[tuple[int, int]]) -> dict[str, float | None]:
    frame = pl.LazyFrame(employers, schema={"x": pl.Int64, "n": pl.Int64}, orient="row")
    return with_interval(frame.select(sums("x", "n"))).collect().row(0, named=True)


@pytest.mark.parametrize("freedom", [5, 9, 20, 100, 1000])
def test_the_expansion_of_student_s_t_is_good_to_a_thousandth(freedom: int) -> None:
    value = pl.select(student_t(pl.lit(freedom))).item()
    assert value == pytest.approx(stats.t.ppf(0.975, freedom), abs=1e-3)


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
    assert blocks["high"] - blocks["low"] > 3 * (alone["high"] - alone["low"])


def test_n_eff_of_equal_employers_is_their_number() -> None:
    assert measured([(1, 7)] * 20)["n_eff"] == pytest.approx(20)


def test_one_giant_employer_leaves_little() -> None:
    assert measured([(1, 1000)] + [(0, 1)] * 20)["n_eff"] < 1.1


@pytest.mark.parametrize("x", [0, 5])
def test_a_share_of_none_or_all_still_has_an_interval(x: int) -> None:
    found = measured([(x, 5)] * 30)
    assert found["high"] - found["low"] == pytest.approx(1 - 0.025 ** (1 / 30))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=EMPLOYERS_FLOOR, max_size=60))
def test_low_share_and_high_are_in_order_and_within_0_and_1(drawn: list[tuple[int, int]]) -> None:
    found = measured([(min(x, n), n) for x, n in drawn])
    assert 0 <= found["low"] <= found["share"] + 1e-12
    assert found["share"] - 1e-12 <= found["high"] <= 1


@given(st.permutations([(1, 3), (0, 2), (5, 9), (2, 2), (0, 11), (7, 8), (1, 1), (0, 1), (4, 6), (3, 10)]))
def test_the_order_of_employers_changes_no_bit(order: list[tuple[int, int]]) -> None:
    assert measured(order) == measured(sorted(order))
