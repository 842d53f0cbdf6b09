"""State of every board after a day: when it was last seen whole, and for how long it has been silent."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import BOARD, DAY, SOURCE

BOARDS = Table(
    name="boards",
    doc="One row for every board that was ever asked. Day d is a function of the previous partition and of `crawls`.",
    grain="day × board",
    key=("day", "source", "board"),
    version=2,
    columns=(
        DAY,
        SOURCE,
        BOARD,
        Column("first_complete_on", pl.Date, "First complete crawl: its postings are stock.", is_nullable=True),
        Column("last_complete_on", pl.Date, "Last complete crawl.", is_nullable=True),
        Column(
            "previous_complete_on",
            pl.Date,
            "The complete crawl before the last one: ends the interval.",
            is_nullable=True,
        ),
        Column("silent_days", pl.Int64, "Days since the last complete crawl.", unit="days", is_nullable=True, low=0),
        Column("postings", pl.Int64, "Postings in the last complete crawl.", unit="postings", low=0),
        Column(
            "doubts",
            pl.Int64,
            "Crawls in a row that listed far less than the last complete one, without proof.",
            unit="crawls",
            low=0,
        ),
        Column("failures", pl.Int64, "Crawls in a row that brought no listing.", unit="crawls", low=0),
        Column("retired_on", pl.Date, "Day on which it left the panel; null while it is asked.", is_nullable=True),
        Column("is_chronic", pl.Boolean, "Failed so often in a row that somebody should look."),
        Column(
            "cadence_days",
            pl.Int64,
            "Days between the last two complete crawls.",
            unit="days",
            is_nullable=True,
            low=0,
        ),
    ),
)
