"""The real snapshots, which lie beside the checkout and are no part of the project."""

from pathlib import Path

import polars as pl

FOLDER = Path(__file__).parents[3] / "shared" / "realdata" / "snapshots"


def last_of_day(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Of several snapshots of a list in a UTC day the last, as an import takes them; `at` is the day."""
    rows = rows.with_columns(at=pl.col("snapshot_at").dt.date())
    return rows.filter(pl.col("snapshot_at") == pl.col("snapshot_at").max().over("list", "at"))
