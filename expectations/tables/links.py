"""Why two postings are taken for one vacancy, or are not."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import DAY, POSTING_KEY

KINDS = ("full", "semantic", "temporal", "partial")
EVIDENCE = ("posting", "requisition", "text", "near_text", "translation", "agency")
"""The strongest first."""

LINKS = Table(
    name="links",
    doc=(
        "For each posting that came in, the nearest of those that were there. Accepted links, one after the other, lead to "
        "the posting that first advertised the vacancy; one that is taken back parts it again."
    ),
    grain="day × pair of postings",
    key=("day", "posting_key", "other_key"),
    version=2,
    columns=(
        DAY,
        POSTING_KEY,
        Column("other_key", pl.String, "The posting_key of the one that was there before it."),
        Column(
            "kind",
            pl.String,
            "full: the same advertisement; semantic: in other words; temporal: again, after the other was gone; partial: "
            "for another place.",
            allowed=KINDS,
        ),
        Column(
            "evidence",
            pl.String,
            "What they share beside employer and title: the very posting, the requisition, the whole text, or most of it; "
            "translation: a text as long in another language; "
            "agency: text and title under another employer's name.",
            allowed=EVIDENCE,
        ),
        Column(
            "score",
            pl.Float64,
            "Share of clauses that both texts have, estimated; of a translation shorter ÷ longer text; 1 where other evidence "
            "decides.",
            unit="share",
            low=0,
            high=1,
            decimals=3,
        ),
        Column("is_accepted", pl.Boolean, "Taken for the same vacancy."),
    ),
)
