"""How often intervals hold the truth, and how surely the simulation knows that."""

from collections.abc import Sequence

import polars as pl

from simulation.truths import MARKET
from transforms.intervals import EFFECTIVE_FLOOR, EMPLOYERS_FLOOR, HOLDERS_FLOOR

SURE_EFFECTIVE, SURE_HOLDERS = 50, 20
"""Effective employers and holders of a role from which on an interval has to hold just as often as it says."""
WANTED = {"sure": (0.93, 0.97), "other": (0.90, 1.0)}
"""How often the intervals of published shares have to hold the truth; the others may be too wide."""
ERRORS = 2
"""A miss counts only where it exceeds so many standard errors of the simulation."""

IS_SURE = (pl.col("n_eff") >= SURE_EFFECTIVE) & (pl.col("employers") >= SURE_HOLDERS)

FLOORS = (
    ("employers", "clusters", EMPLOYERS_FLOOR),
    ("effective", "n_eff", EFFECTIVE_FLOOR),
    ("holders", "employers", HOLDERS_FLOOR),
)
"""What the floors of suppression look at, its column, and the floor."""
EDGES = (2, 3, 5, 8, 10, 15, 20, 50)
"""Where one band ends and the next begins."""


def covered(cells: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """How often the intervals of `cells` hold the truth, for each value of `by`; `error` is that of the simulation.

    Cells of one market share their employers, so the market is what is drawn.
    """
    markets = cells.group_by(*by, "country").agg(x=pl.col("holds").sum().cast(pl.Int64), n=pl.len().cast(pl.Int64))
    drawn = markets.with_columns(share=(pl.col("x").sum() / pl.col("n").sum()).over(by))
    miss = (pl.col("x") - pl.col("share") * pl.col("n")) ** 2
    return (
        drawn.group_by(by)
        .agg(
            markets=pl.len(),
            shares=pl.col("n").sum(),
            covered=pl.col("share").first(),
            error=miss.sum().sqrt() / pl.col("n").sum(),
        )
        .sort(by)
    )


def published(cells: pl.DataFrame) -> pl.DataFrame:
    """Coverage of what is published, by kind of market: sure (much stands behind the share) or other; null is all kinds."""
    shown = cells.filter(~pl.col("is_suppressed")).with_columns(
        kind=pl.when(IS_SURE).then(pl.lit("sure")).otherwise(pl.lit("other"))
    )
    whole = shown.with_columns(pl.lit(None, shown.schema[name]).alias(name) for name in MARKET)
    return covered(pl.concat([whole, shown]), ["kind", *MARKET]).with_columns(is_met=_is_met())


def _is_met() -> pl.Expr:
    """Whether what is wanted is met, or missed by no more than chance: that of the simulation, and of so few shares."""
    met = pl.lit(True)
    for kind, (low, high) in WANTED.items():
        below, above = (
            ERRORS * pl.max_horizontal("error", (end * (1 - end) / pl.col("shares")).sqrt()) for end in (low, high)
        )
        met = met & ((pl.col("kind") != kind) | pl.col("covered").is_between(low - below, high + above))
    return met


def by_floor(cells: pl.DataFrame) -> pl.DataFrame:
    """Coverage on both sides of each floor of suppression, among shares that the other floors let through."""
    found = []
    for name, column, _ in FLOORS:
        others = [pl.col(other) >= floor for label, other, floor in FLOORS if label != name]
        banded = cells.filter(others).with_columns(floor=pl.lit(name), at_least=_band(column))
        found.append(covered(banded, ["floor", "at_least"]))
    return pl.concat(found)


def _band(column: str) -> pl.Expr:
    lower = pl.lit(0)
    for edge in EDGES:
        lower = pl.when(pl.col(column) >= edge).then(edge).otherwise(lower)
    return lower


def all_roles(cells: pl.DataFrame) -> pl.DataFrame:
    """In how many markets the intervals of all published roles hold: each for itself, and the ones for all at once."""
    shown = cells.filter(~pl.col("is_suppressed"))
    markets = shown.group_by("sizes", "country").agg(pl.col("holds", "holds_with_all").all())
    found = markets.group_by("sizes").agg(pl.len().alias("markets"), pl.col("holds", "holds_with_all").mean())
    return found.sort("sizes")
