"""The counts that `make gold` left: how rightly postings are linked."""

from importlib.resources import files

import polars as pl

from expectations.tables.linkage import LINKAGE


def linkage_table() -> pl.LazyFrame:
    """The table `linkage`, from `linkage.csv`."""
    return LINKAGE.conform(pl.scan_csv(str(files(__package__).joinpath("linkage.csv")), try_parse_dates=True))
