"""Is it true that help is wanted, mostly managers?"""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import MONTH

DEFINITIONS = ("D1", "D2", "D3")
"""D1: the head word is literally manager. D2: social media manager or community manager. D3: rung manager or director."""

MANAGERS = Table(
    name="managers",
    doc="The question “mostly managers?” under each definition, with its verdict.",
    grain="month × definition × basis (roles × flow)",
    key=("month", "definition", "roles", "flow"),
    partition="month",
    columns=(
        MONTH,
        Column("definition", pl.String, "Who counts as a manager; fixed in advance.", allowed=DEFINITIONS),
        Column(
            "roles",
            pl.String,
            "Among whom: the seven roles that the source articles name, or all twelve.",
            allowed=("article", "twelve"),
        ),
        Column(
            "flow",
            pl.String,
            "stock: open at the end of the month. inflow: opened during it.",
            allowed=("stock", "inflow"),
        ),
        Column("managers", pl.Int64, "Postings for managers.", unit="postings", low=0),
        Column("n", pl.Int64, "Postings judged.", unit="postings", low=0),
        Column("employers", pl.Int64, "Employers behind them.", unit="employers", low=0),
        Column(
            "n_eff", pl.Float64, "Effective number of employers.", unit="employers", is_nullable=True, low=0, decimals=3
        ),
        Column("share", pl.Float64, "managers ÷ n.", unit="share", is_nullable=True, low=0, high=1, decimals=6),
        Column(
            "low",
            pl.Float64,
            "Lower end of the 95 % interval.",
            unit="share",
            is_nullable=True,
            low=0,
            high=1,
            decimals=6,
        ),
        Column("high", pl.Float64, "Upper end of it.", unit="share", is_nullable=True, low=0, high=1, decimals=6),
        Column(
            "verdict",
            pl.String,
            "supported: the interval lies above one half. contradicted: below it. Else undetermined.",
            allowed=("supported", "contradicted", "undetermined"),
        ),
        Column("is_plurality", pl.Boolean, "D2 only: one of the two roles is the most frequent.", is_nullable=True),
        Column(
            "coverage",
            pl.Float64,
            "Share of the panel's boards with a complete crawl on the day of the stock.",
            unit="share",
            is_nullable=True,
            low=0,
            high=1,
            decimals=6,
        ),
    ),
)
