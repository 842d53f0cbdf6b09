"""Help wanted: mostly managers? The share of managers under each definition, and whether one half is exceeded."""

from datetime import date

import polars as pl

from expectations.contracts import NO_ROLE
from expectations.tables.managers import DEFINITIONS
from transforms.demand import covered
from transforms.intervals import sums, with_interval
from transforms.taxonomy import taxonomy

MANAGER_ROLES = ("social_media_manager", "community_manager")
MANAGER_RUNGS = ("manager", "director")
"""A lead leads work, not always people: excluded from D3."""

IS_MANAGER = {
    "D1": pl.col("is_manager_titled"),
    "D2": pl.col("role").is_in(MANAGER_ROLES),
    "D3": pl.col("rung").is_in(MANAGER_RUNGS),
}
BASES = ("article", "twelve")
"""The roles that the source articles define, and all of the taxonomy: twelve, unless an overlay adds some."""


def judge(month: str, last_on: date, lifecycle: pl.LazyFrame, coverage: pl.LazyFrame) -> pl.LazyFrame:
    """The table `managers` of `month`.

    `lifecycle` holds the partitions of the month, of which the one of `last_on` is the stock and all `opened` events
    the inflow; `coverage` is the partition of `last_on`.
    """
    flows = {
        "stock": lifecycle.filter(pl.col("day") == last_on, "is_counted"),
        "inflow": lifecycle.filter(pl.col("event") == "opened"),
    }
    rows = [
        _share(definition, roles, flow, postings)
        for flow, postings in flows.items()
        for roles in BASES
        for definition in DEFINITIONS
    ]
    judged = pl.concat(rows).with_columns(_verdict(), month=pl.lit(month))
    return judged.join(covered(coverage), how="cross")


def _share(definition: str, roles: str, flow: str, postings: pl.LazyFrame) -> pl.LazyFrame:
    asked = postings.filter(_is_asked(roles))
    employers = asked.group_by("employer").agg(x=IS_MANAGER[definition].sum(), n=pl.len())
    shares = with_interval(employers.select(sums("x", "n")))
    plurality = _is_plurality(asked) if definition == "D2" else pl.LazyFrame({"is_plurality": [None]})
    return shares.join(plurality, how="cross").select(
        pl.lit(definition).alias("definition"),
        pl.lit(roles).alias("roles"),
        pl.lit(flow).alias("flow"),
        pl.col("is_plurality").cast(pl.Boolean),
        pl.col("sum_x").alias("managers"),
        pl.col("sum_n").alias("n"),
        pl.col("clusters").alias("employers"),
        "share",
        "low",
        "high",
        "n_eff",
    )


def _is_asked(roles: str) -> pl.Expr:
    articles = [role.id for role in taxonomy().roles if role.origin == "article"]
    return pl.col("role").is_in(articles) if roles == "article" else pl.col("role") != NO_ROLE


def _is_plurality(asked: pl.LazyFrame) -> pl.LazyFrame:
    """One row: whether one of the two manager roles is wanted more often than any other role."""
    counts = asked.group_by("role").agg(n=pl.len())
    most = pl.col("n").filter(pl.col("role").is_in(MANAGER_ROLES)).max().fill_null(0)
    return counts.select(
        is_plurality=most > pl.col("n").filter(~pl.col("role").is_in(MANAGER_ROLES)).max().fill_null(0)
    )


def _verdict() -> pl.Expr:
    return (
        pl.when(pl.col("low") > 0.5)
        .then(pl.lit("supported"))
        .when(pl.col("high") < 0.5)
        .then(pl.lit("contradicted"))
        .otherwise(pl.lit("undetermined"))
        .alias("verdict")
    )
