from scrapy.http import Response

from spiders.asking import LONGEST_VALIDATOR, MOST_BYTES, MOST_PAGES, Asking, Validator, text_of, validators_of
from spiders.listing import Listing
from spiders.plan import Board


def answer(etag: str) -> Response:
    return Response("https://api.example/jobs", headers={"ETag": etag.encode("latin-1")})


def test_a_validator_is_kept_as_stated_and_asks_in_the_same_bytes() -> None:
    page = Validator.of("api.example/jobs", answer('"\xe4"'))
    (kept,) = validators_of(text_of([page]))
    assert kept == page
    assert kept.headers == {"If-None-Match": b'"\xe4"'}


def test_a_validator_that_is_too_long_is_none() -> None:
    assert not Validator.of("api.example/jobs", answer("x" * (LONGEST_VALIDATOR + 1))).can_be_asked


def test_what_was_asked_at_another_address_is_asked_as_a_whole() -> None:
    known = text_of([Validator("api.example/jobs?day=2026-03-01", '"v1"')])
    board = Board("acme", validators=known)
    for first, is_known in (("api.example/jobs?day=2026-03-01", True), ("api.example/jobs?day=2026-03-02", False)):
        asking = Asking(board, first, Listing("s", "acme"))
        assert asking.next_page() == Validator(first, '"v1"' if is_known else None)
        assert asking.is_unmodified == is_known


def test_no_board_is_turned_or_read_without_end() -> None:
    page = Validator("api.example/jobs")
    asking = Asking(
        Board("acme"), page.address, Listing("s", "acme"), pages=[page] * (MOST_PAGES - 1), bytes=MOST_BYTES
    )
    assert asking.too_much is None
    asking.bytes += 1
    assert asking.too_much == "more than 1,073,741,824 bytes: no board has so many"
    asking.pages.append(page)
    assert asking.too_much == "more than 1,000 pages: is it paging in circles?"
