"""Contents → postings: cleaned, then classified."""

import polars as pl

from expectations.tables.postings import POSTINGS
from transforms.clean.dates import day_of
from transforms.clean.employment import employment_type
from transforms.clean.pay import pay_terms
from transforms.clean.personal import without_accounts, without_persons
from transforms.clean.places import located
from transforms.clean.text import NAME, cleaned
from transforms.emphasis import read_emphasis
from transforms.evergreen import is_evergreen
from transforms.roles import classify
from transforms.texts import read_texts


def postings(contents: pl.LazyFrame) -> pl.LazyFrame:
    """`contents` → `postings`, any number of days and sources in one call; rows sorted by key."""
    return POSTINGS.conform(read_emphasis(classify(read_texts(clean(contents)))))


def clean(contents: pl.LazyFrame) -> pl.LazyFrame:
    """The columns of `postings` that need no judgement, and `text`: the description as stated.

    A posting whose source states no employer gets the token of its board: on a company's own board that is its name.
    """
    worded = cleaned(located(contents).rename({"description": "text"}), ["title", "employer"], NAME)
    named = worded.with_columns(pl.when(pl.col("employer") != "").then("employer").otherwise("board").alias("employer"))
    return named.with_columns(
        *(without_persons(pl.col(name)) for name in ("title", "employer", "place")),
        *pay_terms(pl.col("pay")),
        url=without_accounts(pl.col("url")),
        employment_type=employment_type(pl.col("employment_type")),
        posted_on=day_of(pl.col("posted_at")),
        is_evergreen=is_evergreen(pl.col("title")),
    )
