"""The table `shifts`: old roles, social media, and the ratio of new to old emphasis.

Of a role's postings, A hold a word of the new emphasis and B one of the old. The log-ratio is L = ln((A + ½) ÷ (B + ½)), where
the halves take away most of its bias (Haldane, Annals of Human Genetics 20, 1956). Employer g holds a and b of them, and by the
delta method, with u = a ÷ (A + ½) − b ÷ (B + ½) over the G employers that hold any,

    variance = G ÷ (G − 1) · Σ u²·(1 + a ÷ (A + ½) + b ÷ (B + ½))
    interval: L ± t(0.975; freedom) · √variance, with the freedom of `transforms.freedom`.

The last factor is what the delete-one jackknife adds in the first order, as in `intervals`. In simulated markets of 12 to 150
unequal employers 94 (12 of very unequal size) to 98 of 100 intervals held the truth, 800 markets of each of six kinds. A posting
counts once for each pole, however often it says a word: a long text is no stronger wish.
"""

from datetime import date

import polars as pl

from transforms.emphasis import POLES, lexicon_version, lexicons
from transforms.freedom import effective, student_t
from transforms.intervals import EFFECTIVE_FLOOR, EMPLOYERS_FLOOR, HOLDERS_FLOOR, sums, with_interval, with_its_interval
from transforms.taxonomy import taxonomy

HALF = 0.5
RATIO = ("log_ratio", "log_ratio_low", "log_ratio_high")


def shift(month: str, last_on: date, lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """The table `shifts` of `month`; `lifecycle` is the partition of its last day."""
    stock = lifecycle.filter("is_counted", pl.col("traditional_role") != "none", pl.col("day") == last_on)
    role = pl.col("traditional_role")
    opened = stock.group_by(role).agg(open=pl.len())
    # Without a text nobody can say what it asks for; that its title does would leave only those that do.
    read = stock.filter(pl.col("has_new_emphasis").is_not_null())
    is_asking, is_any = pl.col("has_social_media_mention"), pl.col("has_new_emphasis").is_not_null()
    employers = read.group_by(role, "employer").agg(*_counts("", is_asking), *_counts("_all", is_any))
    rows = _roles().join(opened, on=role, how="left").join(_asking(employers), on=role, how="left")
    for suffix in ("", "_all"):
        rows = rows.join(_ratios(employers, suffix), on=role, how="left")
    counts = pl.col("open", "n", "asking", "employers", "^(old|new)(_all)?$").fill_null(0)
    return rows.with_columns(counts, month=pl.lit(month))


def _counts(suffix: str, is_in: pl.Expr) -> list[pl.Expr]:
    """Of an employer's postings that are in: n, and those with a word of each pole."""
    return [
        is_in.sum().alias(f"n{suffix}"),
        *((is_in & pl.col(f"has_{pole}_emphasis")).sum().alias(f"{pole}{suffix}") for pole in POLES),
    ]


def _roles() -> pl.LazyFrame:
    """The old roles, with the names of their poles and the measured precision of their lexicons."""
    right = {(lexicon.traditional_role, lexicon.pole): lexicon.meant / lexicon.labelled for lexicon in lexicons()}
    return pl.LazyFrame(
        {
            "traditional_role": role.id,
            "old_pole": role.old[0],
            "new_pole": role.new[0],
            "old_precision": right[role.id, "old"],
            "new_precision": right[role.id, "new"],
            "lexicon_version": lexicon_version(),
        }
        for role in taxonomy().traditional_roles
    )


def _asking(employers: pl.LazyFrame) -> pl.LazyFrame:
    """How many ask for social media, of those with a text."""
    measured = with_interval(employers.group_by("traditional_role").agg(sums("n", "n_all")))
    return measured.select(
        "traditional_role", with_its_interval(), "low", "high", "n_eff", n="sum_n", asking="sum_x", employers="clusters"
    )


def _ratios(employers: pl.LazyFrame, suffix: str) -> pl.LazyFrame:
    """Old, new, and their log-ratio with its interval, withheld where few employers hold any, or the rarer of the two, or a few
    large ones decide."""
    old, new = (pl.col(f"{pole}{suffix}") for pole in POLES)
    rows = employers.group_by("traditional_role").agg(
        *sums(new.meta.output_name(), old.meta.output_name()),
        sum_xxx=new.cast(pl.Int128).pow(3).sum(),
        holders=((old + new) > 0).sum().cast(pl.Int64),
        rarer=pl.min_horizontal((old > 0).sum(), (new > 0).sum()),
    )
    holders = pl.col("holders")
    ratio, variance, freedom = _measured(holders)
    reach = student_t(freedom) * variance.sqrt()
    held, squares = pl.col("sum_x") + pl.col("sum_n"), pl.col("sum_xx") + 2 * pl.col("sum_xn") + pl.col("sum_nn")
    is_enough = (holders >= EMPLOYERS_FLOOR) & (held * held >= EFFECTIVE_FLOOR * squares)
    is_shown = pl.when(is_enough & (pl.col("rarer") >= HOLDERS_FLOOR))
    figures = zip(RATIO, (ratio, ratio - reach, ratio + reach), strict=True)
    return rows.select(
        "traditional_role",
        pl.col("sum_n").alias(f"old{suffix}"),
        pl.col("sum_x").alias(f"new{suffix}"),
        *(is_shown.then(value).alias(name + suffix) for name, value in figures),
    )


def _measured(holders: pl.Expr) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Log-ratio, variance and freedom from the sums of `intervals`, where x is new and n is old."""
    a, b = (pl.col(f"sum_{letter}").cast(pl.Float64) + HALF for letter in "xn")

    def power(signs: dict[str, int]) -> pl.Expr:
        """Σ of a polynomial in a ÷ (A + ½) and b ÷ (B + ½), by the moments of its terms."""
        terms = (
            sign * pl.col(f"sum_{term}").cast(pl.Float64) / (a ** term.count("x") * b ** term.count("n"))
            for term, sign in signs.items()
        )
        return pl.sum_horizontal(terms)

    second = power({"xx": 1, "xn": -2, "nn": 1})
    third = power({"xxx": 1, "xxn": -1, "xnn": -1, "nnn": 1})
    fourth = power({"xxxx": 1, "xxxn": -4, "xxnn": 6, "xnnn": -4, "nnnn": 1})
    variance = holders / (holders - 1) * (second + third).clip(0)
    return (a / b).log(), variance, pl.when(fourth > 0).then(effective(second, fourth, holders)).otherwise(holders - 1)
