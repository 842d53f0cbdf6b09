"""Links between the postings of a market whose vacancies are known."""

from spiders.sandbox.market import DEFAULT_SEED, Market
from tests.gold.linked_market import DAYS, FIRST_DAY, counts, linked


def test_postings_of_the_market_are_linked_as_they_should() -> None:
    postings = linked(Market(DEFAULT_SEED, FIRST_DAY, DAYS))
    hits, wrong, missed = counts(postings)
    assert hits + missed > 300
    assert hits / (hits + wrong) >= 0.99
    assert hits / (hits + missed) >= 0.97
