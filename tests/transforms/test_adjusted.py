"""The split among the roles, corrected for roles that are taken for one another."""

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.tables import TABLES
from tests.transforms.rows import table
from transforms.adjusted import adjust, beside, confusion, split, stock
from transforms.gold import gold_table

SMM, CREATOR, ASSISTANT = "social_media_manager", "social_content_creator", "social_media_assistant"
COUNTS = st.lists(st.integers(0, 500), min_size=3, max_size=3).filter(any)
RATES = np.array([[0.9, 0.1, 0.0], [0.2, 0.7, 0.1], [0.0, 0.3, 0.7]])


def counted(*postings: dict[str, Any]) -> pl.DataFrame:
    return stock(table("lifecycle", *({"is_counted": True} | posting for posting in postings))).collect()


def market(**roles: int) -> pl.DataFrame:
    """Every posting at an employer of its own."""
    return counted(*({"employer": f"{role}{n}", "role": role} for role, count in roles.items() for n in range(count)))


def labelled(*cells: tuple[str, str, int]) -> pl.DataFrame:
    rows = [
        {"aspect": "role", "coded": coded, "read": read, "titles": n, "right": n, "taxonomy_version": "1+abc"}
        for coded, read, n in cells
    ]
    return confusion(table("gold", *rows)).collect()


def figures(found: pl.DataFrame, role: str) -> dict[str, Any]:
    return found.row(by_predicate=pl.col("role") == role, named=True)


@settings(deadline=None)  # the first example loads scipy
@given(COUNTS)
def test_what_a_known_confusion_made_of_a_split_is_undone(counts: list[int]) -> None:
    truth = np.array(counts) / sum(counts)
    assert split(truth @ RATES, RATES) == pytest.approx(truth, abs=1e-6)


@settings(deadline=None)
@given(COUNTS)
def test_whatever_was_read_the_split_stays_one(counts: list[int]) -> None:
    found = split(np.array(counts), RATES)
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1, abs=1e-12)


def test_a_classifier_that_never_errs_leaves_the_shares_alone() -> None:
    found = adjust(market(**{SMM: 30, CREATOR: 10}), labelled((SMM, SMM, 50), (CREATOR, CREATOR, 50)))
    assert figures(found, SMM)["adjusted_share"] == pytest.approx(0.75)


def test_a_role_often_read_as_another_gets_back_what_it_lost() -> None:
    half_lost = labelled((SMM, SMM, 50), (CREATOR, CREATOR, 10), (CREATOR, SMM, 10))
    found = adjust(market(**{SMM: 30, CREATOR: 10}), half_lost)
    assert [figures(found, role)["adjusted_share"] for role in (SMM, CREATOR)] == pytest.approx([0.5, 0.5])


def test_titles_that_are_no_role_or_read_as_none_do_not_count() -> None:
    found = adjust(market(**{SMM: 3, CREATOR: 1}), labelled((SMM, SMM, 9), (SMM, "none", 9), ("none", CREATOR, 9)))
    assert figures(found, SMM)["adjusted_share"] == pytest.approx(0.75)
    assert [figures(found, role)["titles"] for role in (SMM, CREATOR)] == [9, 0]


def test_few_labelled_titles_widen_the_interval_though_none_was_misread() -> None:
    read = market(**{SMM: 30, CREATOR: 30})
    few, many = (figures(adjust(read, labelled((SMM, SMM, n), (CREATOR, CREATOR, n))), CREATOR) for n in (6, 6000))
    assert few["high"] - few["low"] > many["high"] - many["low"]
    assert few["low"] <= few["adjusted_share"] <= few["high"]


def test_postings_of_one_employer_weigh_as_one_draw() -> None:
    clustered = counted(*({"employer": f"e{n % 4}", "role": SMM if n % 4 < 2 else CREATOR} for n in range(60)))
    labels = labelled((SMM, SMM, 900), (CREATOR, CREATOR, 900))
    few, many = (figures(adjust(read, labels), SMM) for read in (clustered, market(**{SMM: 30, CREATOR: 30})))
    assert few["high"] - few["low"] > 2 * (many["high"] - many["low"])


def test_the_same_rows_in_another_order_give_the_same_bits() -> None:
    rows = [{"employer": f"e{n}", "role": role} for n in range(12) for role in (SMM, CREATOR, ASSISTANT)[: 1 + n % 3]]
    labels = confusion(gold_table()).collect()
    assert adjust(counted(*rows), labels).equals(adjust(counted(*reversed(rows)), labels))


def test_beside_the_shares_that_are_published() -> None:
    shared = {"month": "2026-03", "country": "ZZ", "rung": "any", "is_suppressed": False}
    rows = [{"role": SMM, "open": 30, "share": 0.75}, {"role": CREATOR, "open": 10, "is_suppressed": True}]
    beyond = [{"role": "any_social", "open": 40, "share": 0.2}, {"role": SMM, "open": 9, "share": 1.0, "country": "GB"}]
    monthly = table("demand_monthly", *(shared | row for row in (*rows, *beyond)))
    gold = table("gold", {"aspect": "role", "taxonomy_version": "1+abc"})
    found = adjust(market(**{SMM: 30, CREATOR: 10}), labelled((SMM, SMM, 9)))
    done = TABLES["shares_adjusted"].conform(beside(monthly, found.lazy(), gold)).collect()
    assert done.select("role", "open", "share", "gold_version").rows() == [
        (CREATOR, 10, None, "1+abc"),
        (SMM, 30, 0.75, "1+abc"),
    ]
    assert done["adjusted_share"].to_list() == [None, 0.75]
    assert done["titles"].to_list() == [0, 9]


def test_where_nobody_is_wanted_there_is_nothing_to_adjust() -> None:
    nobody = counted({"employer": "e", "role": "none", "day": date(2026, 3, 31)})
    assert adjust(nobody, labelled((SMM, SMM, 9))).is_empty()
