"""A little theatre: one board, crawled day by day."""

from datetime import date, timedelta
from typing import Any

import polars as pl

from expectations.tables import TABLES
from tests.transforms.rows import table
from transforms import boards, closings, lifecycle, sightings

START = date(2026, 1, 1)
OK, FAILED = "complete", "failed"


class Stage:
    """One board, played forward."""

    def __init__(self, misses_to_close: int = 1) -> None:
        self.misses_to_close = misses_to_close
        self.lifecycle, self.boards = table("lifecycle"), table("boards")
        self.closings = table("closings")

    def play(
        self,
        day: int,
        ids: str = "",
        status: str = OK,
        unreadable: str = "",
        gone: str = "",
        ledger: dict[str, Any] | None = None,
        **edits: dict[str, Any],
    ) -> "Stage":
        """On this day (counted from 0) the board ends in `status` and lists one posting for each letter of `ids`.

        `unreadable` are listed too, without a title; the own pages of `gone` are gone. `ledger` is what else stands there.
        """
        on = START + timedelta(days=day)
        crawled = {"day": on, "source": "lever", "board": "acme", "status": status, "collected": len(ids)}
        crawls = table("crawls", {**crawled, "misses_to_close": self.misses_to_close, **(ledger or {})})
        self.boards = conformed("boards", boards.advance(on, self.boards, crawls))
        seen = table("sightings", *(sighting(on, name, edits.get(name, {})) for name in ids))
        changed = sightings.changed([on], seen, self.lifecycle).select("posting_key").collect().to_series()
        fresh_rows = table("postings", *(posting(name, edits.get(name, {})) for name in ids if key_of(name) in changed))
        closed = closings.last(self.closings, fresh_rows)
        unread = [*(reject(name, "title") for name in unreadable), *(reject(name, "page") for name in gone)]
        rejects = table("rejects", *unread)
        advanced = lifecycle.advance(on, self.lifecycle, closed, seen, rejects, fresh_rows, crawls, self.boards)
        self.lifecycle = conformed("lifecycle", advanced)
        closings_now = closings.of_month(f"{on:%Y-%m}", self.lifecycle)
        self.closings = pl.concat([self.closings, TABLES["closings"].conform(closings_now)]).collect().lazy()
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


def reject(name: str, field: str) -> dict[str, Any]:
    return {"source": "lever", "board": "acme", "posting_id": name, "field": field, "reason": f"no usable {field}"}


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
