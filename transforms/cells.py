"""The cells of the demand tables: role × country, and role × rung over all countries.

A posting of a role in a country belongs to several cells at once: its role, `any_social` and `any`; its country and
`ZZ`; its rung (at `ZZ` only) and `any`.
"""

import polars as pl

from expectations.contracts import ALL_COUNTRIES, TWELVE_ROLES

CELL = ("role", "country", "rung")
ALWAYS_SHOWN = (*TWELVE_ROLES, "any_social", "any")
"""Roles whose world-wide cell is there even when nobody is wanted: zero is a finding."""


def spread(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Every row once for each cell it belongs to. `rows` has role (or `none`), country (or null) and rung."""
    social = rows.filter(pl.col("role") != "none")
    by_role = [social, social.with_columns(role=pl.lit("any_social")), rows.with_columns(role=pl.lit("any"))]
    return pl.concat([place for rows in by_role for place in _places(rows)])


def _places(rows: pl.LazyFrame) -> list[pl.LazyFrame]:
    in_country = rows.drop_nulls("country").with_columns(rung=pl.lit("any"))
    everywhere = rows.with_columns(country=pl.lit(ALL_COUNTRIES))
    return [in_country, everywhere.with_columns(rung=pl.lit("any")), everywhere]


def shown(*frames: pl.LazyFrame) -> pl.LazyFrame:
    """The cells that have a row: those that occur in one of the frames, and the world-wide cell of every role."""
    world = pl.LazyFrame({"role": ALWAYS_SHOWN}).with_columns(country=pl.lit(ALL_COUNTRIES), rung=pl.lit("any"))
    return pl.concat([world, *(frame.select(CELL) for frame in frames)]).unique()
