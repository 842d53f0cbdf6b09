"""Rows for the tests of transforms: what a test does not say is plain."""

from datetime import date
from typing import Any

import polars as pl

from expectations.landed import CRAWLS
from expectations.tables import TABLES

DAY = date(2026, 3, 2)


def crawl(board: str = "acme", **stated: Any) -> dict[str, Any]:
    """A landed crawl that brought two postings, without a total of the source."""
    plain = {
        "day": DAY,
        "attempt": 1,
        "source": "lever",
        "board": board,
        "status": "complete",
        "proof": "whole listing in one answer",
        "collected": 2,
        "rejected": 0,
        "robots": "allowed",
        "misses_to_close": 1,
        "covers": "board",
    }
    return plain | stated


def crawls(*rows: dict[str, Any]) -> pl.LazyFrame:
    """Landed crawls."""
    return pl.LazyFrame(rows, {"day": pl.Date, "attempt": pl.Int64, **CRAWLS})


def table(name: str, *rows: dict[str, Any]) -> pl.LazyFrame:
    """Rows of a table; columns that are not stated are null."""
    return pl.LazyFrame(list(rows), TABLES[name].schema)


def board(name: str = "acme", **stated: Any) -> dict[str, Any]:
    """The state of a board that was complete on the day before."""
    yesterday = date(2026, 3, 1)
    plain = {
        "day": yesterday,
        "source": "lever",
        "board": name,
        "first_complete_on": date(2026, 1, 1),
        "last_complete_on": yesterday,
        "previous_complete_on": date(2026, 2, 28),
        "silent_days": 0,
        "postings": 2,
        "doubts": 0,
        "failures": 0,
        "is_chronic": False,
        "cadence_days": 1,
    }
    return plain | stated
