"""Rows day by day, without copying them."""

from datetime import date

import polars as pl


def by_day(rows: pl.DataFrame) -> dict[date, pl.DataFrame]:
    """The rows of each `day`, in the order in which the days come: parts of the same memory.

    Raises `ValueError` where those of a day do not lie together.
    """
    runs = rows.select(pl.col("day").rle()).unnest("day").with_columns(end=pl.col("len").cum_sum())
    parts = {day: rows.slice(end - length, length) for length, day, end in runs.iter_rows()}
    if len(parts) < runs.height:
        raise ValueError("rows of one day lie apart: sort them by day first")
    return parts
