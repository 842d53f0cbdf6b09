"""How the shipped taxonomy reads titles that were labelled by hand."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import TAXONOMY_VERSION, count

GOLD = Table(
    name="gold",
    doc=(
        "The confusion of the shipped taxonomy with titles that language models labelled by its codebook: counts, no texts. "
        "The titles were drawn by look-alike phrases, so their mix is not that of postings."
    ),
    grain="aspect × coded × read",
    key=("aspect", "coded", "read"),
    partition="none",
    columns=(
        Column("aspect", pl.String, "What was read.", allowed=("role", "rung", "traditional_role")),
        Column("coded", pl.String, "The label."),
        Column("read", pl.String, "What the taxonomy made of it."),
        count("titles", "Titles with this label that were read so.", "titles"),
        count("right", "Of these, read as labelled, or as another role that the coders found defensible.", "titles"),
        Column("measured_on", pl.Date, "Day of the measurement."),
        TAXONOMY_VERSION,
    ),
)
