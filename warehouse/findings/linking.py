"""How rightly postings are linked, from the counts of the table `linkage`."""

import polars as pl


def with_rates(linkage: pl.LazyFrame) -> pl.LazyFrame:
    """`linkage` with precision and recall."""
    hits = pl.col("hits")
    return linkage.with_columns(precision=hits / (hits + pl.col("wrong")), recall=hits / (hits + pl.col("missed")))
