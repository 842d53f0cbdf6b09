"""Every spell that closed, when and why."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.lifecycle import CLOSED_REASONS
from expectations.tables.shared import BOARD, COUNTRY, EMPLOYER, MONTH, POSTING_KEY, ROLE_OR_NONE, RUNG, SOURCE

CLOSINGS = Table(
    name="closings",
    doc=(
        "What `lifecycle` closed in a month, kept after `lifecycle` has forgotten it. A posting that comes back within 30 days "
        "goes on with its spell, so the last row of posting_key × first_seen_on counts, and none while the posting is open."
    ),
    grain="month × posting × day of closing",
    key=("month", "posting_key", "closed_on"),
    partition="month",
    columns=(
        MONTH,
        SOURCE,
        BOARD,
        POSTING_KEY,
        EMPLOYER,
        ROLE_OR_NONE,
        RUNG,
        COUNTRY,
        Column("first_seen_on", pl.Date, "First day of the spell."),
        Column("last_seen_on", pl.Date, "Last day on which it was seen."),
        Column("posted_on", pl.Date, "Day of first publication, as stated.", source="stated", is_nullable=True),
        Column(
            "missed_on",
            pl.Date,
            "First listing that should have shown it and did not: it went between last_seen_on and this day. Null where "
            "nobody looked: board_exited, chronic_unreachable.",
            is_nullable=True,
        ),
        Column("closed_on", pl.Date, "Day on which the closing was established."),
        Column("closed_reason", pl.String, "What established it.", allowed=CLOSED_REASONS),
        Column("is_left_truncated", pl.Boolean, "Already open when its board was first observed: age unknown."),
        Column(
            "earlier_closed_on",
            pl.Date,
            "Where it was a repost: when its earlier spell closed; that one is in this table, too.",
            is_nullable=True,
        ),
    ),
)
