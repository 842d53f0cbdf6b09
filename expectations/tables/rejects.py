"""What could not be used, with the reason. Nothing is dropped silently."""

from dataclasses import replace

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import BOARD, DAY, SOURCE

REJECTS = Table(
    name="rejects",
    doc="Items that a board or a file stated and that could not be used.",
    grain="day × item",
    key=("day", "source", "board", "item"),
    is_by_source=True,
    is_public=False,
    columns=(
        DAY,
        SOURCE,
        replace(BOARD, is_nullable=True),
        Column("item", pl.Int64, "Number of the item among the board's rejects of the day, from 0.", low=0),
        Column("posting_id", pl.String, "The source's identifier, where it could be read.", is_nullable=True),
        Column("field", pl.String, "The offending field.", is_nullable=True),
        Column("reason", pl.String, "Why the item could not be used."),
        Column("value", pl.String, "The offending value, cut to 200 characters.", is_public=False, is_nullable=True),
    ),
)
