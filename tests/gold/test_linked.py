"""Links between real postings are right as often as is said."""

import polars as pl
import pytest

from tests.gold.linked import counts, held_out, labelled, looked_at, with_one_title


def test_of_labelled_pairs_hardly_any_is_linked_wrongly_and_most_are_found():
    pairs = labelled()
    if pairs.is_empty():
        pytest.skip("the postings of ../shared/realdata are not at hand")
    seen, first = looked_at(pairs), pairs.filter(pl.col("drawn").is_in(["tuned", "first"]))
    parts = [(seen, 0.98, 0.92), (with_one_title(seen), 0.99, 0.99), (first, 0.99, 0.97), (held_out(pairs), 0.99, 0.9)]
    for part, precision, recall in parts:
        hits, wrong, missed = counts(part)
        assert hits / (hits + wrong) >= precision
        assert hits / (hits + missed) >= recall
