"""What ends a spell: a complete crawl that no longer shows the posting, the source's own word, or a board that is given up."""

from datetime import date

import polars as pl

from expectations.contracts import OBSERVED
from expectations.landed import GONE_FIELD
from expectations.tables.crawls import GONE
from transforms.sightings import KEY, REMEMBERED_DAYS

OBSERVED_WITHIN_DAYS = 10
"""A board silent for longer takes its postings out of the stock; a longer interval makes no inflow and no outflow."""
CHRONIC_SILENT_DAYS = REMEMBERED_DAYS
"""A board silent for longer is given up. What it shows after so long would be a repost on any other board, too."""


def of_postings(rejects: pl.LazyFrame) -> pl.LazyFrame:
    """posting_key, is_unreadable and is_gone of postings that a board names today and that cannot be read.

    Listed without a title, a posting is there and cannot be read; where its own page is gone, so is the posting.
    """
    named = rejects.filter(pl.col("field").is_in(["title", GONE_FIELD])).drop_nulls("posting_id")
    return named.group_by(KEY).agg(
        is_unreadable=(pl.col("field") == "title").any(), is_gone=(pl.col("field") == GONE_FIELD).any()
    )


def of_boards(day: date, crawls: pl.LazyFrame, boards: pl.LazyFrame) -> pl.LazyFrame:
    """What the day's crawl of each board proves, how long before the board had been observed, and whether it is given up."""
    state = boards.select("source", "board", "last_complete_on", "previous_complete_on", "retired_on")
    state = state.join(
        crawls.select("source", "board", "status", "proof", "misses_to_close"), on=["source", "board"], how="left"
    )
    is_observed = pl.col("status").is_in(OBSERVED).fill_null(False)
    observed_before = pl.when(is_observed).then("previous_complete_on").otherwise("last_complete_on")
    interval = (pl.lit(day) - observed_before).dt.total_days()
    return state.select(
        "source",
        "board",
        "misses_to_close",
        silent_days=(pl.lit(day) - pl.col("last_complete_on")).dt.total_days(),
        is_observed=is_observed,
        is_listing=(is_observed | (pl.col("status") == "empty")).fill_null(False),
        is_followed=(interval <= OBSERVED_WITHIN_DAYS).fill_null(False),
        is_page_gone=(pl.col("proof") == GONE).fill_null(False),
        has_left=pl.col("retired_on").is_not_null(),
    )


def is_missing() -> pl.Expr:
    """Whether a posting that was open is not there today, as far as its board was looked at."""
    return pl.col("was_open") & ~pl.col("is_seen") & ~pl.col("is_unreadable").fill_null(False)


def reason(day: date) -> pl.Expr:
    """Why the spell ends on `day`, null where it does not.

    Only a crawl that is proven complete closes, after as many misses as the source needs, or on the source's word. A
    board that left the panel, or is silent for so long that it is chronic, shows nothing: its postings end unseen.
    """
    closes = is_missing() & pl.col("is_observed").fill_null(False)
    unseen_days = (pl.lit(day) - pl.col("last_seen_on")).dt.total_days()
    is_silent = (pl.col("silent_days") > CHRONIC_SILENT_DAYS).fill_null(True)
    return (
        pl.when(closes & pl.col("stated_reason").is_not_null())
        .then("stated_reason")
        .when(closes & (pl.col("is_gone").fill_null(False) | pl.col("is_page_gone")))
        .then(pl.lit("http_gone"))
        .when(closes & (pl.col("misses") >= pl.col("misses_to_close")))
        .then(pl.lit("unseen_confirmed"))
        .when(is_missing() & pl.col("has_left"))
        .then(pl.lit("board_exited"))
        .when(is_missing() & is_silent & (unseen_days > CHRONIC_SILENT_DAYS))
        .then(pl.lit("chronic_unreachable"))
    )
