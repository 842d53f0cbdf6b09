"""Columns that mean the same in every table that has them."""

import polars as pl

from expectations.contracts import Column

DAY = Column("day", pl.Date, "The UTC day of the partition.")
MONTH = Column("month", pl.String, "The calendar month of the partition, YYYY-MM, UTC.")
SOURCE = Column("source", pl.String, "The board family or import that the row comes from, as in `sources`.")
BOARD = Column("board", pl.String, "The employer's board within the source: the token its address carries.")
POSTING_KEY = Column(
    "posting_key",
    pl.String,
    "source/board/posting_id, a slash of the board as %2F: names one posting over its whole life and in every table.",
)
POSTING_ID = Column("posting_id", pl.String, "The source's own identifier of the posting.", source="stated")
CONTENT_DIGEST = Column(
    "content_digest",
    pl.String,
    "First 16 hex digits of the SHA-256 of all that the source stated (but `updated_at`); changes when the posting is edited.",
)
EMPLOYER = Column("employer", pl.String, "The employer's name, cleaned. Intervals are clustered by it.")
ROLE_OR_NONE = Column("role", pl.String, "A role of the table `roles`, or `none`.", source="roles.toml")
TAXONOMY_VERSION = Column("taxonomy_version", pl.String, "Version and digest of the taxonomy that gave the roles.")
