"""The shape of what lies in the landing: one attempt to crawl a source, or one import of it.

Not tables: an attempt is verbatim, private and never judged. The tables are derived from it.
"""

import polars as pl

from expectations.tables.contents import STATED

POSTINGS = pl.Schema(
    {
        "source": pl.String,
        "board": pl.String,
        "posting_id": pl.String,
        **{column.name: pl.String for column in STATED},
        "is_active": pl.String,
    }
)
REJECTS = pl.Schema(
    {
        "source": pl.String,
        "board": pl.String,
        "item": pl.Int64,
        "posting_id": pl.String,
        "field": pl.String,
        "reason": pl.String,
        "value": pl.String,
    }
)
CRAWLS = pl.Schema(
    {
        "source": pl.String,
        "board": pl.String,
        "status": pl.String,
        "why": pl.String,
        "proof": pl.String,
        "listed": pl.Int64,
        "collected": pl.Int64,
        "rejected": pl.Int64,
        "robots": pl.String,
        "misses_to_close": pl.Int64,
        "retired_on": pl.Date,
        "unread_fields": pl.String,
        "covers": pl.String,
        "validators": pl.String,
        "started_at": pl.String,
        "ended_at": pl.String,
        "requests": pl.Int64,
        "bytes": pl.Int64,
        "http_codes": pl.String,
    }
)
"""`retired_on` stands where a board is no longer asked. `covers` is `board` where each row is a board's own listing, `file`
where the whole file is one listing of them all."""

GONE_FIELD = "page"
"""The field of a reject that says: the posting's own page is gone (404, 410)."""

PARTS = {"postings": POSTINGS, "rejects": REJECTS, "crawls": CRAWLS}
"""In the order in which they are put in place: an attempt without its crawls never happened."""
