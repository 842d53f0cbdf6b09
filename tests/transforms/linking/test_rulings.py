"""What a person ruled of two postings goes before what they state."""

import pytest

from tests.transforms.linking.postings import linked, posting, ruling, text, vacancy_of

RULED = ("posting_key", "other_key", "evidence", "is_accepted", "ruled_key", "ruling", "reason", "ruled_by")


@pytest.mark.parametrize("pair", [("a", "b"), ("b", "a")])
def test_a_link_that_is_taken_back_stays_with_its_evidence_and_gives_no_vacancy(pair):
    vacancies, links = linked([posting("a"), posting("b", place="Hamburg")], rulings=[ruling(*pair, "two")])
    assert vacancies["vacancy_id"].to_list() == ["a", "b"]
    assert links.select(RULED).rows() == [("b", "a", "text", False, "a", "two", "read", "researcher")]


def test_what_is_ruled_one_vacancy_is_linked_whatever_it_states():
    rows = [posting("a"), posting("b", title="Director", employer="Other", text=text(40))]
    vacancies, links = linked(rows, rulings=[ruling("b", "a", "one")])
    assert set(vacancies["vacancy_id"]) == {"a"}
    assert links.select("evidence", "is_accepted", "ruling").rows() == [("ruling", True, "one")]


def test_no_chain_of_other_links_brings_back_what_was_taken_back():
    rows = [posting("a"), posting("b", text=text(2), place="Hamburg"), posting("c", text=text(4), place="Bremen")]
    assert set(vacancy_of(rows).values()) == {"a"}
    vacancies, links = linked(rows, rulings=[ruling("a", "c", "two")])
    assert vacancies["vacancy_id"].to_list() == ["a", "a", "c"]
    assert links.filter(posting_key="c").select("is_accepted", "ruled_key", "ruling").rows() == [(False, "a", "two")]


def test_who_comes_later_joins_one_of_the_two_and_does_not_bring_them_together():
    first = [posting("a"), posting("b", place="Hamburg")]
    known = vacancy_of(first, [*first, posting("c", place="Bremen")], rulings=[ruling("a", "b", "two")])
    assert known == {"a": "a", "b": "b", "c": "a"}


def test_a_vacancy_is_kept_out_of_also_when_the_posting_that_it_is_named_by_is_forgotten():
    first = [posting("a"), posting("b", place="Hamburg")]
    later = [posting("b", place="Hamburg"), posting("c", place="Bremen")]
    assert vacancy_of(first, later[:1], later, rulings=[ruling("a", "c", "two")]) == {"b": "a", "c": "c"}


def test_two_goes_before_one():
    rows = [posting("a"), posting("b", title="Lead"), posting("c", title="Director")]
    said = [ruling("a", "b", "one"), ruling("b", "c", "one"), ruling("a", "c", "two")]
    assert vacancy_of(rows, rulings=said) == {"a": "a", "b": "a", "c": "c"}


def test_no_ruling_makes_one_vacancy_of_two_requisitions():
    rows = [posting("a", requisition="R-1"), posting("b", requisition="R-2")]
    vacancies, links = linked(rows, rulings=[ruling("a", "b", "one")])
    assert vacancies["vacancy_id"].to_list() == ["a", "b"]
    assert links.select("evidence", "is_accepted", "ruling").rows() == [("ruling", False, "one")]


def test_what_stands_is_changed_by_a_rebuild_alone():
    both = [posting("a"), posting("b", place="Hamburg")]
    whole, _ = linked(both)
    assert set(whole["vacancy_id"]) == {"a"}
    later = [*both, posting("c", place="Bremen")]
    assert vacancy_of(both, later, rulings=[ruling("a", "c", "two")]) == {"a": "a", "b": "a", "c": "c"}
