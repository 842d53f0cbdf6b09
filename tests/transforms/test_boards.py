from datetime import date
from typing import Any

from tests.transforms.rows import DAY, board, crawl, crawls, table
from transforms.boards import CHRONIC_AFTER, advance


def after(*landed: dict[str, Any], before: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    rows = advance(DAY, table("boards", *(before or [])), crawls(*landed)).collect()
    return rows.row(0, named=True)


def test_a_first_complete_crawl_starts_the_board() -> None:
    row = after(crawl(collected=7))
    assert (row["first_complete_on"], row["last_complete_on"], row["previous_complete_on"]) == (DAY, DAY, None)
    assert (row["postings"], row["silent_days"], row["cadence_days"]) == (7, 0, None)


def test_a_complete_crawl_ends_the_interval() -> None:
    row = after(crawl(), before=[board(last_complete_on=date(2026, 2, 23))])
    assert (row["previous_complete_on"], row["cadence_days"]) == (date(2026, 2, 23), 7)


def test_unchanged_keeps_the_number_of_postings() -> None:
    assert after(crawl(status="unchanged", collected=0), before=[board(postings=9)])["postings"] == 9


def test_a_board_that_nobody_asked_grows_silent() -> None:
    row = after(before=[board(last_complete_on=date(2026, 2, 20))])
    assert (row["silent_days"], row["failures"]) == (10, 0)


def test_failures_in_a_row_make_a_board_chronic_and_an_answer_ends_them() -> None:
    failed = crawl(status="failed", proof=None, collected=0)
    worn = board(failures=CHRONIC_AFTER - 1)
    assert after(failed, before=[worn])["is_chronic"]
    assert after(crawl(), before=[worn])["failures"] == 0


def test_a_doubtful_listing_counts_and_a_partial_one_with_a_total_does_not() -> None:
    assert after(crawl(status="partial", proof=None), before=[board(doubts=1)])["doubts"] == 2
    assert after(crawl(status="partial", proof=None, listed=9), before=[board(doubts=1)])["doubts"] == 1
    assert after(crawl(), before=[board(doubts=2)])["doubts"] == 0
