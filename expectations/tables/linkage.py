"""How rightly postings are linked to vacancies."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import count

LINKAGE = Table(
    name="linkage",
    doc=(
        "Pairs of postings whose vacancies are known, against what linking makes of them. Precision is hits ÷ (hits + wrong), "
        "recall hits ÷ (hits + missed)."
    ),
    grain="yardstick",
    key=("yardstick",),
    partition="none",
    columns=(
        Column(
            "yardstick",
            pl.String,
            "sandbox: the market whose vacancies are drawn. labelled: all pairs of real postings with like titles or like "
            "texts, labelled by three runs of a language model. one_title, two_titles: of these, those whose titles say the "
            "same, and the others.",
            allowed=("sandbox", "labelled", "one_title", "two_titles"),
        ),
        count("hits", "Of one vacancy, and linked.", "pairs"),
        count("wrong", "Of two vacancies, and linked.", "pairs"),
        count("missed", "Of one vacancy, and not linked.", "pairs"),
        Column("measured_on", pl.Date, "Day of the measurement."),
    ),
)
