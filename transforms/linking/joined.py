"""From links to vacancies: every posting follows its links to the one that first advertised the vacancy."""

import numpy as np
import polars as pl

from transforms.linking.rulings import NONE, kept_apart


def joined(rows: pl.DataFrame, links: pl.DataFrame, rulings: pl.DataFrame = NONE) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`rows` with vacancy_id for all, and `links` as far as they were followed, with ruled_key where a ruling parts them.

    `rows` and `links` are those of `nearest`, `rulings` those on new rows. A vacancy holds one requisition of an employer: who
    leads another one into it, over a posting that states none, is not followed and begins a vacancy of its own. So does who was
    ruled to be of another vacancy than a posting in it.
    """
    followed = links.with_columns(ruled_key=pl.lit(None, pl.String))
    while True:
        found = _followed(rows, followed)
        apart = kept_apart(found, rulings).unique("row", keep="first", maintain_order=True)
        excess = pl.concat([_second_requisitions(found, followed), apart["row"]])
        if not len(excess):
            return found, followed
        followed = (
            followed.join(apart, on="row", how="left", suffix="_now", maintain_order="left")
            .with_columns(
                ruled_key=pl.coalesce("ruled_key", "ruled_key_now"),
                is_accepted=pl.col("is_accepted") & ~pl.col("row").is_in(excess.implode()),
            )
            .drop("ruled_key_now")
        )


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
