"""Each way in which a spell can end, and what it does to the stock."""

from datetime import timedelta
from typing import Any

import pytest

from expectations.tables.crawls import GONE
from tests.transforms.stage import FAILED, START, Stage
from transforms.endings import CHRONIC_SILENT_DAYS

LEFT = {"retired_on": START + timedelta(1)}


def ending(stage: Stage, name: str = "b") -> tuple[Any, ...]:
    row = stage.row(name)
    return row["status"], row["closed_reason"], row["event"]


def test_a_posting_that_a_complete_crawl_does_not_show_is_confirmed_unseen() -> None:
    assert ending(Stage().play(0, "ab").play(1, "a")) == ("closed", "unseen_confirmed", "closed")


def test_a_posting_whose_own_page_is_gone_needs_no_second_miss() -> None:
    stage = Stage(misses_to_close=2).play(0, "abc").play(1, "a", gone="b")
    assert ending(stage) == ("closed", "http_gone", "closed")
    assert stage.row("c")["status"] == "open", "not shown, but nothing says that it is gone"


def test_a_page_that_is_gone_closes_nothing_where_the_crawl_is_not_complete() -> None:
    assert Stage().play(0, "ab").play(1, "a", "partial", gone="b").row("b")["status"] == "open"


def test_where_the_board_is_the_page_of_its_postings_they_are_gone_with_it() -> None:
    assert ending(Stage().play(0, "b").play(1, ledger={"proof": GONE})) == ("closed", "http_gone", "closed")


@pytest.mark.parametrize("why", ["HTTP 404", "HTTP 410"])
def test_a_board_whose_listing_is_gone_has_closed_nothing(why: str) -> None:
    assert Stage().play(0, "b").play(1, status=FAILED, ledger={"why": why}).row("b")["status"] == "open"


def test_the_source_itself_may_close_a_posting() -> None:
    stage = Stage().play(0, "ab").play(1, "ab", b={"is_active": False})
    assert ending(stage) == ("closed", "source_closed", "closed")


def test_a_posting_past_its_last_valid_day_is_closed() -> None:
    stage = Stage().play(0, "ab").play(1, "ab", b={"closes_on": START})
    assert ending(stage) == ("closed", "valid_through", "closed")


def test_the_postings_of_a_board_that_left_the_panel_end_and_are_no_outflow() -> None:
    stage = Stage().play(0, "b").play(1, status="skipped", ledger=LEFT)
    assert ending(stage) == ("closed", "board_exited", "left_unobserved")
    assert stage.stock == ""


def test_a_posting_missed_once_before_its_board_left_is_no_outflow_either() -> None:
    stage = Stage(misses_to_close=2).play(0, "ab").play(1, "a").play(2, status="skipped", ledger=LEFT)
    assert ending(stage) == ("closed", "board_exited", "left_unobserved")


def test_a_board_that_is_only_skipped_has_not_left() -> None:
    assert Stage().play(0, "b").play(1, status="skipped").row("b")["status"] == "open"


def test_a_board_that_comes_back_into_the_panel_enters_with_what_it_shows() -> None:
    stage = Stage().play(0, "b").play(1, status="skipped", ledger=LEFT).play(2, "b")
    assert ending(stage) == ("open", None, "entered")
    assert stage.row("b")["first_seen_on"] == START


def test_a_board_silent_for_too_long_is_given_up_and_its_postings_have_left_the_stock_before() -> None:
    stage = Stage().play(0, "b").play(11, status=FAILED)
    assert ending(stage) == ("open", None, "left_unobserved")
    stage.play(CHRONIC_SILENT_DAYS, status=FAILED)
    assert stage.row("b")["status"] == "open"
    stage.play(CHRONIC_SILENT_DAYS + 1, status=FAILED)
    assert ending(stage) == ("closed", "chronic_unreachable", None)


def test_what_a_board_that_was_given_up_shows_again_soon_enters_with_its_old_spell() -> None:
    stage = Stage().play(0, "b").play(CHRONIC_SILENT_DAYS + 1, status=FAILED).play(CHRONIC_SILENT_DAYS + 2, "b")
    assert ending(stage) == ("open", None, "entered")
    assert stage.row("b")["first_seen_on"] == START


def test_a_board_that_still_shows_the_posting_in_part_is_not_given_up() -> None:
    stage = Stage().play(0, "b")
    for day in range(20, 60, 20):
        stage.play(day, "b", "partial")
    assert stage.row("b")["status"] == "open"
