"""Demand: stock, inflow, outflow and shares, by day and by month."""

from dataclasses import replace

import polars as pl

from expectations.contracts import RUNGS, Column, Table
from expectations.tables.shared import DAY, MONTH, count, share

FLOWS = (
    count("opened", "Inflow: first seen between two complete crawls at most 10 days apart."),
    count("entered", "Came into the stock unobserved: first crawl of a board, or the end of a silence."),
    count("reopened", "Came back within 30 days of closing."),
    count("moved_in", "Changed role, rung or country into this cell by an edit."),
    count("moved_out", "Changed out of this cell by an edit."),
    count("closed", "Outflow: went between two complete crawls at most 10 days apart."),
    count("left_unobserved", "Left the stock unobserved: the board has been silent for more than 10 days."),
)
"""open = open of the previous partition + opened + entered + reopened + moved_in − moved_out − closed − left_unobserved."""

WITHHELD_SHARE = ("share", "low", "high", "low_all", "high_all", "design_effect", "freedom")
"""What suppression blanks of a share."""
WITHHELD = (*WITHHELD_SHARE, "index", "matched_index")
"""All that suppression blanks. Counts are never withheld."""


_CELL = (
    Column("role", pl.String, "A role of the table `roles`, `any_social` or `any`.", source="roles.toml"),
    Column("country", pl.String, "ISO code, or `ZZ` for all countries."),
    Column("rung", pl.String, "A rung (at country `ZZ` only), or `any`.", allowed=(*RUNGS, "any")),
    count("open", "Stock at the end of the period."),
    Column(
        "vacancies",
        pl.Int64,
        "Of the stock: what its postings advertise, those for one vacancy counting once.",
        unit="vacancies",
        low=0,
    ),
    count("carried", "Of these, postings that were not seen on that day."),
    count("sighted", "The naive series: postings seen on that day."),
    *FLOWS,
    Column("employers", pl.Int64, "Employers with a posting in this cell.", unit="employers", low=0),
    share("share", "open ÷ open of `any_social` in the country; for `any_social` ÷ open of `any`."),
    share("low", "Lower end of the 95 % interval of the share, clustered by employer."),
    share("high", "Upper end of that interval."),
    share(
        "low_all",
        "Lower end of the interval for all roles of the country at once: in 95 % of panels all of these hold together.",
    ),
    share("high_all", "Upper end of that interval."),
    Column(
        "design_effect",
        pl.Float64,
        "Variance of the share ÷ that of as many independent postings; at least 1.",
        is_nullable=True,
        low=1,
        decimals=3,
    ),
    Column(
        "freedom",
        pl.Float64,
        "Degrees of freedom of the intervals: effective number of employers that carry the variance.",
        unit="employers",
        is_nullable=True,
        low=1,
        decimals=3,
    ),
    Column(
        "n_eff",
        pl.Float64,
        "Effective number of employers behind the share: (Σn)² ÷ Σn² over the postings n of each employer.",
        unit="employers",
        is_nullable=True,
        low=0,
        decimals=3,
    ),
    share("top_employer_share", "Share of the cell that the largest employer holds."),
    Column(
        "index",
        pl.Float64,
        "open, as 100 × its mean over the days of the first complete month.",
        is_nullable=True,
        low=0,
        decimals=4,
    ),
    Column(
        "matched_index",
        pl.Float64,
        "The same, chained only over postings of boards counted in both periods.",
        is_nullable=True,
        low=0,
        decimals=4,
    ),
    share(
        "coverage",
        "Share of the panel's boards with a complete crawl on that day; in a country, of those with an open posting there.",
    ),
    Column("is_suppressed", pl.Boolean, "Share, interval and index are withheld; counts never are."),
    Column("suppressed_why", pl.String, "Why they are withheld.", is_nullable=True),
    Column(
        "matched_chain",
        pl.Float64,
        "Level of the matched chain before it is set to its base; 1 on the first day of the cell, null once it has ended.",
        is_nullable=True,
        low=0,
        decimals=9,
    ),
)

DEMAND_DAILY = Table(
    name="demand_daily",
    doc="Demand by day.",
    grain="day × role × country × rung",
    key=("day", "role", "country", "rung"),
    columns=(
        DAY,
        *_CELL,
        Column(
            "open_7d",
            pl.Float64,
            "Mean of open over the seven days that end here; null where one of them has no partition.",
            unit="postings",
            is_nullable=True,
            low=0,
            decimals=4,
        ),
    ),
    version=6,
)

DEMAND_MONTHLY = replace(
    DEMAND_DAILY,
    name="demand_monthly",
    doc="Demand by month: stock and shares at its last day, flows summed over it.",
    grain="month × role × country × rung",
    key=("month", "role", "country", "rung"),
    partition="month",
    columns=(
        MONTH,
        Column("last_on", pl.Date, "Last day of the month that was observed: the day of stock and share."),
        Column("days", pl.Int64, "Days of the month that have a partition.", unit="days", low=1),
        Column(
            "is_complete",
            pl.Boolean,
            "The month was observed from its first day to its last, never more than 10 days apart.",
        ),
        *_CELL,
        Column("mean_open", pl.Float64, "Mean stock over the observed days.", unit="postings", low=0, decimals=4),
        Column(
            "mean_matched_chain", pl.Float64, "Mean level of the matched chain.", is_nullable=True, low=0, decimals=9
        ),
    ),
)
