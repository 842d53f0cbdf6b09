"""Intervals of a share, clustered by employer.

Postings of one employer resemble each other, so the employer is the unit that is drawn. Employer g has x_g of its n_g
postings in the cell, the share is p = Σx ÷ Σn, a ratio of sums, and with u_g = x_g − p·n_g and N = Σn

    variance = G ÷ (G − 1) · Σ u²·(1 + 2n ÷ N) ÷ N²
    freedom  = 1 + (Σu²)² ÷ Σu⁴

The variance is Cochran's (Sampling Techniques, 3rd ed., 1977, section 6.3), but for 1 + 2n ÷ N: by that the delete-one
jackknife, 1 ÷ (1 − n ÷ N)², exceeds it in the first order, for a large employer draws p towards itself (Bell and McCaffrey,
Survey Methodology 28, 2002). It is never taken below that of independent postings.

The interval is taken on the logit scale, where it cannot leave 0..1.

`make simulate` tells how often these intervals hold the truth. All sums are of integers, so the order of rows cannot change
a bit of the result.
"""

from functools import reduce
from operator import mul
from statistics import NormalDist

import polars as pl

from transforms.freedom import effective, student_t

EMPLOYERS_FLOOR = 10
"""Fewer employers give no interval: `make simulate`, where 8 or 9 stand behind a share, 87 of 100 intervals hold the truth (38
shares), with 10 to 14 of them 95 (150 shares)."""

HOLDERS_FLOOR = 5
"""Employers that must hold a role before its share is published. Intervals hold with 3 or 4 as well (99 of 100), for they are
wide; but which of the rare roles has so many is chance, and a share of a handful of employers speaks of them, not of the
market."""

EFFECTIVE_FLOOR = 3
"""Effective employers that must stand behind a share: `make simulate`, with fewer than 2 hold 73 of 100 intervals the truth (11
shares), with 2 to 3 93 (61), with 3 to 5 95 (189)."""

LEVEL_Z = 1.959963984540054
"""97.5 % point of the normal distribution."""

MISSED = 0.05
"""Part of the intervals that need not hold the truth."""

MOMENTS = ("x", "n", "xx", "xn", "nn", "xxn", "xnn", "nnn", "xxxx", "xxxn", "xxnn", "xnnn", "nnnn")
"""The sums that an interval needs: `xxn` is that of x·x·n over the employers."""

SAME = 1e-9
"""Below this part of Σx² the spread of the employers is what floats leave of zero: they all have one share."""


def sums(part: str, whole: str) -> list[pl.Expr]:
    """The integer sums over employers that an interval needs, for `group_by(...).agg`: one row per employer goes in."""
    return [*part_sums(part, whole), *whole_sums(whole)]


def part_sums(part: str, whole: str) -> list[pl.Expr]:
    """Those to which an employer without the part adds nothing."""
    return [_sum(moment, part, whole) for moment in MOMENTS if "x" in moment]


def whole_sums(whole: str) -> list[pl.Expr]:
    """Those that are the same for every part of the whole; `clusters` is the number of employers."""
    clusters = (pl.col(whole) > 0).sum().cast(pl.Int64).alias("clusters")
    return [*(_sum(moment, whole, whole) for moment in MOMENTS if "x" not in moment), clusters]


def _sum(moment: str, part: str, whole: str) -> pl.Expr:
    """Fourth powers of 60,000 postings leave the range of 64 bits."""
    bits = pl.Int64 if len(moment) < 3 else pl.Int128
    factors = (pl.col(part if letter == "x" else whole).cast(bits) for letter in moment)
    return reduce(mul, factors).sum().alias(f"sum_{moment}")


def with_interval(rows: pl.LazyFrame) -> pl.LazyFrame:
    """`rows` with share, low, high and what they rest on, from the columns of `sums`.

    n_eff is the effective number of employers, (Σn)² ÷ Σn²; design_effect the variance over that of independent postings;
    freedom the degrees of freedom of Student's t; logit_error the standard error of the share's logit. low and high are null
    below `EMPLOYERS_FLOOR` and `EFFECTIVE_FLOOR`.
    """
    low, high = ends()
    is_enough = (pl.col("clusters") >= EMPLOYERS_FLOOR) & (pl.col("n_eff") >= EFFECTIVE_FLOOR)
    return _with_error(rows).with_columns(low=pl.when(is_enough).then(low), high=pl.when(is_enough).then(high))


def with_its_interval() -> pl.Expr:
    """The share, withheld where it has no interval: counts are published anyhow, and whoever divides them is warned."""
    return pl.when(pl.col("low").is_not_null()).then("share").alias("share")


def ends(shares: int = 1) -> tuple[pl.Expr, pl.Expr]:
    """Ends of the interval over rows that `with_interval` has measured, whatever the floors say; for so many shares at once.

    That is as much wider as Bonferroni makes the normal one: the far tails of t with few degrees of freedom would span all
    from 0 to 1, and the simulation does not ask for them. Where all or nothing was found, the other end is Clopper and Pearson's
    for as many postings as there are effective employers.
    """
    share, n_eff = pl.col("share"), pl.col("n_eff")
    missed = MISSED / 2 / shares
    wider = NormalDist().inv_cdf(1 - missed) / LEVEL_Z
    reach = wider * student_t(pl.col("freedom")) * pl.col("logit_error")
    logit, nobody = (share / (1 - share)).log(), 1 - missed ** (1 / n_eff)
    low = pl.when(share == 0).then(0.0).when(share == 1).then(1 - nobody).otherwise(_logistic(logit - reach))
    high = pl.when(share == 1).then(1.0).when(share == 0).then(nobody).otherwise(_logistic(logit + reach))
    return low, high


def _with_error(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Step by step, because each name is used several times in the next step."""
    moment = {name: pl.col(f"sum_{name}").cast(pl.Float64) for name in MOMENTS}
    n, p = moment["n"], pl.col("share")
    clusters = pl.when(pl.col("clusters") > 1).then("clusters")
    rows = rows.with_columns(
        share=pl.when(n > 0).then(moment["x"] / n), n_eff=pl.when(n > 0).then(n * n / moment["nn"])
    )
    spread = moment["xx"] - 2 * p * moment["xn"] + p**2 * moment["nn"]
    drawn = moment["xxn"] - 2 * p * moment["xnn"] + p**2 * moment["nnn"]
    fourth = (
        moment["xxxx"] - 4 * p * moment["xxxn"] + 6 * p**2 * moment["xxnn"]
        - 4 * p**3 * moment["xnnn"] + p**4 * moment["nnnn"]
    )  # fmt: skip
    is_spread = pl.when(spread > SAME * moment["xx"])
    variance = is_spread.then(clusters / (clusters - 1) * (spread + 2 * drawn / n) / n**2).otherwise(0.0)
    alone = p * (1 - p) / n
    freedom = is_spread.then(effective(spread, fourth, clusters)).otherwise(clusters - 1)
    rows = rows.with_columns(
        freedom=freedom,
        design_effect=pl.when(alone > 0).then(pl.max_horizontal(variance / alone, 1.0)),
    )
    return rows.with_columns(logit_error=(pl.col("design_effect") / (n * p * (1 - p))).sqrt())


def _logistic(value: pl.Expr) -> pl.Expr:
    return 1 / (1 + (-value).exp())
