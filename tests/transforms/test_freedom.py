"""Degrees of freedom, and what Student's t makes of them."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from transforms.freedom import effective, student_t, t_points


def test_student_s_t_takes_broken_degrees_of_freedom_and_leaves_the_unknown_unknown() -> None:
    values = pl.DataFrame({"freedom": [1.0, 2.5, 40.0, None]}).select(student_t(pl.col("freedom"))).to_series()
    assert values.to_list() == [*(pytest.approx(stats.t.ppf(0.975, freedom)) for freedom in (1, 2.5, 40)), None]


@given(st.integers(2, 300))
def test_employers_that_deviate_alike_have_one_freedom_less_than_they_are(employers: int) -> None:
    assert effective(np.array(1.0 * employers), np.array(1.0 * employers), employers) == employers - 1


def test_one_employer_that_carries_nearly_all_leaves_hardly_more_than_one() -> None:
    squares = np.array([1e4, *[1.0] * 50])
    assert effective(squares.sum(), (squares**2).sum(), len(squares)) < 2.1


def test_frames_and_arrays_say_the_same() -> None:
    sums = pl.DataFrame({"second": [3.0, 5.0], "fourth": [2.0, 20.0]})
    second, fourth = (sums[name].to_numpy() for name in sums.columns)
    found = sums.select(student_t(effective(pl.col("second"), pl.col("fourth"), 9))).to_series()
    assert found.to_list() == t_points(effective(second, fourth, 9)).tolist()
