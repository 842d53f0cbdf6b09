"""From push to pull, from policy to people: do the old roles that ask for social media speak otherwise?"""

import polars as pl

from expectations.contracts import TRADITIONAL_ROLES, Column, Table
from expectations.tables.shared import MONTH, count, share


def _emphasis(suffix: str, among: str) -> tuple[Column, ...]:
    """The columns of the log-ratio over one set of postings."""

    def ratio(name: str, doc: str) -> Column:
        return Column(name + suffix, pl.Float64, doc, unit="log-ratio", is_nullable=True, decimals=6)

    return (
        count(f"old{suffix}", f"{among} that hold a word of the old emphasis."),
        count(f"new{suffix}", f"{among} that hold a word of the new emphasis; many hold both."),
        ratio("log_ratio", f"ln((new + ½) ÷ (old + ½)) over them: above 0 more speak of the new. {among}."),
        ratio("log_ratio_low", "Lower end of its 95 % interval, clustered by employer."),
        ratio("log_ratio_high", "Upper end of that interval."),
    )


SHIFTS = Table(
    name="shifts",
    doc=(
        "Exploratory: how many postings of the old roles ask for social media, and whether they speak of the new emphasis (pull, "
        "frank, peak, feel, people) or of the old (push, faux, par, fact, policy), by short English lexicons that are right as "
        "often as `old_precision` and `new_precision` say. Stock at the end of the month, postings with a text alone."
    ),
    grain="month × old role",
    key=("month", "traditional_role"),
    partition="month",
    columns=(
        MONTH,
        Column("traditional_role", pl.String, "The old role.", allowed=TRADITIONAL_ROLES),
        Column("old_pole", pl.String, "The old emphasis.", source="roles.toml"),
        Column("new_pole", pl.String, "The new emphasis.", source="roles.toml"),
        count("open", "Stock of the old role at the end of the month."),
        count("n", "Of these, postings with a text."),
        count("asking", "Of those, postings that mention social media in title or text."),
        Column("employers", pl.Int64, "Employers behind n.", unit="employers", low=0),
        Column(
            "n_eff", pl.Float64, "Effective number of employers.", unit="employers", is_nullable=True, low=0, decimals=3
        ),
        share("share", "asking ÷ n; withheld where it has no interval."),
        share("low", "Lower end of its 95 % interval, clustered by employer."),
        share("high", "Upper end of that interval."),
        *_emphasis("", "Postings that ask for social media"),
        *_emphasis("_all", "All postings with a text"),
        share("old_precision", "Of labelled sentences with a word of the old emphasis, those that mean it."),
        share("new_precision", "The same of the new emphasis."),
        Column(
            "lexicon_version", pl.String, "First 8 hex digits of the SHA-256 of the lexicons.", source="shifts.toml"
        ),
    ),
)
