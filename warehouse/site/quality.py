"""What was seen, and how rightly it was read."""

from typing import Any

import polars as pl

from expectations.contracts import ALL_COUNTRIES
from expectations.tables import TABLES
from warehouse.findings.headline import Estimate
from warehouse.findings.linking import with_rates
from warehouse.release.tables import Tables
from warehouse.site.page import Site
from warehouse.site.rows import Row, of_last_month

COVERAGE = TABLES["coverage"]
YARDSTICKS = {
    "labelled": "Real ones, labelled",
    "one_title": "Of these, under one title",
    "two_titles": "Of these, under two titles",
    "sandbox": "Those of the pretend market",
}
"""Whose pairs linking is measured on, in the order of the page."""


def facts(site: Site) -> dict[str, Any]:
    """What the template `quality.html` shows beside the headline."""
    labelled = site.tables.scan(TABLES["gold"]).filter(aspect="role")
    return {
        "sources": _by_source(site.tables),
        "crawls": _crawls(site.tables),
        "months": _by_month(site.tables),
        "gold": _reading(site.tables, labelled),
        "titles": labelled.select(pl.col("titles").sum()).collect().item(),
        "linkage": _linking(site.tables),
        "yardsticks": YARDSTICKS,
    }


def _by_source(tables: Tables) -> list[Row]:
    rows = tables.scan(COVERAGE).filter(pl.col("day") == pl.col("day").max(), country=ALL_COUNTRIES)
    return rows.sort(pl.col("source") != "all", "source").collect().to_dicts()


def _crawls(tables: Tables) -> list[Row]:
    rows = tables.scan(TABLES["crawls"]).filter(pl.col("day") == pl.col("day").max())
    return (
        rows.group_by("status")
        .agg(crawls=pl.len())
        .sort("crawls", "status", descending=[True, False])
        .collect()
        .to_dicts()
    )


def _by_month(tables: Tables) -> list[Row]:
    """Month, days with data, boards at its end, and the share of them observed: mean of the days, and worst day."""
    seen = pl.when(pl.col("boards") > 0).then(pl.col("observed") / pl.col("boards"))
    rows = tables.scan(COVERAGE).filter(country=ALL_COUNTRIES, source="all").sort("day")
    months = rows.group_by(month=pl.col("day").dt.strftime("%Y-%m"), maintain_order=True)
    return (
        months.agg(pl.len().alias("days"), pl.col("boards").last(), mean=seen.mean(), worst=seen.min())
        .collect()
        .to_dicts()
    )


def _reading(tables: Tables, labelled: pl.LazyFrame) -> list[Row]:
    """By role: how many titles are labelled so and how many are read so, each with how many of these are read rightly."""
    right, titles = pl.col("right").sum(), pl.col("titles").sum()
    coded = labelled.group_by(role="coded").agg(titles.alias("coded"), right.alias("found"))
    read = labelled.group_by(role="read").agg(titles.alias("read"), right.alias("right"))
    shares = of_last_month(tables, "shares_adjusted").select("role", "share", "adjusted_share", "low", "high")
    rows = (
        tables.scan(TABLES["roles"])
        .select("role", "label", "precedence")
        .join(coded, on="role")
        .join(read, on="role")
        .join(shares, on="role", how="left")
        .sort("precedence")
        .collect()
    )
    return [
        {**row, "estimate": Estimate(row["adjusted_share"], row["low"], row["high"])}
        for row in rows.iter_rows(named=True)
    ]


def _linking(tables: Tables) -> list[Row]:
    rows = with_rates(tables.scan(TABLES["linkage"]))
    return rows.sort(pl.col("yardstick").cast(pl.Enum(list(YARDSTICKS)))).collect().to_dicts()
