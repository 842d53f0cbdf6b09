"""Corrections: what was published wrong, kept as `corrections.csv` in the store and listed in every release from then on.

The file is written by hand: a person finds the error, says so, and the next release says it too.
"""

import polars as pl

from warehouse.store import Store, StoreError

FILE = "corrections.csv"
SCHEMA = pl.Schema(
    {
        "corrected_on": pl.Date,
        "release": pl.String,  # the one that was wrong
        "figure": pl.String,  # table, month, role: what a reader would look for
        "was": pl.String,
        "is": pl.String,
        "reason": pl.String,
    }
)


def corrections(store: Store) -> pl.DataFrame:
    """The corrections so far, oldest first. Raises `StoreError` where the file has not these columns."""
    if not store.has(FILE):
        return SCHEMA.to_frame()
    with store.open(FILE) as file:
        read = pl.read_csv(file.read(), infer_schema=False)
    if read.columns != SCHEMA.names():
        raise StoreError(f"{FILE} has the columns {', '.join(read.columns)}; it needs {', '.join(SCHEMA)}")
    days = read.with_columns(pl.col("corrected_on").str.to_date(strict=False))
    if days["corrected_on"].null_count():
        raise StoreError(f"{FILE} has a corrected_on that is no day: write it as 2026-06-30")
    return days.sort("corrected_on", "release", "figure")
