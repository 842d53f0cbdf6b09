"""Postings, cleaned and classified."""

import polars as pl

from expectations.contracts import RUNGS, Column, Table
from expectations.tables.shared import (
    BOARD,
    CONTENT_DIGEST,
    DAY,
    EMPLOYER,
    POSTING_ID,
    POSTING_KEY,
    READINGS,
    ROLE_OR_NONE,
    SOURCE,
    TAXONOMY_VERSION,
)

EMPLOYMENT_TYPES = ("full_time", "part_time", "contract", "temporary", "internship", "volunteer", "other")
PAY_PERIODS = ("hour", "day", "week", "month", "year")

POSTINGS = Table(
    name="postings",
    doc="What a posting says, cleaned and classified, once for every day on which it changed.",
    grain="posting × day of change",
    key=("day", "posting_key"),
    is_by_source=True,
    version=2,
    columns=(
        DAY,
        SOURCE,
        BOARD,
        POSTING_KEY,
        POSTING_ID,
        CONTENT_DIGEST,
        Column(
            "url",
            pl.String,
            "Address of the posting; null where it names an account or a mailbox.",
            source="stated",
            is_nullable=True,
        ),
        Column(
            "title",
            pl.String,
            "The title: entities decoded, white space folded; `[e-mail]`, `[phone]`, `[handle]`, `[name]` where a person was.",
        ),
        EMPLOYER,
        Column("place", pl.String, "The place as stated, cleaned.", is_nullable=True),
        Column("country", pl.String, "ISO 3166-1 alpha-2 code of the first place that names one.", is_nullable=True),
        Column("region", pl.String, "State or region of that place, as ISO 3166-2 code.", is_nullable=True),
        Column("is_remote", pl.Boolean, "The posting says that the work is remote.", is_nullable=True),
        Column("employment_type", pl.String, "Kind of employment.", is_nullable=True, allowed=EMPLOYMENT_TYPES),
        Column("pay_low", pl.Float64, "Lower end of the pay stated.", is_nullable=True, low=0, decimals=2),
        Column("pay_high", pl.Float64, "Upper end of the pay stated.", is_nullable=True, low=0, decimals=2),
        Column("pay_currency", pl.String, "ISO 4217 code of the pay.", is_nullable=True),
        Column("pay_period", pl.String, "What the pay is for.", is_nullable=True, allowed=PAY_PERIODS),
        Column("posted_on", pl.Date, "Day of first publication, as stated.", source="stated", is_nullable=True),
        ROLE_OR_NONE,
        Column("rung", pl.String, "The head word of the title, as a rung of the codebook.", allowed=RUNGS),
        Column(
            "role_basis",
            pl.String,
            "What decided the role; null where the role is `none`.",
            is_nullable=True,
            allowed=("title", "employer", "text"),
        ),
        Column("role_evidence", pl.String, "The words of the title that decided.", is_nullable=True),
        Column("is_role_uncertain", pl.Boolean, "The title alone cannot tell and nothing else does."),
        *READINGS,
        Column(
            "has_platform_mention",
            pl.Boolean,
            "The text names a social platform, be it only to say where to follow the company; null without a text.",
            is_nullable=True,
        ),
        TAXONOMY_VERSION,
    ),
)
