"""Is it true that help is wanted, mostly managers?"""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import MONTH, share

DEFINITIONS = ("D1", "D2", "D3", "D4", "D5")
"""D1: the head word is literally manager. D2: social media manager or community manager. D3: rung manager or director.
D4: the text shows management of people. D5: the occupation group is management (SOC 11, ISCO 1)."""
MANAGER_ROLES = ("social_media_manager", "community_manager")
"""The roles of D2."""
ROLES = ("twelve", "article")
FLOWS = ("stock", "inflow")
UNITS = ("postings", "vacancies")
BOARDS = ("all", "matched")
EXCLUSIONS = ("homonyms", "none", "ghosts", "both")
CHOICES = {
    "definition": DEFINITIONS,
    "roles": ROLES,
    "flow": FLOWS,
    "unit": UNITS,
    "boards": BOARDS,
    "exclusions": EXCLUSIONS,
}
"""What makes a way to ask: column → its values, as they are shown. But for the definition the first of each is quoted."""
VERDICTS = ("supported", "contradicted", "undetermined")


def _choice(name: str, doc: str, allowed: tuple[str, ...]) -> Column:
    return Column(name, pl.String, doc, allowed=allowed)


def _probability(name: str, doc: str) -> Column:
    return Column(name, pl.Float64, doc, unit="probability", is_nullable=True, low=0, high=1, decimals=6)


MANAGERS = Table(
    name="managers",
    doc="The question “mostly managers?” under each definition and way to ask, with its verdict.",
    grain="month × definition × way to ask (roles × flow × unit × boards × exclusions)",
    key=("month", "definition", "roles", "flow", "unit", "boards", "exclusions"),
    partition="month",
    version=2,
    columns=(
        MONTH,
        _choice("definition", "Who counts as a manager; fixed in advance.", DEFINITIONS),
        _choice("roles", "Among whom: the seven roles that the source articles name, or all twelve.", ROLES),
        _choice("flow", "stock: open at the end of the month. inflow: opened during it.", FLOWS),
        _choice("unit", "postings, or vacancies: of several postings for one, the one open longest speaks.", UNITS),
        _choice(
            "boards",
            "all, or matched: those counted at the end of this month and of the one observed before it; none in the first.",
            BOARDS,
        ),
        _choice(
            "exclusions",
            "What is left out. homonyms: jobs that only look like a role, as everywhere else. ghosts: open for more than 90 "
            "days, put up again, or evergreen by title. both. none: what a naive count takes in.",
            EXCLUSIONS,
        ),
        Column("managers", pl.Int64, "Postings, or vacancies, for managers.", unit="postings", low=0),
        Column(
            "n", pl.Int64, "Postings, or vacancies, judged: under D4 only those with a text.", unit="postings", low=0
        ),
        Column("employers", pl.Int64, "Employers behind them.", unit="employers", low=0),
        Column(
            "n_eff", pl.Float64, "Effective number of employers.", unit="employers", is_nullable=True, low=0, decimals=3
        ),
        share("share", "managers ÷ n; withheld where it has no interval."),
        share("low", "Lower end of the 95 % interval; none below 10 employers, or 3 effective ones."),
        share("high", "Upper end of it."),
        _choice(
            "verdict",
            "supported: the interval lies above one half. contradicted: below it. Else undetermined.",
            VERDICTS,
        ),
        _probability("p_value", "Two-sided, of the share being one half; from the same t as the interval."),
        _probability("p_holm", "The same, adjusted by Holm for the five definitions of this way to ask."),
        _choice("verdict_holm", "The verdict where p_holm is below 0.05, else undetermined.", VERDICTS),
        Column("is_plurality", pl.Boolean, "D2 only: one of the two roles is the most frequent.", is_nullable=True),
        share("coverage", "Share of the panel's boards with a complete crawl on the day of the stock."),
    ),
)
