"""The atoms: this posting was seen on this board on this day."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import BOARD, CONTENT_DIGEST, DAY, POSTING_KEY, SOURCE

SIGHTINGS = Table(
    name="sightings",
    doc="Every posting seen on every day. A board that answers `unchanged` repeats its previous sightings.",
    grain="day × posting",
    key=("day", "posting_key"),
    is_by_source=True,
    columns=(
        DAY,
        SOURCE,
        BOARD,
        POSTING_KEY,
        CONTENT_DIGEST,
        Column("is_active", pl.Boolean, "False where the source itself marks the posting as closed.", source="stated"),
        Column("closes_on", pl.Date, "Last day on which the posting is valid.", source="stated", is_nullable=True),
    ),
)

IS_LIVE = pl.col("is_active") & ~(pl.col("closes_on") < pl.col("day")).fill_null(False)
"""Whether a sighted posting is still wanted: neither marked as closed nor past its last valid day."""
