"""How much of a moved figure each cause has moved: what can be measured by itself, and the rest of all other causes together.

Reclassification: what the table `bridge` moves between roles, as if it alone had happened to the figures as they were published.
Linking: the change in vacancies to a posting, over the stock as it is now; what the stock moved of them is told as for the stock.
"""

import polars as pl

from warehouse.vintages.bridged import ANY, ANY_SOCIAL
from warehouse.vintages.causes import CAUSES, Differences, causes
from warehouse.vintages.revised import KEY, ROUNDED, relative

MEASURED = ("reclassification", "linking")
DECIMALS = 6
REST = 2 * ROUNDED
"""What rounded figures of two releases leave is no part."""


def parts(rows: pl.DataFrame, figures: pl.DataFrame, moves: pl.DataFrame, differ: Differences) -> pl.DataFrame:
    """month, role, measure, horizon, cause, part, part_change of moved `rows` among all `figures`; `moves` as `bridged` has them.

    The parts of a figure sum to its movement; `part_change` is of the unit of `change`. Both are null where the figure has no
    value at one end. Where nothing parts several causes, `cause` is all of them, joined by +.
    """
    beside = _beside(rows, figures, moves).join(_possible(rows, differ), on=["month", "measure"])
    sized = beside.with_columns(by_reclassification=_by_reclassification(), by_linking=_by_linking())
    sized = sized.with_columns(pl.when(cause).then(f"by_{cause}").alias(f"by_{cause}") for cause in MEASURED)
    rest = pl.col("now") - pl.col("before") - pl.sum_horizontal(f"by_{cause}" for cause in MEASURED)
    each = [_part(sized, pl.lit(cause), pl.col(f"by_{cause}").fill_null(0)) for cause in MEASURED]
    found = pl.concat([*each, _part(sized, _unmeasured(), rest)])
    found = found.with_columns(pl.col("part").round(DECIMALS), part_change=relative(pl.col("part")).round(DECIMALS))
    return found.select(*KEY, "horizon", "cause", "part", "part_change").sort(*KEY, "cause")


def _possible(rows: pl.DataFrame, differ: Differences) -> pl.DataFrame:
    """month, measure, and by cause whether it can have moved such figures."""
    asked = rows.select("month", "measure").unique()
    found = [causes(differ, month, measure) for month, measure in asked.iter_rows()]
    return asked.with_columns(pl.Series(name, [name in one for one in found], pl.Boolean) for name in CAUSES)


def _beside(rows: pl.DataFrame, figures: pl.DataFrame, moves: pl.DataFrame) -> pl.DataFrame:
    """Each figure beside the stock of its role and the one that this is a share of, and what the bridge moves of both."""
    stock = figures.filter(measure="open").select("month", "role", open_before="before", open_now="now")
    stock = stock.join(moves, on=["month", "role"], how="left")
    whole = stock.select("month", whole="role", whole_before="open_before", whole_bridged="bridged")
    parted = rows.join(stock, on=["month", "role"], how="left").with_columns(
        whole=pl.when(pl.col("role") == ANY_SOCIAL).then(pl.lit(ANY)).otherwise(pl.lit(ANY_SOCIAL))
    )
    return parted.join(whole, on=["month", "whole"], how="left")


def _to_a_posting() -> pl.Expr:
    """Vacancies to a posting, as published before."""
    return pl.when(pl.col("open_before") > 0).then(pl.col("before") / pl.col("open_before"))


def _by_reclassification() -> pl.Expr:
    """Null where the bridge does not count the month, or the figure has no value at one end."""
    share = (pl.col("open_before") + pl.col("bridged")) / (pl.col("whole_before") + pl.col("whole_bridged"))
    by_measure = (
        pl.when(pl.col("measure") == "share")
        .then(share - pl.col("before"))
        .when(pl.col("measure") == "vacancies")
        .then(pl.col("bridged") * _to_a_posting())
        .otherwise(pl.col("bridged"))
    )
    return pl.when(pl.col("now").is_not_null()).then(by_measure)


def _by_linking() -> pl.Expr:
    return pl.col("now") - pl.col("open_now") * _to_a_posting()


def _unmeasured() -> pl.Expr:
    """The causes that are possible and have no size, joined by +; `other` where there are none."""
    measured = {cause: pl.col(f"by_{cause}").is_not_null() for cause in MEASURED}
    left = [pl.when(pl.col(name) & ~measured.get(name, pl.lit(False))).then(pl.lit(name)) for name in CAUSES]
    joined = pl.concat_str(left, separator=" + ", ignore_nulls=True)
    return pl.when(joined == "").then(pl.lit("other")).otherwise(joined)


def _part(sized: pl.DataFrame, cause: pl.Expr, part: pl.Expr) -> pl.DataFrame:
    """Rows with such a part; those without any size are the rest's."""
    return sized.with_columns(cause=cause, part=part).filter(part.is_null() | (part.abs() > REST))
