"""How long postings stay open."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import MONTH, share


def _days(name: str, doc: str) -> Column:
    return Column(name, pl.Int64, doc, unit="days", is_nullable=True, low=1)


DURATIONS = Table(
    name="durations",
    doc=(
        "Time from opening to closing, by Kaplan and Meier's method with Turnbull's for closings that lie between two crawls and "
        "with delayed entry for postings that were found open, over the spells at risk in the twelve months that end here. "
        "Open postings count as open so far, never as closed; so this is no mean of the closed. A return within 30 days goes on "
        "with its spell; postings that came and went between two crawls were never seen."
    ),
    grain="month × role",
    key=("month", "role"),
    version=2,
    partition="month",
    columns=(
        MONTH,
        Column("role", pl.String, "A role of the table `roles`, `any_social` or `any`.", source="roles.toml"),
        Column("since_on", pl.Date, "First day of the window: what closed before is not in it."),
        Column("spells", pl.Int64, "Spells at risk in the window.", unit="postings", low=0),
        Column("closed", pl.Int64, "Those that were seen to close.", unit="postings", low=0),
        Column("censored", pl.Int64, "Those still open, or whose board was given up.", unit="postings", low=0),
        Column("ageless", pl.Int64, "Left out: found open, and nothing says since when.", unit="postings", low=0),
        Column("employers", pl.Int64, "Employers behind the spells.", unit="employers", low=0),
        _days("median_days", "Median time open; null where the curve does not reach one half, or is withheld."),
        _days(
            "low_days", "Lower end of its 95 % interval, clustered by employer; null where the curve does not reach it."
        ),
        _days("high_days", "Upper end of it, likewise."),
        share("open_30_share", "Share still open after 30 days."),
        share("open_60_share", "Share still open after 60 days."),
        share("open_90_share", "Share still open after 90 days."),
        Column("is_suppressed", pl.Boolean, "Too few employers or closings: all but the counts is withheld."),
        Column("suppressed_why", pl.String, "Why, in a line.", is_nullable=True),
    ),
)
