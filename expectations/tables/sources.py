"""The cards of the sources: what each lists, proves and allows."""

import polars as pl

from expectations.contracts import Column, Table

CARD = "card of the source"

SOURCES = Table(
    name="sources",
    doc="One row for every board family, and for every import that was taken in. Every other table points here by `source`.",
    grain="source",
    key=("source",),
    partition="none",
    columns=(
        Column("source", pl.String, "Name of the board family or of the import."),
        Column(
            "kind",
            pl.String,
            "`boards` of one employer each, `aggregator` with postings of many, `import` of postings somebody held.",
            allowed=("boards", "aggregator", "import"),
        ),
        Column("is_enabled", pl.Boolean, "Whether its boards are asked.", source=CARD),
        Column("disabled_why", pl.String, "Why they are not; null where they are.", source=CARD, is_nullable=True),
        Column("homepage", pl.String, "Its documentation.", source=CARD, is_nullable=True),
        Column(
            "lists_complete", pl.Boolean, "Whether a crawl can prove that it saw all that a board lists.", source=CARD
        ),
        Column("proof", pl.String, "What proves it.", source=CARD),
        Column("has_posted_date", pl.Boolean, "Whether postings say when they were published.", source=CARD),
        Column("has_close_date", pl.Boolean, "Whether postings say when they will close.", source=CARD),
        Column("has_description", pl.Boolean, "Whether the text of a posting is read.", source=CARD),
        Column("cap", pl.Int64, "Most postings it shows.", unit="postings", source=CARD, is_nullable=True, low=1),
        Column(
            "pii_fields", pl.String, "Fields that may name a person, dropped unread; separated by `, `.", source=CARD
        ),
        Column("terms_url", pl.String, "Its terms or its documentation of them.", source=CARD, is_nullable=True),
        Column("robots_url", pl.String, "Its robots.txt.", source=CARD, is_nullable=True),
        Column(
            "terms_read_on",
            pl.Date,
            "Day on which the project read the terms; null where nobody did yet.",
            source=CARD,
            is_nullable=True,
        ),
        Column("terms_note", pl.String, "What they say about reading and counting postings.", source=CARD),
        Column("licence", pl.String, "Licence of the postings.", source=CARD),
        Column(
            "cadence_days",
            pl.Int64,
            "Planned days between two crawls.",
            unit="days",
            source=CARD,
            is_nullable=True,
            low=1,
        ),
        Column(
            "daily_requests",
            pl.Int64,
            "Most requests that it is sent in a UTC day.",
            unit="requests",
            source=CARD,
            is_nullable=True,
            low=1,
        ),
    ),
)
