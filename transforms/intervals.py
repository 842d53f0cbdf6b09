"""Intervals of a share, clustered by employer.

Postings of one employer resemble each other, so the employer is the unit that is drawn. For employers g with x_g of n_g
postings in the cell, the share p = Σx / Σn is a ratio of sums with variance
G/(G−1) · Σ(x_g − p·n_g)² / (Σn)² (Cochran, Sampling Techniques, 3rd ed., 1977, section 6.3). The interval is taken on
the logit scale, where it cannot leave 0..1, with Student's t at G−1 degrees of freedom (Cameron and Miller, A
Practitioner's Guide to Cluster-Robust Inference, 2015). All sums are of integers, so the order of rows cannot change
a bit of the result.
"""

import polars as pl

EMPLOYERS_FLOOR = 10
"""Fewer employers give no interval. Cluster-robust variances are known to be too small below some 20 to 50 clusters
(Cameron and Miller 2015, section VI); 10 is the floor until the simulation of coverage has spoken."""

HOLDERS_FLOOR = 5
"""Employers that must hold a role before its share is published: below some five cases in a part, no normal
approximation of a share holds (Agresti, Categorical Data Analysis, 3rd ed., section 1.4)."""

LEVEL_Z = 1.959963984540054
"""97.5 % point of the normal distribution."""


def sums(part: str, whole: str) -> list[pl.Expr]:
    """The integer sums over employers that an interval needs, for `group_by(...).agg`: one row per employer goes in."""
    x, n = pl.col(part).cast(pl.Int64), pl.col(whole).cast(pl.Int64)
    return [
        x.sum().alias("sum_x"),
        n.sum().alias("sum_n"),
        (x * x).sum().alias("sum_xx"),
        (x * n).sum().alias("sum_xn"),
        (n * n).sum().alias("sum_nn"),
        (n > 0).sum().cast(pl.Int64).alias("clusters"),
    ]


def with_interval(rows: pl.LazyFrame) -> pl.LazyFrame:
    """`rows` with share, low, high and n_eff from the columns of `sums`; low and high are null below the floor.

    Step by step, because each name is used several times in the next step.
    """
    n, clusters, share = pl.col("sum_n"), pl.col("clusters"), pl.col("share")
    rows = rows.with_columns(
        share=pl.when(n > 0).then(pl.col("sum_x") / n), n_eff=pl.when(n > 0).then(n * n / pl.col("sum_nn"))
    )
    spread = pl.col("sum_xx") - 2 * share * pl.col("sum_xn") + share * share * pl.col("sum_nn")
    error = (clusters / (clusters - 1) * spread.clip(0)).sqrt() / n
    rows = rows.with_columns(
        logit=(share / (1 - share)).log(),
        reach=student_t(clusters - 1) * error / (share * (1 - share)),
        nobody=1 - (pl.lit(0.025).log() / pl.col("n_eff")).exp(),
    )
    logit, reach, nobody = pl.col("logit"), pl.col("reach"), pl.col("nobody")
    low = pl.when(share == 0).then(0.0).when(share == 1).then(1 - nobody).otherwise(_logistic(logit - reach))
    high = pl.when(share == 1).then(1.0).when(share == 0).then(nobody).otherwise(_logistic(logit + reach))
    is_enough = clusters >= EMPLOYERS_FLOOR
    rows = rows.with_columns(low=pl.when(is_enough).then(low), high=pl.when(is_enough).then(high))
    return rows.drop("logit", "reach", "nobody")


def _logistic(value: pl.Expr) -> pl.Expr:
    return 1 / (1 + (-value).exp())


def student_t(freedom: pl.Expr) -> pl.Expr:
    """97.5 % point of Student's t, by the expansion of Abramowitz and Stegun 26.7.5; exact to 1e-3 from 5 degrees on."""
    z, v = LEVEL_Z, freedom.cast(pl.Float64)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + first / v + second / v**2 + third / v**3 + fourth / v**4
