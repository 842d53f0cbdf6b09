"""The stock by employer, and what changed at the same employers between two months."""

import polars as pl

from transforms.freedom import effective, student_t
from transforms.intervals import EFFECTIVE_FLOOR, EMPLOYERS_FLOOR
from transforms.managers.definitions import definitions


def by_employer(month: str, lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """The table `employers` of `month`, from the last partition of `lifecycle` in it. A look-alike is for no manager."""
    is_of_role = ~pl.col("is_homonym")
    managers = {
        f"managers_{name.lower()}": (is_manager & is_of_role).sum() for name, is_manager in definitions().items()
    }
    return (
        lifecycle.filter("is_counted")
        .group_by("employer", "role")
        .agg(open=pl.len(), texts=pl.col("has_people_management").is_not_null().sum(), **managers)
        .with_columns(month=pl.lit(month))
    )


def share_change(ends: pl.LazyFrame) -> pl.LazyFrame:
    """One row: how the share x ÷ n has changed, with its 95 % interval, clustered and paired by employer.

    `ends` has x0, n0 (before) and x1, n1 (now) for each employer that was observed at both. With N = Σn and p = Σx ÷ N, an
    employer draws the change by

        u = (x1 − p1·n1) ÷ N1 − (x0 − p0·n0) ÷ N0

    so that what it asks for at both ends cancels (Cochran, Sampling Techniques, 3rd ed., 1977, section 6.3, for the difference of
    two ratios from one sample; Wolter, Introduction to Variance Estimation, 2nd ed., 2007, section 6). Columns: before, now,
    change, low, high, n (postings now), employers; the interval is null below the floors of `transforms.intervals`.
    """
    n0, n1 = pl.col("n0").sum(), pl.col("n1").sum()
    p0, p1 = pl.col("x0").sum() / n0, pl.col("x1").sum() / n1
    drawn = (pl.col("x1") - p1 * pl.col("n1")) / n1 - (pl.col("x0") - p0 * pl.col("n0")) / n0
    return _measured(ends, p0, p1, p1 - p0, drawn)


def growth(ends: pl.LazyFrame) -> pl.LazyFrame:
    """As `share_change`, of the number of postings x: `change` is the natural logarithm of Σx1 ÷ Σx0.

    An employer draws it by u = x1 ÷ Σx1 − x0 ÷ Σx0.
    """
    x0, x1 = pl.col("x0").sum(), pl.col("x1").sum()
    return _measured(ends, x0, x1, (x1 / x0).log(), pl.col("x1") / x1 - pl.col("x0") / x0)


def _measured(ends: pl.LazyFrame, before: pl.Expr, now: pl.Expr, change: pl.Expr, drawn: pl.Expr) -> pl.LazyFrame:
    # In the order of employers: a sum of floats depends on it.
    u, clusters = drawn, ((pl.col("n0") > 0) | (pl.col("n1") > 0)).sum()
    rows = ends.sort("employer").select(
        before=before,
        now=now,
        change=change,
        n=pl.col("n1").sum(),
        employers=clusters,
        n_eff=pl.min_horizontal(*(pl.col(n).sum() ** 2 / (pl.col(n) ** 2).sum() for n in ("n0", "n1"))),
        second=(u**2).sum(),
        fourth=(u**4).sum(),
    )
    error = (pl.col("employers") / (pl.col("employers") - 1) * pl.col("second")).sqrt()
    reach = student_t(effective(pl.col("second"), pl.col("fourth"), pl.col("employers"))) * error
    is_enough = (pl.col("employers") >= EMPLOYERS_FLOOR) & (pl.col("n_eff") >= EFFECTIVE_FLOOR) & reach.is_finite()
    return rows.with_columns(
        low=pl.when(is_enough).then(pl.col("change") - reach), high=pl.when(is_enough).then(pl.col("change") + reach)
    ).select("before", "now", "change", "low", "high", "n", "employers")


def ends_of(before: pl.LazyFrame, now: pl.LazyFrame, part: pl.Expr, whole: pl.Expr) -> pl.LazyFrame:
    """employer, x0, n0, x1, n1 of the employers with any posting in both months of `employers`; `part` and `whole` count rows.

    On whatever boards: one that joins with more postings of an employer adds to it, and who has none left is not among them.
    """
    counted = [
        rows.group_by("employer").agg(part.sum().alias(f"x{end}"), whole.sum().alias(f"n{end}"))
        for end, rows in enumerate((before, now))
    ]
    return counted[0].join(counted[1], on="employer")
