"""The share of a domain, from a stratified sample, with its interval.

Of a stratum's N postings n are labelled; d says whether a posting belongs to the domain, y whether it belongs to the part, too.
The share is the combined ratio ΣN·ȳ ÷ ΣN·d̄, and its variance, with e = y − share·d,

    Σ N² · (1 − n/N) · var(e)/n ÷ (ΣN·d̄)²                        (Cochran, Sampling Techniques, 3rd ed., 1977, section 6.11).

In the variance each stratum holds half a posting more in each cell that could hold one (Jeffreys): that a hundred postings hold
no role does not prove that the 50,000 hold none from which they were drawn. The interval is that of Agresti and Coull (American
Statistician 52, 1998) at n_eff, the size of a simple random sample with that variance (Kish's design effect; for shares in
complex samples: Franco, Little, Louis and Slud, Journal of Survey Statistics and Methodology 7, 2019). It has Wilson's centre. In
300 simulated audits with precisions of 0.99 Wilson's own held the truth in 80 to 97 of 100, this one in all; at 0.6 to 0.9 both
held it in 92 to 98.
"""

from collections.abc import Sequence

import polars as pl

from transforms.intervals import LEVEL_Z

PRIOR = 0.5


def ratios(counts: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    """One share for each value of the columns `by`, from the counts of each of its strata.

    `counts` has population and n (both at least 1), part and rest (of the n labelled: the domain in its two halves), and
    has_part, has_rest, has_other: which cells could hold a posting (other: outside the domain). Columns: `by`, estimate, low,
    high (null for an empty domain), labels (in the domain), n_eff (null where nothing is left to chance).
    """
    smoothed = _smoothed(counts, by)
    hits, misses = (pl.col(name) * pl.col("population") / pl.col("n") for name in ("part", "rest"))
    rows = smoothed.group_by(by).agg(
        labels=(pl.col("part") + pl.col("rest")).sum(),
        estimate=hits.sum() / (hits + misses).sum(),
        error=_variance() / (pl.col("share") * (1 - pl.col("share"))).first(),
    )
    is_known = pl.when(pl.col("labels") > 0)
    return _with_interval(rows.with_columns(is_known.then(name).alias(name) for name in ("estimate", "error")), by)


def _smoothed(counts: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    """`counts` with the smoothed rates of both halves in each stratum, and the smoothed share over all strata."""
    n = pl.col("n") + PRIOR * pl.sum_horizontal("has_part", "has_rest", "has_other")
    rows = counts.with_columns(
        part_rate=(pl.col("part") + PRIOR * pl.col("has_part")) / n,
        rest_rate=(pl.col("rest") + PRIOR * pl.col("has_rest")) / n,
    )
    part, rest = (pl.col(name) * pl.col("population") for name in ("part_rate", "rest_rate"))
    return rows.with_columns(share=(part.sum() / (part + rest).sum()).over(by))


def _variance() -> pl.Expr:
    """Of the share, over the strata."""
    part, rest, share, n, population = (pl.col(name) for name in ("part_rate", "rest_rate", "share", "n", "population"))
    mean = part * (1 - share) - rest * share
    spread = part * (1 - share) ** 2 + rest * share**2 - mean**2
    return (population**2 * (1 - n / population) * spread / n).sum() / ((part + rest) * population).sum() ** 2


def _with_interval(rows: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    """low, high and n_eff; `error` is variance ÷ share·(1 − share), without a number where the share can only be 0 or 1."""
    rows = rows.with_columns(pl.col("error").fill_nan(0))
    z, share = LEVEL_Z**2 * pl.col("error"), pl.col("estimate")
    middle = (share + z / 2) / (1 + z)
    half = (z * middle * (1 - middle) / (1 + z)).sqrt()
    return rows.select(
        *by,
        "estimate",
        (middle - half).clip(0).alias("low"),
        (middle + half).clip(upper_bound=1).alias("high"),
        "labels",
        pl.when(pl.col("error") > 0).then(1 / pl.col("error")).alias("n_eff"),
    )
