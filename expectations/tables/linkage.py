"""How rightly postings are linked to vacancies."""

import polars as pl

from expectations.contracts import Column, Table


def _count(name: str, doc: str) -> Column:
    return Column(name, pl.Int64, doc, unit="pairs", low=0)


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
            "sandbox: the market whose vacancies are drawn. labelled: real pairs, labelled by a language model. one_language: of "
            "these, without jobs that are told in two languages.",
            allowed=("sandbox", "labelled", "one_language"),
        ),
        _count("hits", "Of one vacancy, and linked."),
        _count("wrong", "Of two vacancies, and linked."),
        _count("missed", "Of one vacancy, and not linked."),
        Column("measured_on", pl.Date, "Day of the measurement."),
    ),
)
