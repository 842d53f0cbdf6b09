"""A board is crawled day by day, and the stock is looked at after each day."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.stage import FAILED, OK, START, Stage


def test_the_first_complete_crawl_is_stock_and_never_inflow() -> None:
    stage = Stage().play(0, "ab")
    assert (stage.stock, stage.events) == ("ab", {"a": "entered", "b": "entered"})
    assert stage.row("a")["is_left_truncated"]


def test_a_new_posting_on_a_known_board_is_inflow() -> None:
    stage = Stage().play(0, "a").play(1, "ab")
    assert stage.events == {"a": None, "b": "opened"}
    assert not stage.row("b")["is_left_truncated"]


def test_a_complete_crawl_closes_what_it_does_not_show() -> None:
    stage = Stage().play(0, "ab").play(1, "a")
    gone = stage.row("b")
    assert (gone["status"], gone["event"], gone["closed_reason"]) == ("closed", "closed", "unseen_confirmed")
    assert (gone["last_seen_on"], gone["missed_on"], gone["closed_on"]) == (
        START,
        START + timedelta(1),
        START + timedelta(1),
    )


@pytest.mark.parametrize("status", ["partial", "empty", "blocked", "failed", "skipped", "unchanged"])
def test_no_other_answer_closes_anything(status: str) -> None:
    repeated = "ab" if status == "unchanged" else ""
    stage = Stage().play(0, "ab").play(1, repeated, status)
    assert stage.stock == "ab"
    assert set(stage.lifecycle.collect()["status"]) == {"open"}


def test_a_posting_that_is_listed_without_a_title_is_not_gone() -> None:
    row = Stage().play(0, "ab").play(1, "a", unreadable="b").row("b")
    assert (row["status"], row["misses"], row["is_sighted"], row["is_counted"]) == ("open", 0, False, True)


def test_a_partial_crawl_sights_what_it_shows() -> None:
    stage = Stage().play(0, "ab").play(1, "bc", "partial")
    assert stage.stock == "abc"
    assert stage.events == {"a": None, "b": None, "c": "opened"}
    assert [stage.row(name)["is_sighted"] for name in "abc"] == [False, True, True]


def test_a_listing_in_html_needs_two_misses() -> None:
    stage = Stage(misses_to_close=2).play(0, "ab").play(1, "a")
    assert (stage.stock, stage.row("b")["misses"]) == ("ab", 1)
    gone = stage.play(2, "a").row("b")
    assert (gone["status"], gone["missed_on"]) == ("closed", START + timedelta(1))


def test_a_silent_board_keeps_its_postings_for_ten_days() -> None:
    stage = Stage().play(0, "a")
    assert stage.play(10, "", FAILED).stock == "a"
    assert stage.play(11, "", FAILED).stock == ""
    assert stage.events == {"a": "left_unobserved"}
    assert stage.row("a")["status"] == "open"


def test_what_comes_back_after_a_long_silence_enters() -> None:
    stage = Stage().play(0, "ab").play(11, "", FAILED).play(20, "bc")
    assert stage.stock == "bc"
    assert stage.events == {"a": None, "b": "entered", "c": "entered"}
    assert stage.row("a")["status"] == "closed"


def test_a_long_gap_of_the_whole_pipeline_makes_neither_inflow_nor_outflow() -> None:
    stage = Stage().play(0, "ab").play(200, "bc")
    assert stage.events == {"a": "left_unobserved", "b": None, "c": "entered"}


def test_a_closing_confirmed_after_a_long_gap_is_no_outflow_though_it_was_missed_before() -> None:
    stage = Stage(misses_to_close=2).play(0, "ab").play(1, "a").play(200, "a")
    gone = stage.row("b")
    assert (gone["status"], gone["missed_on"], gone["event"]) == ("closed", START + timedelta(1), "left_unobserved")


def test_a_return_within_thirty_days_reopens_the_spell() -> None:
    stage = Stage().play(0, "a").play(1)
    for day in range(2, 31):
        stage.play(day)
    assert stage.row("a")["status"] == "dormant"
    back = stage.play(31, "a").row("a")
    assert (back["status"], back["event"], back["first_seen_on"]) == ("open", "reopened", START)
    assert (back["closed_on"], back["closed_reason"], back["missed_on"]) == (None, None, None)


def test_a_later_return_is_a_repost() -> None:
    stage = Stage().play(0, "a").play(1)
    for day in range(2, 33):
        stage.play(day)
    assert stage.lifecycle.collect().is_empty()
    back = stage.play(33, "a").row("a")
    assert (back["first_seen_on"], back["event"]) == (START + timedelta(33), "opened")
    assert back["earlier_closed_on"] == START + timedelta(1)
    earlier = stage.closings.collect().row(0, named=True)
    assert (earlier["first_seen_on"], earlier["closed_on"]) == (START, START + timedelta(1))


def test_the_link_to_the_earlier_spell_stays_with_a_repost_and_no_other_posting_has_one() -> None:
    stage = Stage().play(0, "a").play(1).play(40, "a").play(41, "ab")
    assert [stage.row(name)["earlier_closed_on"] for name in "ab"] == [START + timedelta(1), None]


def test_a_dormant_posting_is_never_counted() -> None:
    stage = Stage().play(0, "ab").play(1, "a").play(2, "a")
    assert (stage.row("b")["status"], stage.stock) == ("dormant", "a")


def test_an_edit_that_changes_the_role_moves_the_posting_between_cells() -> None:
    edit = {"content_digest": "a2", "role": "community_manager"}
    row = Stage().play(0, "a").play(1, "a", a=edit).row("a")
    assert (row["role"], row["role_before"], row["country_before"]) == ("community_manager", "none", "DE")


def test_an_edit_on_the_day_on_which_a_posting_leaves_the_stock_moves_it_before_it_leaves() -> None:
    edit = {"content_digest": "a2", "role": "community_manager"}
    row = Stage().play(0, "a").play(11, "a", "partial", a=edit).row("a")
    assert (row["is_counted"], row["event"]) == (False, "left_unobserved")
    assert (row["role"], row["role_before"]) == ("community_manager", "none")


def test_an_edit_that_changes_no_cell_leaves_no_trace_but_the_content() -> None:
    row = Stage().play(0, "a").play(1, "a", a={"content_digest": "a2", "employer": "Acme Ltd"}).row("a")
    assert (row["employer"], row["content_digest"], row["role_before"]) == ("Acme Ltd", "a2", None)


def test_a_posting_that_is_stated_closed_when_first_seen_never_opened() -> None:
    assert "b" not in Stage().play(0, "a").play(1, "ab", b={"is_active": False}).events


def test_a_board_that_has_only_been_seen_in_part_is_not_counted_and_enters_when_it_is_complete() -> None:
    stage = Stage().play(0, "a", "partial")
    assert (stage.stock, stage.events) == ("", {"a": None})
    assert stage.play(1, "a").events == {"a": "entered"}


DAYS = st.lists(
    st.tuples(st.integers(1, 14), st.sets(st.sampled_from("abcd")), st.sampled_from([OK, "partial", FAILED, "empty"])),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_the_stock_is_the_stock_before_plus_what_came_minus_what_went(days: list[tuple[int, set[str], str]]) -> None:
    stage, day, before = Stage(), 0, 0
    for gap, ids, status in days:
        day += gap
        stage.play(day, "".join(sorted(ids)) if status in (OK, "partial") else "", status)
        events = list(stage.events.values())
        came = sum(events.count(event) for event in ("opened", "entered", "reopened"))
        went = sum(events.count(event) for event in ("closed", "left_unobserved"))
        assert len(stage.stock) == before + came - went
        before = len(stage.stock)


def test_what_was_read_from_a_text_stays_with_its_posting() -> None:
    read = {"has_people_management": True, "traditional_role": "marketing", "is_homonym": False, "reach": "title"}
    stage = Stage().play(0, "a", a=read).play(1, "a")
    assert read.items() <= stage.row("a").items()
    assert stage.play(2, "a", a={"content_digest": "a2", "reach": "role"}).row("a")["reach"] == "role"
