"""What a share says about one half: the verdict by its interval, the p-value, and Holm's over all definitions."""

import polars as pl

from expectations.tables.managers import DEFINITIONS

HALF = 0.5
LEVEL = 0.05


def judged(rows: pl.LazyFrame, way: list[str]) -> pl.LazyFrame:
    """`rows` with verdict, p_value, p_holm and verdict_holm, from what `with_interval` measured; `way` tells the families.

    p_value is two-sided, of the share being one half: from the same t of the logit, on the same degrees of freedom, as the
    interval; null where that is withheld. p_holm makes the probability of any false verdict over the definitions of one
    way to ask at most 5 % (Holm, Scandinavian Journal of Statistics 6, 1979). A definition without a p-value is one of the
    five all the same, as the least certain.
    """
    is_above, is_below = pl.col("low") > HALF, pl.col("high") < HALF
    rows = rows.with_columns(_said(is_above, is_below).alias("verdict"), p_value=_p_value())
    p, rank = pl.col("p_value").fill_null(1), pl.col("rank")
    rows = rows.with_columns(rank=p.rank("ordinal").over(way))
    scaled = (p * (len(DEFINITIONS) + 1 - rank)).clip(upper_bound=1)
    rows = rows.with_columns(
        p_holm=pl.when(pl.col("p_value").is_not_null()).then(scaled.cum_max().over(way, order_by="rank"))
    )
    is_sure, is_more = pl.col("p_holm") < LEVEL, pl.col("share") > HALF
    return rows.with_columns(_said(is_sure & is_more, is_sure & ~is_more).alias("verdict_holm")).drop("rank")


def _said(is_above: pl.Expr, is_below: pl.Expr) -> pl.Expr:
    """A comparison with nothing says neither."""
    above = pl.when(is_above).then(pl.lit("supported"))
    return above.when(is_below).then(pl.lit("contradicted")).otherwise(pl.lit("undetermined"))


def _p_value() -> pl.Expr:
    share = pl.col("share")
    t = (share / (1 - share)).log().abs() / pl.col("logit_error")
    # As the interval of none or all: as many postings as there are effective employers, all on one side.
    alone = 2 * HALF ** pl.col("n_eff")
    p = pl.when(share.is_in([0.0, 1.0])).then(alone).otherwise(_beyond(pl.col("freedom"), t))
    return pl.when(pl.col("low").is_not_null()).then(p.clip(upper_bound=1))


def _beyond(freedom: pl.Expr, t: pl.Expr) -> pl.Expr:
    """The probability that Student's t lies further from zero, on either side."""
    return pl.struct(freedom=freedom, t=t).map_batches(
        lambda values: _tails(values.struct["freedom"], values.struct["t"]),
        return_dtype=pl.Float64,
        is_elementwise=True,
    )


def _tails(freedom: pl.Series, t: pl.Series) -> pl.Series:
    # scipy takes half a second to load, and most commands measure nothing.
    from scipy.special import stdtr

    return pl.Series(t.name, 2 * stdtr(freedom.to_numpy(), -t.to_numpy())).fill_nan(None)
