"""Figures of agreement, on counts that can be checked by hand."""

import polars as pl
import pytest
from scipy.stats import binomtest

from tests.gold.measures import classes, confusion, fleiss_kappa, kappa, wilson

CELLS = pl.DataFrame(
    {
        "coded": ["manager", "manager", "none", "none"],
        "read": ["manager", "none", "none", "manager"],
        "titles": [20, 5, 15, 10],
        "right": [20, 0, 15, 0],
    }
)


@pytest.mark.parametrize(("hits", "n"), [(0, 5), (3, 7), (97, 100), (12, 12)])
def test_intervals_are_wilsons(hits, n):
    known = binomtest(hits, n).proportion_ci(method="wilson")
    assert wilson(hits, n) == pytest.approx((known.low, known.high), abs=1e-6)


def test_kappa_is_agreement_beyond_chance():
    assert kappa(CELLS) == pytest.approx(0.4)


def test_three_coders_agree_beyond_chance():
    three = pl.DataFrame({"one": ["a", "a", "b", "b"], "two": ["a", "a", "b", "a"], "three": ["a", "b", "b", "b"]})
    assert fleiss_kappa(three) == pytest.approx((2 / 3 - 1 / 2) / (1 / 2))
    assert fleiss_kappa(three.with_columns(two="one", three="one")) == 1


def test_a_label_that_can_be_defended_counts_as_coded_so():
    defended = CELLS.with_columns(right=pl.col("titles"))
    assert set(classes(defended)["f1"]) == {1.0}


def test_each_label_has_precision_and_recall():
    manager = classes(CELLS).row(by_predicate=pl.col("label") == "manager", named=True)
    assert manager["precision"].startswith("0.67 (")
    assert manager["recall"].startswith("0.80 (")
    assert manager["f1"] == pytest.approx(0.727)


def test_the_confusion_is_square():
    assert confusion(CELLS).rows() == [(1, "manager", 20, 5), (2, "none", 10, 15)]
