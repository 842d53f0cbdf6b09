"""Links between real postings are right as often as is said."""

import pytest

from tests.gold.linked import counts, labelled, with_one_title


def test_of_labelled_pairs_hardly_any_is_linked_wrongly_and_most_are_found():
    pairs = labelled()
    if pairs.is_empty():
        pytest.skip("the postings of ../shared/realdata are not at hand")
    tuned, held_out = pairs.filter(drawn="tuned"), pairs.filter(drawn="held_out")
    least = {(0.99, 0.90): tuned, (0.99, 0.96): with_one_title(tuned), (0.97, 0.80): held_out}
    for (precision, recall), part in least.items():
        hits, wrong, missed = counts(part)
        assert hits / (hits + wrong) >= precision
        assert hits / (hits + missed) >= recall
