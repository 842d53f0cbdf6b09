from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.transforms.rows import DAY, board, crawl, crawls, table
from transforms.ledger import settle, traffic


def settled(*landed: dict[str, Any], before: list[dict[str, Any]] | None = None) -> dict[str, dict[str, Any]]:
    ledger = settle(crawls(*landed), table("boards", *(row | {"day": DAY} for row in before or []))).collect()
    return {row["board"]: row for row in ledger.iter_rows(named=True)}


def test_the_last_complete_attempt_of_a_day_counts() -> None:
    first, second = crawl(attempt=1, collected=3), crawl(attempt=2, collected=4)
    failed = crawl(attempt=3, status="failed", proof=None, collected=0)
    assert settled(first, second, failed)["acme"]["attempt"] == 2


def test_without_a_complete_attempt_the_last_one_counts() -> None:
    first = crawl(attempt=1, status="blocked", proof=None, collected=0)
    second = crawl(attempt=2, status="failed", proof=None, collected=0)
    assert settled(first, second)["acme"]["status"] == "failed"


def test_an_attempt_that_asked_nobody_takes_no_place_of_one_that_did() -> None:
    partial = crawl(attempt=1, status="partial", proof=None)
    skipped = crawl(attempt=2, status="skipped", why="the past cannot be crawled", proof=None, collected=0)
    assert settled(partial, skipped)["acme"]["attempt"] == 1
    assert settled(skipped)["acme"]["status"] == "skipped"


def test_unchanged_since_an_earlier_attempt_of_the_day_leaves_that_attempt_standing() -> None:
    echo = crawl(attempt=2, status="unchanged", proof=None, collected=0)
    assert settled(crawl(attempt=1), echo, before=[board()])["acme"]["attempt"] == 1


def test_fewer_than_half_of_fifty_without_a_total_is_partial() -> None:
    row = settled(crawl(collected=24), before=[board(postings=50)])["acme"]
    assert (row["status"], row["proof"]) == ("partial", None)
    assert row["why"] == "lists 24 after 50, and no total proves it"


@pytest.mark.parametrize(
    ("collected", "postings", "listed"),
    [(25, 50, None), (1, 49, None), (24, 50, 24)],
    ids=["half is believed", "a small board may halve", "the source's own total outranks the band"],
)
def test_what_stays_complete(collected: int, postings: int, listed: int | None) -> None:
    row = settled(crawl(collected=collected, listed=listed), before=[board(postings=postings)])["acme"]
    assert row["status"] == "complete"


def test_a_third_crawl_in_a_row_that_finds_as_little_is_believed() -> None:
    row = settled(crawl(collected=10), before=[board(postings=100, doubts=2)])["acme"]
    assert (row["status"], row["proof"]) == ("complete", "3 listings in a row agree")


def test_an_empty_answer_proves_nothing_until_the_third_in_a_row() -> None:
    empty = crawl(status="empty", proof=None, collected=0)
    found = [settled(empty, before=[board(doubts=doubts)])["acme"]["status"] for doubts in (0, 1, 2)]
    assert found == ["empty", "empty", "complete"]


def test_a_board_that_was_empty_when_last_complete_may_stay_empty() -> None:
    empty = crawl(status="empty", proof=None, collected=0)
    assert settled(empty, before=[board(postings=0)])["acme"]["status"] == "complete"


def test_unchanged_is_worth_as_much_as_the_listing_it_repeats() -> None:
    unchanged = crawl(status="unchanged", proof=None, collected=0)
    assert settled(unchanged, before=[board()])["acme"]["status"] == "unchanged"
    assert settled(unchanged, before=[board(doubts=1)])["acme"]["status"] == "partial"
    assert settled(unchanged)["acme"]["status"] == "failed"


def test_a_board_absent_from_a_file_is_silent_for_three_listings_and_gone_at_the_fourth() -> None:
    there = crawl("there", covers="file")
    found = [
        settled(there, before=[board("there"), board("gone", doubts=doubts)])["gone"]["status"] for doubts in range(4)
    ]
    assert found == ["empty", "empty", "empty", "complete"]


def test_a_board_without_postings_is_not_missed_in_a_file() -> None:
    assert "gone" not in settled(crawl("there", covers="file"), before=[board("gone", postings=0)])


def test_a_file_that_shrinks_below_half_is_partial_for_all_its_boards() -> None:
    landed = [crawl("a", covers="file", collected=10), crawl("b", covers="file", collected=10)]
    before = [board("a", postings=10), board("b", postings=40)]
    assert {row["status"] for row in settled(*landed, before=before).values()} == {"partial"}


def test_a_file_believed_without_some_boards_is_not_held_against_them_again() -> None:
    there, left = crawl("there", covers="file", collected=30), board("left", postings=70, doubts=2)
    found = [settled(there, before=[board("there", postings=30), left | {"doubts": doubts}]) for doubts in (2, 3)]
    assert [rows["there"]["status"] for rows in found] == ["partial", "complete"]


def test_every_board_has_exactly_one_row() -> None:
    landed = [crawl(name, attempt=attempt) for name in ("a", "b") for attempt in (1, 2, 3)]
    assert settle(crawls(*landed), table("boards")).collect().height == 2


def test_each_day_is_settled_by_what_was_known_before_it() -> None:
    tomorrow = date(2026, 3, 3)
    shrunk = [crawl(collected=10, attempt=2), crawl(collected=10, day=tomorrow)]
    before = table("boards", board(day=DAY, postings=100), board(day=tomorrow, postings=10))
    ledger = settle(crawls(*shrunk), before).collect()
    assert ledger.select("day", "status", "attempt").rows() == [(DAY, "partial", 2), (tomorrow, "complete", 1)]


def test_a_file_of_one_day_misses_no_board_on_another() -> None:
    tomorrow = date(2026, 3, 3)
    landed = crawls(crawl("there", covers="file"), crawl("there", day=tomorrow))
    before = table("boards", board("gone", day=DAY), board("gone", day=tomorrow))
    assert settle(landed, before).filter(board="gone").collect()["day"].to_list() == [DAY]


def test_unread_fields_are_counted() -> None:
    assert settled(crawl(unread_fields='{"education": 12, "metadata": 40}'))["acme"]["unread_fields"] == 2


def test_traffic_keeps_every_attempt_with_its_clock() -> None:
    rows = traffic(crawls(crawl(attempt=1, started_at="2026-03-02T05:00:01.5Z"), crawl(attempt=2))).collect()
    assert rows["attempt"].to_list() == [1, 2]
    assert rows["started_at"].dtype == pl.Datetime("us", "UTC")
    assert rows["started_at"].null_count() == 1
