"""Old roles that ask for social media, and what they speak of."""

from datetime import date
from math import log
from typing import Any

import numpy as np
import polars as pl
import pytest

from expectations.contracts import TRADITIONAL_ROLES
from expectations.tables import TABLES
from tests.transforms.rows import table
from transforms.intervals import EMPLOYERS_FLOOR
from transforms.shifts import _ratios, shift

LAST = date(2026, 3, 31)


def posting(number: int, *, asks: bool = True, old: bool = False, new: bool = False, **stated: Any) -> dict[str, Any]:
    plain = {
        "day": LAST,
        "posting_key": str(number),
        "employer": f"e{number}",
        "traditional_role": "marketing",
        "is_counted": True,
        "has_social_media_mention": asks,
        "has_old_emphasis": old,
        "has_new_emphasis": new,
    }
    return plain | stated


def row(*postings: dict[str, Any], role: str = "marketing") -> dict[str, Any]:
    rows = TABLES["shifts"].conform(shift("2026-03", LAST, table("lifecycle", *postings))).collect()
    assert rows["traditional_role"].to_list() == sorted(TRADITIONAL_ROLES)
    return rows.filter(traditional_role=role).row(0, named=True)


def test_those_that_ask_are_counted_among_those_with_a_text() -> None:
    silent = {"has_old_emphasis": None, "has_new_emphasis": None}
    found = row(posting(1), posting(2, asks=False), posting(3, **silent), posting(4, is_counted=False))
    assert (found["open"], found["n"], found["asking"]) == (3, 2, 1)


def test_the_share_that_asks_is_withheld_where_few_employers_stand_behind_it() -> None:
    half = [posting(number, asks=number % 2 == 0) for number in range(EMPLOYERS_FLOOR)]
    assert (row(*half)["share"], row(*half[1:])["share"]) == (0.5, None)


def test_a_posting_counts_for_each_pole_of_which_it_holds_a_word() -> None:
    found = row(posting(1, old=True, new=True), posting(2, new=True), posting(3, asks=False, old=True))
    assert (found["old"], found["new"], found["old_all"], found["new_all"]) == (1, 2, 2, 2)


def test_above_zero_more_speak_of_the_new() -> None:
    postings = [posting(number, old=number < 10, new=number >= 5) for number in range(30)]
    found = row(*postings)
    assert found["log_ratio"] == pytest.approx(log(25.5 / 10.5), abs=1e-6)
    assert 0 < found["log_ratio_low"] < found["log_ratio"] < found["log_ratio_high"]


def test_few_employers_or_few_that_hold_the_rarer_give_no_ratio() -> None:
    alone = [posting(number, old=True, new=True, employer="one") for number in range(40)]
    rare = [posting(number, old=number < 4, new=True) for number in range(40)]
    large = [posting(number, old=True, new=True, employer=f"large{number % 2}") for number in range(400)]
    assert row(*large, *rare)["log_ratio"] is None
    for postings in (alone, rare):
        found = row(*postings)
        assert (found["log_ratio"], found["log_ratio_low"], found["log_ratio_all"]) == (None, None, None)
        assert found["new"] == 40


def test_a_role_that_nobody_has_is_there_with_zero() -> None:
    found = row(posting(1), role="human_resources")
    assert (found["open"], found["n"], found["asking"], found["share"], found["new_all"]) == (0, 0, 0, None, 0)
    assert (found["old_pole"], found["new_pole"]) == ("policy", "people")


def test_at_least_ninety_five_of_a_hundred_intervals_hold_the_truth() -> None:
    """Employers of unequal size, each with its own leaning; the truth is the ratio of what one posting holds on average."""
    chance, markets, employers = np.random.RandomState(7), 600, 40
    sizes = chance.geometric(0.25, (markets, employers))
    old, new = (chance.binomial(sizes, chance.beta(2 * p, 2 * (1 - p), sizes.shape)) for p in (0.5, 0.35))
    market = np.repeat(np.arange(markets), employers)
    frame = pl.LazyFrame({"traditional_role": market, "old": old.ravel(), "new": new.ravel()})
    found = _ratios(frame, "").drop_nulls().collect()
    covers = found.select(pl.lit(log(0.35 / 0.5)).is_between("log_ratio_low", "log_ratio_high"))
    assert len(found) == markets
    assert covers.to_series().mean() >= 0.95
