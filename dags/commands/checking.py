"""Ask boards what they are, and keep nothing: the logic of `helpwanted boards check`."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl

from dags.collecting.crawling import Internet, asked_so_far, today
from dags.collecting.panels import panel
from dags.commands.classifying import classify_titles
from spiders import run
from spiders.careers import board_at
from spiders.families import families
from spiders.panel import PanelRow
from warehouse import landing
from warehouse.scratch import scratch
from warehouse.store import Store

Named = tuple[str, str]
"""Source and board."""


class BoardError(Exception):
    """A board that cannot be asked, by its name."""

    exit_code = 2


@dataclass(frozen=True)
class Finding:
    """What a board answered."""

    source: str
    board: str
    employer: str | None
    """As the panel calls it, else as its postings do."""
    status: str
    """As in the ledger: one of `expectations.contracts.STATUSES`."""
    why: str | None
    """Why that is its status, or what proves its listing whole."""
    listed: int | None
    """Postings that it says it has."""
    collected: int
    rejected: int
    social: int
    """Postings collected whose title alone makes them one of the twelve roles."""
    added_on: date | None
    """Since when the panel has it."""

    @property
    def is_a_board(self) -> bool:
        """Whether it can be collected: it showed postings, or proved that it has none."""
        return self.collected > 0 or self.status == "complete"

    @property
    def line(self) -> str:
        """All of it, for people."""
        who = f" ({self.employer})" if self.employer else ""
        said = [f"{self.source}/{self.board}{who}: {self.status}, {self.why}"]
        if self.collected:
            said.append(f"{self.collected:,} postings, {self.social:,} of them social media by title")
        if self.rejected:
            said.append(f"{self.rejected:,} unusable")
        return "; ".join([*said, f"in the panel since {self.added_on}" if self.added_on else "not in the panel"])


def check(
    store: Store, internet: Internet, names: Sequence[str], rows: Sequence[PanelRow] | None = None
) -> list[Finding]:
    """Ask boards as a refresh would, today, and say what came of it, in the order of their names. Nothing is landed.

    `rows` are those of the panel, where they have been read already. What the crawls in `store` have asked a source today is
    spent of its budget.

    Raises `BoardError` where a name is none, `spiders.run.CrawlError` where nobody may ask.
    """
    boards = list(dict.fromkeys(named(name) for name in names))
    known = {(row.source, row.board): row for row in (panel(internet) if rows is None else rows)}
    with scratch("check") as folder:
        asks = [_ask(store, source, list(found), known, folder) for source, found in groupby(sorted(boards), _source)]
        run.crawl(_plan(internet, asks))
        feeds = {ask["source"]: landing.read_feed(Path(ask["out"])) for ask in asks}
    return [_finding(feeds[source], source, board, known.get((source, board))) for source, board in boards]


def named(name: str) -> Named:
    """Source and board of SOURCE/BOARD or of a careers page. Raises `BoardError` where it is neither, or is not asked."""
    source, _, board = name.partition("/")
    found = (source, board) if source in families() and board else board_at(name)
    if not found:
        raise BoardError(
            f"{name}: neither SOURCE/BOARD nor a careers page that a family knows; sources are {', '.join(sorted(families()))}; "
            "for a site of its own give jsonld/ and the address of its sitemap"
        )
    if because := families()[found[0]].card.disabled_because:
        raise BoardError(f"{name}: {found[0]} is not asked: {because}")
    return found


def frame(findings: Sequence[Finding]) -> pl.DataFrame:
    """Findings as a table."""
    counted = ("listed", "collected", "rejected", "social")
    types = {field.name: pl.Int64 if field.name in counted else pl.String for field in fields(Finding)}
    return pl.DataFrame([asdict(finding) for finding in findings], schema={**types, "added_on": pl.Date})


def _source(board: Named) -> str:
    return board[0]


def _ask(
    store: Store, source: str, boards: list[Named], known: Mapping[Named, PanelRow], folder: Path
) -> dict[str, Any]:
    return {
        "day": today().isoformat(),
        "source": source,
        "out": str(folder / source),
        "boards": [
            {"board": board[1], "employer": known[board].employer if board in known else None} for board in boards
        ],
        "spent": asked_so_far(store, today(), source),
    }


def _plan(internet: Internet, asks: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "sandbox": internet.sandbox,
        "contact": internet.contact,
        "polite": not internet.is_synthetic,
        "http_cache": os.environ.get("HELPWANTED_HTTP_CACHE") or None,
        "asks": asks,
    }


def _finding(feed: Mapping[str, pl.DataFrame], source: str, board: str, known: PanelRow | None) -> Finding:
    crawl = feed["crawls"].row(by_predicate=pl.col("board") == board, named=True)
    postings = feed["postings"].filter(pl.col("board") == board)
    has_one_employer = not families()[source].card.is_aggregator
    stated = postings["employer"].drop_nulls().mode(maintain_order=True).to_list() if has_one_employer else []
    return Finding(
        source=source,
        board=board,
        employer=known.employer if known else next(iter(stated), None),
        status=crawl["status"],
        why=crawl["why"] or crawl["proof"],
        listed=crawl["listed"],
        collected=crawl["collected"],
        rejected=crawl["rejected"],
        social=_social(postings["title"].to_list()),
        added_on=known.added_on if known else None,
    )


def _social(titles: list[str]) -> int:
    """How many titles are one of the twelve roles, heard without employer and text."""
    return classify_titles(titles, is_explained=False).filter(pl.col("role") != "none").height if titles else 0
