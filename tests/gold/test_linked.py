"""Links between real postings are right as often as is said."""

import polars as pl
import pytest

from tests.gold.linked import agreement, counts, intervals, labelled, of_titles, sizes

TOLD = pl.DataFrame(
    [
        *[("Acme", "one_title_one_text", "same", True)] * 8,
        *[("Acme", "two_titles_near_text", "open", True)] * 3,
        *[("Brine", "two_titles_near_text", "same", False)] * 2,
        ("Cove", "one_title_near_text", "other", True),
        ("Cove", "two_titles_near_text", "other", False),
    ],
    ["employer", "stratum", "label", "is_linked"],
    orient="row",
)


def test_of_labelled_pairs_hardly_any_is_linked_wrongly_and_under_one_title_most_are_found():
    pairs = labelled()
    if pairs.is_empty():
        pytest.skip("the postings of ../shared/realdata are not at hand")
    for part, precision, recall in [(pairs, 0.99, 0.73), (of_titles(pairs, "one"), 0.99, 0.95)]:
        hits, wrong, missed = counts(part)
        assert hits / (hits + wrong) >= precision
        assert hits / (hits + missed) >= recall
    postings, stated, found = sizes(pairs)
    assert stated < found < stated + (postings - stated) * 0.35  # measured: a third of what is posted twice is left


def test_three_coders_label_alike():
    assert agreement() >= 0.95


def test_what_is_open_counts_for_nothing():
    assert counts(TOLD) == (8, 1, 2)
    assert counts(of_titles(TOLD, "two")) == (0, 0, 2)


def test_intervals_know_that_the_pairs_of_an_employer_stand_and_fall_together():
    precision, recall = intervals(TOLD)
    assert precision == (0, 1)
    assert recall[0] == 0
    assert recall[1] == 1
    alone = intervals(TOLD.with_columns(employer=pl.int_range(pl.len()).cast(pl.String)))
    assert alone[0][0] > 0.6
    assert alone[1][0] > 0.4
