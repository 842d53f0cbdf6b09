"""Shares of the roles, corrected for errors of the classifier."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import MONTH, share

SHARES_ADJUSTED = Table(
    name="shares_adjusted",
    doc=(
        "The shares of `demand_monthly`, all countries, beside what they would be if the classifier took one role for another as "
        "often as it does in `gold`. That sample was drawn by look-alike phrases and the rules were written looking at it: only "
        "the split among the roles is adjusted, not what is taken for a role at all, and errors on titles nobody has seen may be "
        "larger. `helpwanted audit score` measures them on one's own postings."
    ),
    grain="month × role",
    key=("month", "role"),
    partition="month",
    columns=(
        MONTH,
        Column("role", pl.String, "A role of the table `roles`.", source="roles.toml"),
        Column("open", pl.Int64, "Stock at the end of the month.", unit="postings", low=0),
        share("share", "open ÷ open of all roles, as the classifier reads it."),
        share("adjusted_share", "The same, corrected for roles taken for one another."),
        share(
            "low", "Lower end of the 95 % interval of the adjusted share, by a bootstrap of employers and of `gold`."
        ),
        share("high", "Upper end of that interval."),
        Column(
            "titles",
            pl.Int64,
            "Titles of `gold` with this label that were read as some role. Where there is none the role is taken as read.",
            unit="titles",
            low=0,
        ),
        Column("is_suppressed", pl.Boolean, "Shares and interval are withheld, as in `demand_monthly`."),
        Column("suppressed_why", pl.String, "Why they are withheld.", is_nullable=True),
        Column("gold_version", pl.String, "Version and digest of the taxonomy that `gold` was measured with."),
        Column("method", pl.String, "How it was adjusted, in a line."),
    ),
)
