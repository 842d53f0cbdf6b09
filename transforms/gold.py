"""The counts that `make gold` left: how the shipped taxonomy reads labelled titles."""

from importlib.resources import files

import polars as pl

from expectations.tables.gold import GOLD


def gold_table() -> pl.LazyFrame:
    """The table `gold`, from `gold.csv`."""
    return GOLD.conform(pl.scan_csv(str(files(__package__).joinpath("gold.csv")), try_parse_dates=True))
