"""What closed, month by month: the memory of spells that `lifecycle` has forgotten."""

import polars as pl

REPOST_MONTHS = 12
"""So many months back a repost is looked for, that a day costs the same however long the history is."""


def of_month(month: str, lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """The table `closings` of `month` from its partitions of `lifecycle`."""
    return lifecycle.filter(pl.col("status") == "closed").with_columns(month=pl.lit(month))


def last(closings: pl.LazyFrame, postings: pl.LazyFrame) -> pl.LazyFrame:
    """posting_key and last_closed_on of those among `postings` that are in `closings`."""
    known = closings.select("posting_key", "closed_on").join(postings, on="posting_key", how="semi")
    return known.group_by("posting_key").agg(last_closed_on=pl.col("closed_on").max())
