"""The ledger: what every board answered, every time it was asked."""

import polars as pl

from expectations.contracts import STATUSES, Column, Table
from expectations.tables.shared import BOARD, DAY, SOURCE

GONE = "archived: HTTP 404 or 410"
"""The proof where a board is the page of its postings, and that page is gone."""

CRAWLS = Table(
    name="crawls",
    doc="The ledger. The last complete crawl of a day counts, else the last attempt.",
    grain="day × source × board",
    key=("day", "source", "board"),
    is_by_source=True,
    columns=(
        DAY,
        SOURCE,
        BOARD,
        Column(
            "status",
            pl.String,
            "How the crawl ended. Only `complete` and `unchanged` prove what the board lists.",
            allowed=STATUSES,
        ),
        Column("why", pl.String, "Why it ended so, in one line; null where it simply succeeded.", is_nullable=True),
        Column("proof", pl.String, "What proves the listing complete; null where nothing does.", is_nullable=True),
        Column(
            "listed",
            pl.Int64,
            "How many postings the board says it has.",
            unit="postings",
            source="stated",
            is_nullable=True,
            low=0,
        ),
        Column("collected", pl.Int64, "Postings taken from its answer.", unit="postings", low=0),
        Column("rejected", pl.Int64, "Items that could not be used; they are in `rejects`.", unit="items", low=0),
        Column(
            "robots",
            pl.String,
            "What robots.txt says: may we ask? `unreachable` where it could not be read, which means no; `none` where "
            "nobody was asked.",
            allowed=("allowed", "disallowed", "unreachable", "none"),
        ),
        Column(
            "retired_on", pl.Date, "Day on which the board left the panel; it is `skipped` since.", is_nullable=True
        ),
        Column("misses_to_close", pl.Int64, "Misses in complete crawls that close a posting.", unit="crawls", low=1),
        Column(
            "unread_fields",
            pl.Int64,
            "Different fields in the answer that the spider does not read.",
            unit="fields",
            is_nullable=True,
            low=0,
        ),
    ),
)
