from datetime import date
from hashlib import sha256
from typing import Any

import polars as pl

from expectations.landed import POSTINGS, REJECTS
from tests.transforms.rows import DAY, crawl, crawls, table
from transforms.sightings import (
    DIGESTED,
    changed,
    contents,
    landed_of,
    listed,
    not_superseded,
    refused,
    repeated,
    sighted,
)


def landed(*rows: dict[str, Any]) -> pl.LazyFrame:
    plain = {"day": DAY, "attempt": 1, "source": "lever", "board": "acme", "title": "Editor"}
    return pl.LazyFrame([plain | row for row in rows], {"day": pl.Date, "attempt": pl.Int64, **POSTINGS})


def digests(*rows: dict[str, Any]) -> list[str]:
    return listed(landed(*rows)).collect()["content_digest"].to_list()


def test_a_posting_is_known_by_source_board_and_its_own_id() -> None:
    assert sighted(listed(landed({"posting_id": "7"}))).collect()["posting_key"].item() == "lever/acme/7"


def test_no_two_postings_have_one_key_whatever_slashes_they_bear() -> None:
    stated = [("a", "b/c"), ("a/b", "c"), ("a%2Fb", "c")]
    found = listed(landed(*({"board": board, "posting_id": posting_id} for board, posting_id in stated))).collect()
    assert set(found["posting_key"]) == {"lever/a/b/c", "lever/a%2Fb/c", "lever/a%252Fb/c"}


def test_a_word_changed_is_another_content_and_a_touch_is_not() -> None:
    plain, edited, touched = digests(
        {"posting_id": "1"},
        {"posting_id": "2", "location": "Berlin"},
        {"posting_id": "3", "updated_at": "2026-03-01"},
    )
    assert plain != edited
    assert plain == touched


def test_a_text_in_another_field_is_another_content() -> None:
    one, other = digests({"posting_id": "1", "location": "x"}, {"posting_id": "2", "country": "x"})
    assert one != other


def test_a_digest_can_be_computed_by_anybody() -> None:
    stated = ["Editor" if name == "title" else "\x00" for name in DIGESTED]
    assert digests({"posting_id": "1"}) == [sha256("\x1f".join(stated).encode()).hexdigest()[:16]]


def test_a_posting_stated_twice_is_sighted_once_and_rejected_once() -> None:
    found = listed(landed({"posting_id": "1"}, {"posting_id": "1", "title": "Another"}))
    assert sighted(found).collect().height == 1
    nothing = pl.LazyFrame(schema={"day": pl.Date, "attempt": pl.Int64, **REJECTS})
    row = refused(nothing, found).collect().row(0, named=True)
    assert (row["posting_id"], row["reason"]) == ("1", "stated twice in one listing; the first counts")


def test_only_the_attempt_that_counts_is_read() -> None:
    rows = landed({"posting_id": "1", "attempt": 1}, {"posting_id": "2", "attempt": 2})
    assert landed_of(rows, crawls(crawl(attempt=2))).collect()["posting_id"].to_list() == ["2"]


def test_rejects_of_a_superseded_attempt_go_and_those_without_a_board_stay() -> None:
    plain = {"day": DAY, "source": "lever", "item": 0, "reason": "no title"}
    stated = [plain | {"attempt": 1, "board": "acme"}, plain | {"attempt": 2, "board": None}]
    rows = pl.LazyFrame(stated, {"day": pl.Date, "attempt": pl.Int64, **REJECTS})
    all_crawls = crawls(crawl(attempt=1), crawl(attempt=2))
    kept = not_superseded(rows, all_crawls, crawls(crawl(attempt=2))).collect()
    assert kept["board"].to_list() == [None]


def test_an_unchanged_board_repeats_its_last_complete_day() -> None:
    last = DAY.replace(day=1)
    ledger = crawls(crawl(status="unchanged")).with_columns(last_complete_on=pl.lit(last))
    earlier = table(
        "sightings",
        {"day": last, "source": "lever", "board": "acme", "posting_key": "a"},
        {"day": last, "source": "lever", "board": "other", "posting_key": "b"},
    )
    again = repeated(DAY, ledger, earlier).collect()
    assert again.select("day", "posting_key").rows() == [(DAY, "a")]


def seen(day: int, digest: str, **stated: Any) -> dict[str, Any]:
    plain = {"day": date(2026, 3, day), "posting_key": "a", "content_digest": digest, "is_active": True}
    return plain | stated


def changes(*rows: dict[str, Any], last: dict[str, Any] | None = None) -> list[int]:
    """The days of March on which posting `a` states something new."""
    days = [row["day"] for row in rows]
    found = changed(days, table("sightings", *rows), table("lifecycle", *([last] if last else []))).collect()
    return [day.day for day in found["day"].sort()]


def test_a_content_is_kept_on_the_day_it_appears_and_when_it_changes() -> None:
    assert changes(seen(2, "x"), seen(3, "x"), seen(4, "y"), seen(5, "y"), seen(6, "x")) == [2, 4, 6]


def test_what_was_seen_before_these_days_is_known() -> None:
    last = {"posting_key": "a", "content_digest": "x", "last_seen_on": date(2026, 2, 20)}
    assert changes(seen(2, "x"), seen(3, "y"), last=last) == [3]


def test_a_posting_unseen_for_longer_than_it_is_remembered_is_stated_anew() -> None:
    last = {"posting_key": "a", "content_digest": "x", "last_seen_on": date(2026, 1, 30)}
    assert changes(seen(1, "x"), last=last) == []
    assert changes(seen(2, "x"), last=last) == [2]


def test_a_posting_that_is_marked_closed_states_nothing() -> None:
    assert changes(seen(2, "x"), seen(3, "z", is_active=False), seen(4, "x")) == [2]


def test_days_one_by_one_and_days_together_see_the_same_changes() -> None:
    together = changes(seen(2, "x"), seen(3, "y"), seen(4, "y"))
    alone = [
        *changes(seen(2, "x")),
        *changes(seen(3, "y"), last={"posting_key": "a", "content_digest": "x", "last_seen_on": date(2026, 3, 2)}),
        *changes(seen(4, "y"), last={"posting_key": "a", "content_digest": "y", "last_seen_on": date(2026, 3, 3)}),
    ]
    assert together == alone


def test_contents_are_what_the_first_item_of_a_posting_states() -> None:
    rows = landed({"posting_id": "1"}, {"posting_id": "2"}, {"posting_id": "2", "title": "Repeated"})
    new = pl.LazyFrame({"day": [DAY], "posting_key": ["lever/acme/2"], "content_digest": ["x"]})
    assert contents(rows, new).collect().select("posting_id", "title").rows() == [("2", "Editor")]
