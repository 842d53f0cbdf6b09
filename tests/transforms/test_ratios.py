"""Shares of domains in stratified samples, and that their intervals hold the truth as often as they say."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from transforms.ratios import ratios

AUDITS = 300
DRAWN = np.array([30, 30, 30, 90, 90])
POPULATION = np.array([400, 150, 40, 300, 2000])
"""Three strata that were read as a role, and two that were not."""


def stratum(population: int, n: int, part: int, rest: int, **cells: bool) -> dict[str, Any]:
    cell = {"has_part": True, "has_rest": True, "has_other": True} | cells
    return {"of": "x", "population": population, "n": n, "part": part, "rest": rest} | cell


def ratio(*strata: dict[str, Any]) -> dict[str, Any]:
    return ratios(pl.LazyFrame(list(strata)), ["of"]).collect().row(0, named=True)


def test_strata_count_by_the_postings_behind_them() -> None:
    small, large = stratum(100, 10, 10, 0), stratum(900, 10, 1, 1)
    assert ratio(small, large)["estimate"] == pytest.approx((100 + 90) / (100 + 180))
    assert ratio(small, large)["labels"] == 12


def test_one_large_stratum_is_a_simple_random_sample() -> None:
    found = ratio(stratum(10**9, 1000, 300, 700, has_other=False))
    assert found["n_eff"] == pytest.approx(1000, rel=1e-3)
    assert (found["low"], found["high"]) == pytest.approx((0.2724, 0.3291), abs=1e-3)  # Agresti and Coull, by hand


def test_where_all_are_labelled_nothing_is_left_to_chance() -> None:
    found = ratio(stratum(40, 40, 30, 10), stratum(7, 7, 0, 2))
    assert found["low"] == found["estimate"] == found["high"] == pytest.approx(30 / 42)
    assert found["n_eff"] is None


def test_an_empty_domain_has_no_share() -> None:
    found = ratio(stratum(40, 10, 0, 0))
    assert (found["estimate"], found["low"], found["high"], found["labels"]) == (None, None, None, 0)


def test_a_domain_that_cannot_miss_has_no_doubt() -> None:
    found = ratio(stratum(40, 10, 3, 0, has_rest=False))
    assert (found["estimate"], found["low"], found["high"]) == (1, 1, 1)


def test_none_among_a_hundred_does_not_prove_none_among_fifty_thousand() -> None:
    found = ratio(stratum(300, 30, 30, 0, has_rest=False), stratum(50_000, 100, 0, 0, has_part=False))
    assert (found["estimate"], found["high"]) == (1, 1)
    assert found["low"] < 0.3


def simulated(truth: NDArray[np.int64], seed: int, *, is_recall: bool) -> tuple[float, float]:
    """Share of `AUDITS` audits whose interval holds the true precision (or recall) of the first role, and their mean width.

    `truth` has a row for each stratum and a column for each label: the three roles, and none.
    """
    chance, drawn = np.random.default_rng(seed), np.minimum(DRAWN, POPULATION)
    draws = np.array([chance.multivariate_hypergeometric(row, n, AUDITS) for row, n in zip(truth, drawn, strict=True)])
    reads = np.arange(len(truth)) == 0
    part = draws[:, :, 0] * reads[:, None]
    domain = draws[:, :, 0] if is_recall else drawn[:, None] * reads[:, None]
    columns = {
        "audit": np.tile(np.arange(AUDITS), len(truth)),
        "population": np.repeat(POPULATION, AUDITS),
        "n": np.repeat(drawn, AUDITS),
        "part": part.ravel(),
        "rest": (domain - part).ravel(),
        "has_part": np.repeat(reads, AUDITS),
        "has_rest": np.repeat(~reads if is_recall else reads, AUDITS),
        "has_other": np.repeat(~reads | is_recall, AUDITS),
    }
    found = ratios(pl.LazyFrame(columns), ["audit"]).collect()
    known = truth[0, 0] / (truth[:, 0].sum() if is_recall else truth[0].sum())
    return found.select(
        pl.lit(known).is_between("low", "high").mean().alias("held"),
        (pl.col("high") - pl.col("low")).mean().alias("width"),
    ).row(0)


CLASSIFIERS = {
    "good": [
        [0.97, 0.01, 0.01, 0.01],
        [0.01, 0.98, 0, 0.01],
        [0, 0, 1, 0],
        [0.02, 0, 0, 0.98],
        [0.002, 0, 0, 0.998],
    ],
    "fair": [
        [0.9, 0.04, 0.02, 0.04],
        [0.05, 0.85, 0.05, 0.05],
        [0.1, 0.05, 0.8, 0.05],
        [0.05, 0.03, 0.01, 0.91],
        [0.01, 0.005, 0.002, 0.983],
    ],
    "poor": [
        [0.7, 0.1, 0.1, 0.1],
        [0.15, 0.6, 0.05, 0.2],
        [0.2, 0.1, 0.6, 0.1],
        [0.2, 0.1, 0.05, 0.65],
        [0.05, 0.02, 0.01, 0.92],
    ],
}
"""In each stratum, how often a posting has which label."""
LEAST = 0.91
"""Of 4,000 audits 0.927 (poor, recall) to 0.991 (good) held the truth: few misses in a large stratum make recall skewed."""


@pytest.mark.parametrize("is_recall", [False, True], ids=["precision", "recall"])
@pytest.mark.parametrize("name", CLASSIFIERS)
def test_95_of_100_intervals_hold_the_truth(name: str, is_recall: bool) -> None:
    truth = np.round(POPULATION[:, None] * np.array(CLASSIFIERS[name])).astype(np.int64)
    truth[:, -1] += POPULATION - truth.sum(axis=1)
    held, width = simulated(truth, 7, is_recall=is_recall)
    assert held >= LEAST
    assert 0 < width < 0.35
