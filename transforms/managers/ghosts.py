"""Ghosts: postings that stay, come back or collect names, so that one may doubt whether somebody is to be hired.

Each rule is a sign and no proof, which is why postings are counted with and without them.
"""

import polars as pl

OPEN_FOR_DAYS = 90
"""Open for longer: a convention fixed in advance. For scale: vacancies of US establishments last about 20 days in the mean
(Davis, Faberman and Haltiwanger, Quarterly Journal of Economics 128, 2013), and of 5,073 postings on 218 Ashby boards in October
2025 half were older than 43 days, a quarter older than 93."""

REDATED_DAYS = 1
"""A day of publication that lies further behind the day on which we first saw the posting was set anew. One day is what time
zones can make of it."""


def is_ghost() -> pl.Expr:
    """Whether a row of `lifecycle` is open for long, put up again, or evergreen by its title."""
    return _is_old() | _is_relisted() | pl.col("is_evergreen")


def _is_old() -> pl.Expr:
    """By the day of publication or the day first seen, whichever is earlier; an age that nobody knows counts from the latter."""
    since = pl.min_horizontal("posted_on", "first_seen_on")
    return (pl.col("day") - since).dt.total_days() > OPEN_FOR_DAYS


def _is_relisted() -> pl.Expr:
    """A repost, or published anew while we watched. A return within 30 days is none: a board that flickers makes those too."""
    again = (pl.col("posted_on") - pl.col("first_seen_on")).dt.total_days() > REDATED_DAYS
    return pl.col("earlier_closed_on").is_not_null() | again.fill_null(False)
