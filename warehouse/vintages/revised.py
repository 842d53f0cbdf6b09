"""How far published figures have moved."""

import polars as pl

from expectations.contracts import ALL_COUNTRIES

MEASURES = ("open", "vacancies", "share")
KEY = ("month", "role", "measure")
ROUNDED = 1e-6
"""Shares are rounded to six decimals: less is no movement."""


def figures(monthly: pl.LazyFrame) -> pl.LazyFrame:
    """month, role, measure, value, is_complete: the figures over all countries that people quote."""
    everywhere = monthly.filter(country=ALL_COUNTRIES, rung="any")
    quoted = everywhere.select("month", "role", "is_complete", pl.col(MEASURES).cast(pl.Float64))
    return quoted.unpivot(MEASURES, index=["month", "role", "is_complete"], variable_name="measure")


def compared(before: pl.LazyFrame, now: pl.LazyFrame, last: str) -> pl.DataFrame:
    """month, role, measure, horizon, before, now, change of every figure that was published; `last` is the last month then.

    Of months that were not complete nothing is told: they were bound to move. `horizon` counts the months from the figure's to
    `last`: how old it was when it was published before. `change` is relative for counts, a difference for shares; it is null
    where a figure was withheld at one end, or is gone.
    """
    published = figures(before).filter("is_complete").select(*KEY, before="value")
    both = published.join(figures(now).select(*KEY, now="value"), on=KEY, how="left")
    change = relative(pl.col("now") - pl.col("before"))
    months = pl.lit(last).str.split("-"), pl.col("month").str.split("-")
    year, number = ([part.list.get(place).cast(pl.Int64) for part in months] for place in (0, 1))
    horizon = (year[0] - year[1]) * 12 + number[0] - number[1]
    return both.select(*KEY, "before", "now", horizon=horizon, change=change).sort(KEY).collect()


def moved(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures that are not what they were, the largest change first, those that came or went before all."""
    is_moved = (pl.col("now") - pl.col("before")).abs() > ROUNDED
    is_other = pl.col("now").is_null() != pl.col("before").is_null()
    rows = figures.filter(is_moved | is_other)
    return rows.sort(pl.col("change").abs(), *KEY, descending=[True, False, False, False], nulls_last=False)


def relative(movement: pl.Expr) -> pl.Expr:
    """A movement as a part of what a count was, null where that was nothing; of a share it is told as it is."""
    part = pl.when(pl.col("before") > 0).then(movement / pl.col("before"))
    return pl.when(pl.col("measure") == "share").then(movement).otherwise(part)


def by_horizon(figures: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """measure, horizon, cause, figures, moved, median_change, largest_change: sizes of what each cause moved, without sign.

    `figures` counts those published of that age, whatever became of them; `moved` those of which the cause moved a part.
    """
    whole = figures.group_by("measure", "horizon").agg(figures=pl.len())
    size = pl.col("part_change").abs()
    grouped = parts.group_by("measure", "horizon", "cause").agg(
        moved=pl.len(), median_change=size.median(), largest_change=size.max()
    )
    told = whole.join(grouped, on=["measure", "horizon"], how="left").with_columns(pl.col("moved").fill_null(0))
    order = ("measure", "horizon", "cause", "figures", "moved", "median_change", "largest_change")
    return told.select(order).sort("measure", "horizon", "cause")
