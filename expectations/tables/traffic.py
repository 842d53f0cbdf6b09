"""Clock and bytes of a crawl: what running again may change, kept apart from what was found."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import BOARD, DAY, SOURCE

TRAFFIC = Table(
    name="traffic",
    doc="What each attempt cost. The one table that differs between two runs of the same refresh.",
    grain="day × source × board × attempt",
    key=("day", "source", "board", "attempt"),
    is_by_source=True,
    columns=(
        DAY,
        SOURCE,
        BOARD,
        Column("attempt", pl.Int64, "Number of the crawl of this source on this day.", low=1),
        Column("started_at", pl.Datetime("us", "UTC"), "First request.", is_nullable=True),
        Column("ended_at", pl.Datetime("us", "UTC"), "Last answer.", is_nullable=True),
        Column("requests", pl.Int64, "Requests sent, retries included.", unit="requests", low=0),
        Column("bytes", pl.Int64, "Bytes of the bodies received.", unit="bytes", low=0),
        Column("http_codes", pl.String, "Codes answered with their number, as in `200×2 503×1`.", is_nullable=True),
    ),
)
