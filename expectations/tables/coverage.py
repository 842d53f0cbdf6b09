"""How much of the panel was seen."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import DAY, SOURCE

ALL_SOURCES = "all"

COVERAGE = Table(
    name="coverage",
    doc="How much of the panel was seen. Source `all` sums the sources, country `ZZ` the countries.",
    grain="day × source × country",
    key=("day", "source", "country"),
    columns=(
        DAY,
        SOURCE,
        Column("country", pl.String, "ISO code, or `ZZ` for all. A board counts where it has postings."),
        Column("boards", pl.Int64, "Boards of the panel.", unit="boards", low=0),
        Column("observed", pl.Int64, "Boards with a complete crawl on this day.", unit="boards", low=0),
        Column("recent", pl.Int64, "Boards with a complete crawl within the last 10 days.", unit="boards", low=0),
        Column("postings", pl.Int64, "Open postings of all boards.", unit="postings", low=0),
        Column("postings_observed", pl.Int64, "Open postings of the boards observed.", unit="postings", low=0),
    ),
)
