"""The card of shares, narrow enough for a terminal: intervals in one cell, reasons for what is withheld below."""

from collections.abc import Iterator

import polars as pl

from warehouse.findings.headline import Estimate
from warehouse.findings.sentences import interval, percent


def shares(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of `helpwanted show shares`, for people: any_social has its share of `any`, the roles theirs of any_social."""
    estimates = {name: _estimates(rows, ends) for name, ends in {"95 %": "", "95 % at once": "_all"}.items()}
    return rows.select(
        "month",
        "role",
        "open",
        pl.Series("share", [percent(share) for share in rows["share"]]),
        *(pl.Series(name, [interval(estimate) for estimate in found]) for name, found in estimates.items()),
        "employers",
        pl.col("n_eff").round(1).cast(pl.String).alias("effective"),
        pl.col("design_effect").round(1).cast(pl.String).alias("design effect"),
    )


def _estimates(rows: pl.DataFrame, ends: str) -> list[Estimate]:
    return [Estimate(*row) for row in rows.select("share", f"low{ends}", f"high{ends}").iter_rows()]


def withheld(rows: pl.DataFrame) -> Iterator[str]:
    """One line for each reason why shares are withheld."""
    reasons = rows.drop_nulls("suppressed_why").group_by("suppressed_why", maintain_order=True)
    for why, names in reasons.agg(pl.col("role").unique(maintain_order=True)).iter_rows():
        yield f"Withheld, {why}: {', '.join(names)}."
