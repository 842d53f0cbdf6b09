"""A change of the taxonomy: the same postings counted under the old roles and under the new."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from expectations.tables.bridge import BRIDGE, UNCOUNTED


def bridge(days: Sequence[date], before: pl.LazyFrame, after: pl.LazyFrame, versions: tuple[str, str]) -> pl.LazyFrame:
    """`lifecycle` under two taxonomies, whose `versions` are old and new → the table `bridge`, at `days`, one for each month."""
    old, new = (
        frame.filter(pl.col("day").is_in(days), "is_counted").select("day", "posting_key", "role")
        for frame in (before, after)
    )
    both = old.rename({"role": "role_before"}).join(new, on=["day", "posting_key"], how="full", coalesce=True)
    cells = both.with_columns(
        pl.col("role_before", "role").fill_null(UNCOUNTED), month=pl.col("day").dt.to_string("%Y-%m")
    )
    counted = cells.group_by("month", "role_before", "role").agg(open=pl.len())
    taxonomy_before, taxonomy_version = versions
    return BRIDGE.conform(
        counted.with_columns(taxonomy_before=pl.lit(taxonomy_before), taxonomy_version=pl.lit(taxonomy_version))
    )
