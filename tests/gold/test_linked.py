"""Links between real postings are right as often as is said."""

import pytest

from tests.gold.linked import counts, in_one_language, labelled


def test_of_labelled_pairs_hardly_any_is_linked_wrongly():
    pairs = labelled()
    if pairs.is_empty():
        pytest.skip("the postings of ../shared/realdata are not at hand")
    hits, wrong, missed = counts(pairs)
    assert hits / (hits + wrong) >= 0.99
    assert hits / (hits + missed) >= 0.80
    hits, _, missed = counts(in_one_language(pairs))
    assert hits / (hits + missed) >= 0.87
