"""What employers call a role: titles that many of them use in the same words."""

import polars as pl

from expectations.tables import TABLES
from warehouse.release.tables import Tables
from warehouse.site.rows import Row, by_role

FLOOR = 5
"""Employers that must use a title in the same words before it is shown. Five, as for a role's share: what fewer use may be
somebody's own text, or name a person, a team or a product."""
SHOWN = 10
LONGEST = 80
"""Characters of a title that is shown; what is longer is hardly a name of a job."""


def titles(tables: Tables) -> dict[str, list[Row]]:
    """Role → title, postings, employers: the most frequent titles of all postings, in lower case, many employers first."""
    postings = tables.scan(TABLES["postings"]).filter(pl.col("role") != "none").unique("posting_key", keep="last")
    called = postings.select("role", "employer", title=pl.col("title").str.to_lowercase().str.strip_chars())
    rows = (
        called.filter(pl.col("title").str.len_chars() <= LONGEST)
        .group_by("role", "title")
        .agg(pl.len().alias("postings"), pl.col("employer").n_unique().alias("employers"))
        .filter(pl.col("employers") >= FLOOR)
        .sort("role", "employers", "postings", "title", descending=[False, True, True, False])
        .group_by("role", maintain_order=True)
        .head(SHOWN)
    )
    return by_role(rows.collect().to_dicts())
