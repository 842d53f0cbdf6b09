"""Captures of pages: which count, and what they prove."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from transforms import archived

PAGE = "https://jobs.example.org/openings/7"


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2024, 5, day, hour, tzinfo=UTC)


def rows(*captures: dict[str, Any]) -> pl.LazyFrame:
    """Captures in the order of the archive; by default pages with one posting."""
    default = {
        "url_captured": PAGE,
        "kind": "page",
        "digest": "a",
        "is_cut": False,
        "posting_id": "7",
        "title": "Editor",
    }
    stated = [{**default, "item": number, **capture} for number, capture in enumerate(captures)]
    return archived.stated(pl.LazyFrame(stated, archived.CAPTURED), "archive")


EMPTY = {"title": None, "posting_id": None}


def counted(*captures: dict[str, Any]) -> list[tuple[int, str]]:
    """Day and kind of the captures that count."""
    stated = rows(*captures)
    found = archived.captures(stated, archived.held_postings(stated)).collect()
    return [(row["day"].day, row["kind"]) for row in archived.last_of_day(found).rows(named=True)]


def ledger(*captures: dict[str, Any]) -> dict[str, Any]:
    return archived.crawls(rows(*captures).collect()).row(0, named=True)


def test_a_page_is_a_board_by_its_canonical_address() -> None:
    row = rows({"url_captured": "http://www.jobs.example.org/openings/7/?utm_source=x", "snapshot_at": at(1)}).collect()
    assert row["board"].item() == "jobs.example.org-openings-7"
    assert row["day"].item() == date(2024, 5, 1)


def test_an_employer_that_is_not_stated_is_the_host_of_the_page() -> None:
    assert rows({"snapshot_at": at(1)}).collect()["employer"].item() == "jobs.example.org"
    assert rows({"snapshot_at": at(1), "employer": "Acme"}).collect()["employer"].item() == "Acme"


def test_a_page_that_never_held_a_posting_is_no_board() -> None:
    assert counted({"snapshot_at": at(1), **EMPTY}) == []


def test_a_page_that_held_a_posting_counts_whatever_it_shows_later() -> None:
    shown = [{"snapshot_at": at(1)}, {"snapshot_at": at(2), **EMPTY}, {"snapshot_at": at(3), "kind": "gone", **EMPTY}]
    assert counted(*shown) == [(1, "page"), (2, "page"), (3, "gone")]


def test_of_several_captures_in_a_day_the_last_counts() -> None:
    assert counted({"snapshot_at": at(1)}, {"snapshot_at": at(1, 12), "kind": "gone", **EMPTY}) == [(1, "gone")]


REVISIT = {"kind": "revisit", **EMPTY}


@pytest.mark.parametrize(
    ("captures", "kinds"),
    [
        ([{"snapshot_at": at(1)}, {"snapshot_at": at(2), **REVISIT}], [(1, "page"), (2, "revisit")]),
        ([{"snapshot_at": at(1)}, {"snapshot_at": at(1, 12), **REVISIT}], [(1, "page")]),
        ([{"snapshot_at": at(1)}, {"snapshot_at": at(2), **REVISIT, "digest": None}], [(1, "page"), (2, "revisit")]),
        ([{"snapshot_at": at(1)}, {"snapshot_at": at(2), **REVISIT, "digest": "b"}], [(1, "page")]),
        ([{"snapshot_at": at(3)}, {"snapshot_at": at(2), **REVISIT}], [(3, "page")]),
        ([{"snapshot_at": at(2), **REVISIT}, {"snapshot_at": at(1)}], [(2, "revisit"), (1, "page")]),
    ],
    ids=["later", "same day", "not modified", "another payload", "earlier", "out of order"],
)
def test_a_revisit_counts_where_the_capture_before_it_has_its_payload(captures: list[Any], kinds: list[Any]) -> None:
    assert counted(*captures) == kinds


@pytest.mark.parametrize(
    ("captures", "status", "collected", "listed"),
    [
        ([{}], "complete", 1, 1),
        ([EMPTY], "complete", 0, 0),
        ([{"kind": "gone", **EMPTY}], "complete", 0, 0),
        ([{"kind": "revisit", **EMPTY}], "unchanged", 0, None),
        ([{"is_cut": True}], "partial", 1, 1),
        ([{"is_cut": True, **EMPTY}], "partial", 0, 0),
        ([{"reason": "no usable title", **EMPTY}], "partial", 0, 1),
        ([{}, {"reason": "listed twice", **EMPTY}], "partial", 1, 2),
    ],
)
def test_a_capture_is_a_crawl_of_its_page(captures: list[Any], status: str, collected: int, listed: int | None) -> None:
    crawl = ledger(*({"snapshot_at": at(1), **capture} for capture in captures))
    assert (crawl["status"], crawl["collected"], crawl["listed"]) == (status, collected, listed)
    assert (crawl["proof"] is None) == (status == "partial") == (crawl["why"] is not None)


def test_a_record_that_cannot_be_read_is_a_reject_and_no_crawl() -> None:
    unreadable = {"snapshot_at": at(1), "kind": "unreadable", "reason": "no gzip", "field": "record", **EMPTY}
    parts = archived.parts(rows(unreadable).collect())
    assert [part.height for part in (parts["postings"], parts["rejects"], parts["crawls"])] == [0, 1, 0]
