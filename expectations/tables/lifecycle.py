"""The life of every posting, day by day."""

import polars as pl

from expectations.contracts import RUNGS, Column, Table
from expectations.tables.shared import (
    BOARD,
    CONTENT_DIGEST,
    COUNTRY,
    DAY,
    EMPLOYER,
    POSTING_KEY,
    READINGS,
    ROLE_OR_NONE,
    RUNG,
    SOURCE,
)

CLOSED_REASONS = (
    "unseen_confirmed",
    "http_gone",
    "valid_through",
    "source_closed",
    "board_exited",
    "chronic_unreachable",
)
UNSEEN_ENDS = ("board_exited", "chronic_unreachable")
"""Nobody saw these postings go: their spells are right-censored, and they leave the stock without an outflow."""
EVENTS = ("opened", "entered", "reopened", "closed", "left_unobserved")

LIFECYCLE = Table(
    name="lifecycle",
    doc=(
        "Every posting that is open, or closed within the last 30 days. Day d is a function of the previous partition and "
        "of the day's sightings, crawls and boards; a day without a crawl has no partition."
    ),
    grain="day × posting",
    key=("day", "posting_key"),
    version=3,
    columns=(
        DAY,
        SOURCE,
        BOARD,
        POSTING_KEY,
        EMPLOYER,
        ROLE_OR_NONE,
        RUNG,
        COUNTRY,
        *READINGS,
        CONTENT_DIGEST,
        Column(
            "status",
            pl.String,
            "open; closed on this day; or dormant: closed within 30 days, kept to know it again, never counted.",
            allowed=("open", "closed", "dormant"),
        ),
        Column(
            "event",
            pl.String,
            "What happened to the stock on this day; null where nothing did.",
            is_nullable=True,
            allowed=EVENTS,
        ),
        Column("is_sighted", pl.Boolean, "Seen on this very day. The naive series counts these."),
        Column("is_counted", pl.Boolean, "In the stock: open, on a board observed within the last 10 days."),
        Column("was_counted", pl.Boolean, "In the stock of the previous partition."),
        Column("first_seen_on", pl.Date, "First day of the spell."),
        Column("last_seen_on", pl.Date, "Last day on which it was seen."),
        Column("posted_on", pl.Date, "Day of first publication, as stated.", source="stated", is_nullable=True),
        Column(
            "missed_on",
            pl.Date,
            "First listing that should have shown it and did not: it went between last_seen_on and this day.",
            is_nullable=True,
        ),
        Column("misses", pl.Int64, "Complete crawls in a row that did not show it.", unit="crawls", low=0),
        Column("closed_on", pl.Date, "Day on which the closing was established.", is_nullable=True),
        Column("closed_reason", pl.String, "What established it.", is_nullable=True, allowed=CLOSED_REASONS),
        Column(
            "earlier_closed_on",
            pl.Date,
            "Where it is a repost, back after more than 30 days: when its earlier spell closed; that one is in `closings`.",
            is_nullable=True,
        ),
        Column("is_left_truncated", pl.Boolean, "Already open when its board was first observed: age unknown."),
        Column(
            "role_before",
            pl.String,
            "Role in the previous partition, where an edit changed role, rung or country.",
            is_nullable=True,
        ),
        Column("rung_before", pl.String, "Rung in the previous partition, likewise.", is_nullable=True, allowed=RUNGS),
        Column("country_before", pl.String, "Country in the previous partition, likewise.", is_nullable=True),
    ),
)
