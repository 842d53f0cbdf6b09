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
            "sandbox: the market whose vacancies are drawn. labelled: real pairs, labelled by a language model. one_title: of "
            "these, those whose titles say the same. held_out: other real pairs, labelled before the rules saw them.",
            allowed=("sandbox", "labelled", "one_title", "held_out"),
        ),
        count("hits", "Of one vacancy, and linked.", "pairs"),
        count("wrong", "Of two vacancies, and linked.", "pairs"),
        count("missed", "Of one vacancy, and not linked.", "pairs"),
        Column("measured_on", pl.Date, "Day of the measurement."),
    ),
)
