"""A little theatre: boards are crawled day by day, and the stock is looked at after each day."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.tables import TABLES
from tests.transforms.rows import table
from transforms import boards, lifecycle

START = date(2026, 1, 1)
OK, FAILED = "complete", "failed"


class Stage:
    """One board, played forward."""

    def __init__(self, misses_to_close: int = 1) -> None:
        self.misses_to_close = misses_to_close
        self.lifecycle, self.boards = table("lifecycle"), table("boards")

    def play(self, day: int, ids: str = "", status: str = OK, unreadable: str = "", **edits: dict[str, Any]) -> "Stage":
        """On this day (counted from 0) the board ends in `status` and lists one posting for each letter of `ids`.

        `unreadable` are listed too, without a title.
        """
        on = START + timedelta(days=day)
        crawled = {"day": on, "source": "lever", "board": "acme", "status": status, "collected": len(ids)}
        crawls = table("crawls", {**crawled, "misses_to_close": self.misses_to_close})
        self.boards = conformed("boards", boards.advance(on, self.boards, crawls))
        seen = table("sightings", *(sighting(on, name, edits.get(name, {})) for name in ids))
        known = self.lifecycle.select("posting_key", "content_digest").collect().rows()
        fresh = [posting(name, edits.get(name, {})) for name in ids]
        fresh = [row for row in fresh if (row["posting_key"], row["content_digest"]) not in known]
        rejects = table("rejects", *(reject(name) for name in unreadable))
        fresh_rows = table("postings", *fresh)
        advanced = lifecycle.advance(on, self.lifecycle, seen, rejects, fresh_rows, crawls, self.boards)
        self.lifecycle = conformed("lifecycle", advanced)
        return self

    def row(self, name: str) -> dict[str, Any]:
        return self.lifecycle.filter(posting_key=key_of(name)).collect().row(0, named=True)

    @property
    def events(self) -> dict[str, str | None]:
        rows = self.lifecycle.select("posting_key", "event").collect().rows()
        return {key.rpartition("/")[2]: event for key, event in rows}

    @property
    def stock(self) -> str:
        return "".join(key.rpartition("/")[2] for key in self.lifecycle.filter("is_counted").collect()["posting_key"])


def conformed(name: str, frame: pl.LazyFrame) -> pl.LazyFrame:
    return TABLES[name].conform(frame).collect().lazy()


def sighting(day: date, name: str, edit: dict[str, Any]) -> dict[str, Any]:
    stated = {key: edit[key] for key in ("is_active", "closes_on") if key in edit}
    return {
        "day": day,
        "source": "lever",
        "board": "acme",
        "posting_key": key_of(name),
        "content_digest": edit.get("content_digest", name),
        "is_active": True,
        **stated,
    }


def key_of(name: str) -> str:
    return f"lever/acme/{name}"


def reject(name: str) -> dict[str, Any]:
    return {"source": "lever", "board": "acme", "posting_id": name, "field": "title", "reason": "no usable title"}


def posting(name: str, edit: dict[str, Any]) -> dict[str, Any]:
    plain = {
        "posting_key": key_of(name),
        "employer": "Acme",
        "role": "none",
        "rung": "other",
        "country": "DE",
        "is_manager_titled": False,
        "content_digest": name,
    }
    return plain | {key: value for key, value in edit.items() if key in TABLES["postings"].schema}


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
    assert stage.play(33, "a").row("a")["first_seen_on"] == START + timedelta(33)


def test_a_dormant_posting_is_never_counted() -> None:
    stage = Stage().play(0, "ab").play(1, "a").play(2, "a")
    assert (stage.row("b")["status"], stage.stock) == ("dormant", "a")


def test_an_edit_that_changes_the_role_moves_the_posting_between_cells() -> None:
    edit = {"content_digest": "a2", "role": "community_manager"}
    row = Stage().play(0, "a").play(1, "a", a=edit).row("a")
    assert (row["role"], row["role_before"], row["country_before"]) == ("community_manager", "none", "DE")


def test_an_edit_that_changes_no_cell_leaves_no_trace_but_the_content() -> None:
    row = Stage().play(0, "a").play(1, "a", a={"content_digest": "a2", "employer": "Acme Ltd"}).row("a")
    assert (row["employer"], row["content_digest"], row["role_before"]) == ("Acme Ltd", "a2", None)


def test_the_source_itself_may_close_a_posting() -> None:
    row = Stage().play(0, "ab").play(1, "ab", b={"is_active": False}).row("b")
    assert (row["status"], row["closed_reason"]) == ("closed", "source_closed")


def test_a_posting_past_its_last_valid_day_is_closed() -> None:
    row = Stage().play(0, "ab").play(1, "ab", b={"closes_on": START}).row("b")
    assert (row["status"], row["closed_reason"]) == ("closed", "valid_through")


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
