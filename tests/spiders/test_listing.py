from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.ashby import AshbySpider
from spiders.documents import MOST_ELEMENTS, items_at, json_document, total_at, xml_document
from spiders.fields import VALUE_LENGTH, Fields
from spiders.greenhouse import GreenhouseSpider
from spiders.items import Posting, Reject
from spiders.listing import LONGEST_ID, MOST_ITEMS, Judgement, Listing, NotAListing, Page
from spiders.listing import judge as judge_by


def listing(collected: int, rejected: int = 0, malformed: int = 0, listed: int | None = None) -> Listing:
    return Listing("s", "b", listed, collected, rejected, malformed)


def judge(found: Listing, states_total: bool, **card: object) -> Judgement:
    return judge_by(found, replace((GreenhouseSpider if states_total else AshbySpider).card, **card))


def take(raw: Fields) -> Posting:
    return Posting("s", "b", raw.identifier("id"), raw.required("title"))


@given(st.integers(0, 9), st.integers(0, 4), st.integers(0, 15))
def test_only_the_sources_own_total_proves_a_listing_whole(collected: int, rejected: int, listed: int) -> None:
    found = judge(listing(collected, rejected, listed=listed), states_total=True)
    assert (found.status == "complete") == (found.proof is not None) == (collected + rejected == listed)


def test_a_source_that_states_a_total_proves_nothing_without_it() -> None:
    assert judge(listing(5), states_total=True).status == "partial"


def test_a_total_of_nought_proves_that_there_is_nothing() -> None:
    assert judge(listing(0, listed=0), states_total=True).status == "complete"


def test_without_a_total_the_one_answer_is_the_proof_unless_it_is_empty() -> None:
    assert judge(listing(3), states_total=False).proof == "whole listing in one answer"
    assert judge(listing(0), states_total=False).status == "empty"


def test_a_listing_that_can_hardly_be_read_closes_nothing() -> None:
    assert judge(listing(0, rejected=5, malformed=5, listed=5), states_total=True).status == "partial"
    assert judge(listing(9, rejected=1, malformed=1, listed=10), states_total=True).status == "complete"
    assert judge(listing(0, rejected=5, malformed=0, listed=5), states_total=True).status == "complete"


@pytest.mark.parametrize(
    "body", [b"", b"  \n", b'{"jobs": [', b"<html>", b"\xff\xfe\x00", b"[" * 100_000, b"9" * 5_000]
)
def test_a_broken_body_is_no_listing(body: bytes) -> None:
    with pytest.raises(NotAListing):
        items_at(json_document(body), ())


def test_a_feed_of_more_elements_than_any_has_is_no_listing() -> None:
    with pytest.raises(NotAListing, match="more than 1,000,000 elements"):
        xml_document(b"<a>" + b"<b/>" * MOST_ELEMENTS + b"</a>", ())


def test_an_encoding_that_there_is_not_is_no_listing() -> None:
    with pytest.raises(NotAListing, match="unknown encoding"):
        xml_document(b'<?xml version="1.0" encoding="UTF-9"?><a/>', ())


@pytest.mark.parametrize("posting_id", ["x" * (LONGEST_ID + 1), "a\nb", "a\x00", "\u2028"])
def test_an_id_that_could_not_be_looked_for_is_none(posting_id: str) -> None:
    (reject,) = Listing("s", "b").add(Page([{"id": posting_id, "title": "Publicist"}]), take)
    assert isinstance(reject, Reject)
    assert reject.field == "id"
    assert len(reject.posting_id or "") <= VALUE_LENGTH


def test_a_board_has_no_more_items_than_any_board_however_many_pages() -> None:
    found = Listing("s", "b", collected=MOST_ITEMS - 1)
    assert len(found.add(Page([{"id": "1", "title": "Publicist"}]), take)) == 1
    with pytest.raises(NotAListing, match="100,001 items: no board has so many"):
        found.add(Page([{"id": "2", "title": "Publicist"}]), take)


@pytest.mark.parametrize("stated", [None, 3, "jobs", [], {"jobs": {}}, {"jobs": None}, {"error": "no such board"}])
def test_another_shape_is_no_listing(stated: object) -> None:
    with pytest.raises(NotAListing, match="wrong shape"):
        items_at(stated, ("jobs",))


@pytest.mark.parametrize("total", [None, "3", -1, True, 2.0, {}, 10**60])
def test_a_total_is_a_whole_number(total: object) -> None:
    assert total_at({"meta": {"total": total}}, ("meta", "total")) is None
    assert total_at({"meta": {"total": 3}}, ("meta", "total")) == 3


def test_an_item_that_stands_twice_on_a_page_is_two_for_the_total_and_one_posting() -> None:
    found = Listing("s", "b")
    twice = [{"id": "1", "title": "PR Intern"}, {"id": "1", "title": "PR Intern"}]
    first, second = found.add(Page(twice, 2), take)
    assert isinstance(first, Posting)
    assert isinstance(second, Reject)
    assert (second.posting_id, second.item, second.reason) == ("1", 1, "listed twice")
    assert judge(found, states_total=True).status == "complete"


def test_an_item_that_slid_to_the_next_page_is_none_of_the_total() -> None:
    found = Listing("s", "b")
    found.add(Page([{"id": "1", "title": "PR Intern"}, {"id": "2", "title": "Publicist"}], 3), take)
    found.add(Page([{"id": "2", "title": "Publicist"}], 3), take)
    assert (found.shown, found.read, found.shown_again) == (3, 2, 1)
    assert judge(found, states_total=True).status == "partial"


def test_a_page_that_shows_nothing_new_and_promises_more_ends_the_listing() -> None:
    found = Listing("s", "b")
    page = Page([{"id": "1", "title": "PR Intern"}], more=("s.example/b?offset=1",))
    found.add(page, take)
    assert not found.goes_in_circles
    found.add(replace(page, more=()), take)
    assert not found.goes_in_circles
    found.add(page, take)
    assert judge(found, states_total=False).why == "a page repeats earlier ones: is it paging in circles?"


def test_a_listing_as_long_as_the_source_shows_at_most_is_not_whole() -> None:
    assert judge(listing(10), states_total=False, cap=10).status == "partial"
    assert judge(listing(9), states_total=False, cap=10).status == "complete"


def test_nought_proves_nothing_where_unknown_boards_answer_it_too() -> None:
    assert judge(listing(0, listed=0), states_total=True, unknown_is_empty=True).status == "empty"
    assert judge(listing(1, listed=1), states_total=True, unknown_is_empty=True).status == "complete"
