"""The change of a share, taken apart by boards.

With P the share on all boards, C that on the boards observed at both ends, 0 before and 1 now:

    P1 − P0 = (C1 − C0) + (P1 − C1) + (C0 − P0)
              matched     entry       exit

Entry is the weight of the boards that joined times how far their share lies from that of the matched ones, exit likewise
(Melitz and Polanec, RAND Journal of Economics 46, 2015). With board b's weight w among the matched ones and its share s,

    C1 − C0 = Σ (w0 + w1) ÷ 2 · (s1 − s0) + Σ (w1 − w0) · (s0 + s1) ÷ 2
              within                        between

(Griliches and Regev, Journal of Econometrics 65, 1995). A board that has no posting at one end has no share there; its other one
is taken for it, so that all of it lies between. Where no posting of a matched board stands at one end, nothing is told apart.
"""

import polars as pl

from expectations.contracts import ALL_COUNTRIES, NO_ROLE
from expectations.tables.decomposition import COMPONENTS
from transforms.taxonomy import taxonomy

UNITS = 10**12
"""A sum of whole units does not depend on the order of its terms, a sum of floats does."""
BOARD = ("source", "board")
NOTHING_BEFORE = "the month before has no such share"


def decompose(
    month: str, now: pl.LazyFrame, before: pl.LazyFrame, matched: pl.LazyFrame, monthly: pl.LazyFrame
) -> pl.LazyFrame:
    """The table `decomposition` of `month`.

    `now` and `before` are partitions of `lifecycle`: the last of the month, and of the month before. `matched` holds the boards
    observed at both ends, `monthly` the partitions of `demand_monthly` of both months, the earlier one only if there is one.
    """
    parts = _parts(_by_board(now, before).join(matched.select(*BOARD, is_matched=True), on=BOARD, how="left"))
    return (
        _beside(month, monthly)
        .join(parts, on="role", how="left")
        .with_columns(
            *(pl.when(~pl.col("is_suppressed")).then(name).alias(name) for name in COMPONENTS),
            pl.col("boards", "matched_boards").fill_null(0),
        )
    )


def _by_board(now: pl.LazyFrame, before: pl.LazyFrame) -> pl.LazyFrame:
    """x1 of n1 postings now and x0 of n0 before, for each role and board that has any at either end."""
    ends = [_postings(rows).rename({"x": f"x{end}", "n": f"n{end}"}) for end, rows in enumerate((before, now))]
    return (
        ends[0]
        .join(ends[1], on=[*BOARD, "role"], how="full", coalesce=True)
        .with_columns(pl.col("x0", "n0", "x1", "n1").fill_null(0))
    )


def _postings(lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """role, x and n of each board: of its social media postings those of each role, of all its postings the social media ones."""
    is_social = pl.col("role") != NO_ROLE
    roles = [role.id for role in taxonomy().roles]
    counts = [(pl.col("role") == role).sum().cast(pl.Int64).alias(role) for role in roles]
    boards = (
        lifecycle.filter("is_counted")
        .group_by(BOARD)
        .agg(*counts, any_social=is_social.sum().cast(pl.Int64), any=pl.len().cast(pl.Int64))
    )
    of_social = boards.unpivot(roles, index=[*BOARD, "any_social"], variable_name="role", value_name="x")
    of_all = boards.select(*BOARD, "any", role=pl.lit("any_social"), x="any_social")
    asked = pl.concat([of_social.rename({"any_social": "n"}), of_all.rename({"any": "n"})], how="diagonal")
    return asked.filter(pl.col("n") > 0)


def _parts(boards: pl.LazyFrame) -> pl.LazyFrame:
    """The components of each role, and the boards behind them."""
    is_matched = pl.col("is_matched").fill_null(False)
    weights = [
        (pl.col(n) / pl.col(n).filter(is_matched).sum().over("role")).alias(w) for n, w in (("n0", "w0"), ("n1", "w1"))
    ]
    shares = [(pl.col(x) / pl.col(n)).alias(s) for x, n, s in (("x0", "n0", "s0"), ("x1", "n1", "s1"))]
    within = (pl.col("w0") + pl.col("w1")) / 2 * (pl.col("s1") - pl.col("s0"))
    is_both = is_matched & (pl.col("n0") > 0) & (pl.col("n1") > 0)
    rows = boards.with_columns(*weights, *shares)
    totals = rows.group_by("role").agg(
        *(_share(f"x{end}", f"n{end}").alias(f"p{end}") for end in (0, 1)),
        *(_share(f"x{end}", f"n{end}", is_matched).alias(f"c{end}") for end in (0, 1)),
        within=(within.filter(is_both) * UNITS).round().cast(pl.Int64).sum() / UNITS,
        boards=(pl.col("n1") > 0).sum().cast(pl.Int64),
        matched_boards=((pl.col("n1") > 0) & is_matched).sum().cast(pl.Int64),
    )
    on_matched = pl.col("c1") - pl.col("c0")
    components = {
        "within": pl.col("within"),
        "between": on_matched - pl.col("within"),
        "entry": pl.col("p1") - pl.col("c1"),
        "exit": pl.col("c0") - pl.col("p0"),
    }
    told = [pl.when(on_matched.is_not_null()).then(part).alias(name) for name, part in components.items()]
    return totals.select("role", "boards", "matched_boards", *told)


def _share(part: str, whole: str, where: pl.Expr | None = None) -> pl.Expr:
    x, n = (pl.col(name) if where is None else pl.col(name).filter(where) for name in (part, whole))
    return pl.when(n.sum() > 0).then(x.sum() / n.sum())


def _beside(month: str, monthly: pl.LazyFrame) -> pl.LazyFrame:
    """The shares of both months, each role once; withheld where either is."""
    everywhere = monthly.filter(pl.col("role") != "any", country=ALL_COUNTRIES, rung="any")
    shares = everywhere.select("month", "role", "share", "is_suppressed", "suppressed_why")
    earlier = shares.filter(pl.col("month") < month).select(
        "role",
        month_before="month",
        share_before="share",
        was_suppressed="is_suppressed",
        why_before="suppressed_why",
    )
    rows = shares.filter(pl.col("month") == month).join(earlier, on="role", how="left")
    is_suppressed = pl.col("is_suppressed") | pl.col("was_suppressed").fill_null(True)
    why = pl.coalesce("suppressed_why", "why_before", pl.when(is_suppressed).then(pl.lit(NOTHING_BEFORE)))
    rows = rows.with_columns(is_suppressed=is_suppressed, suppressed_why=why)
    shown = [pl.when(~pl.col("is_suppressed")).then(name).alias(name) for name in ("share", "share_before")]
    return rows.with_columns(shown).with_columns(change=pl.col("share") - pl.col("share_before"))
