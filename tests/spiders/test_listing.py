import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.items import Posting, Reject
from spiders.listing import Listing, NotAListing, document, items_at, judge, total_at


def listing(collected: int, rejected: int = 0, malformed: int = 0, listed: int | None = None) -> Listing:
    postings = [Posting("s", "b", str(number), "title") for number in range(collected)]
    rejects = [Reject("s", "b", number, None, None, "why", None) for number in range(rejected)]
    return Listing(listed, postings, rejects, malformed)


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
        items_at(document(body), ())


@pytest.mark.parametrize("stated", [None, 3, "jobs", [], {"jobs": {}}, {"jobs": None}, {"error": "no such board"}])
def test_another_shape_is_no_listing(stated: object) -> None:
    with pytest.raises(NotAListing, match="wrong shape"):
        items_at(stated, ("jobs",))


@pytest.mark.parametrize("total", [None, "3", -1, True, 2.0, {}])
def test_a_total_is_a_whole_number(total: object) -> None:
    assert total_at({"meta": {"total": total}}, ("meta", "total")) is None
    assert total_at({"meta": {"total": 3}}, ("meta", "total")) == 3
