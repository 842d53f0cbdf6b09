"""From links to vacancies: every posting follows its links to the one that first advertised the vacancy."""

import numpy as np
import polars as pl


def joined(rows: pl.DataFrame, links: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`rows` with vacancy_id for all, and `links` as far as they were followed.

    `rows` and `links` are those of `nearest`. A vacancy holds one requisition of an employer: who leads another one into it,
    over a posting that states none, is not followed and begins a vacancy of its own.
    """
    followed = links
    while True:
        found = _followed(rows, followed)
        excess = _second_requisitions(found, followed)
        if not len(excess):
            return found, followed
        followed = followed.with_columns(is_accepted=pl.col("is_accepted") & ~pl.col("row").is_in(excess))


def _followed(rows: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    accepted = links.filter("is_accepted")
    leads_to = np.arange(rows.height)
    leads_to[accepted["row"].to_numpy()] = accepted["other"].to_numpy()
    while (leads_to[leads_to] != leads_to).any():
        leads_to = leads_to[leads_to]
    first = rows.select(pl.coalesce("vacancy_id", "posting_key")).to_series().gather(leads_to)
    return rows.with_columns(vacancy_id=pl.coalesce("vacancy_id", first))


def _second_requisitions(rows: pl.DataFrame, links: pl.DataFrame) -> pl.Series:
    """Rows that bring a requisition into a vacancy that has one already, by a link to a posting without it."""
    stated = rows.drop_nulls("requisition_mark").sort("row")
    first = stated.with_columns(first=pl.col("requisition_mark").first().over("vacancy_id", "employer_mark"))
    second = first.filter("is_new", pl.col("requisition_mark") != pl.col("first")).select("row", "requisition_mark")
    led = second.join(links.filter("is_accepted"), on="row")
    at = rows.select(other="row", stated="requisition_mark")
    return led.join(at, on="other").filter(pl.col("requisition_mark").ne_missing(pl.col("stated")))["row"]
