"""Why two postings are taken for one vacancy, or are not."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import DAY, POSTING_KEY

KINDS = ("full", "semantic", "temporal", "partial")
EVIDENCE = ("ruling", "posting", "requisition", "text", "near_text", "retitled", "translation", "agency")
"""The strongest first."""

RULING = (
    Column("ruling", pl.String, "What a person ruled: one vacancy, or two.", allowed=("one", "two"), is_nullable=True),
    Column("reason", pl.String, "Why, in the words of who ruled.", source="stated", is_nullable=True),
    Column("ruled_by", pl.String, "In which capacity, as in `researcher`; no name.", source="stated", is_nullable=True),
    Column("ruled_on", pl.Date, "Day of the ruling.", is_nullable=True),
)
RULINGS = pl.Schema([("posting_key", pl.String), ("other_key", pl.String), *((one.name, one.dtype) for one in RULING)])
"""Rulings on pairs of postings, as they are kept and as linking takes them."""

LINKS = Table(
    name="links",
    doc=(
        "For each posting that came in, the nearest of those that were there. Accepted links, one after the other, lead to "
        "the posting that first advertised the vacancy; one that is taken back, by a ruling too, parts it again."
    ),
    grain="day × pair of postings",
    key=("day", "posting_key", "other_key"),
    version=4,
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
            "ruling: a person said so; "
            "retitled: the whole text under another title; translation: a text as long in another language; "
            "agency: text and title under another employer's name.",
            allowed=EVIDENCE,
        ),
        Column(
            "score",
            pl.Float64,
            "Share of clauses that both texts have, estimated; of a translated text shorter ÷ longer; 1 where other evidence "
            "decides.",
            unit="share",
            low=0,
            high=1,
            decimals=3,
        ),
        Column("is_accepted", pl.Boolean, "Taken for the same vacancy."),
        Column(
            "ruled_key",
            pl.String,
            "The posting of which it was ruled that it is or is not of this one's vacancy: other_key, or one to which further "
            "links would have led.",
            is_nullable=True,
        ),
        *RULING,
    ),
)
