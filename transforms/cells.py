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
    one, all_ = pl.lit("any"), pl.lit(ALL_COUNTRIES)
    roles = pl.when(pl.col("role") == "none").then(pl.concat_list(one))
    places = (("country", one), (all_, one), (all_, "rung"))
    return (
        rows.with_columns(
            role=roles.otherwise(pl.concat_list("role", pl.lit("any_social"), one)),
            place=pl.concat_list(_place(country, rung) for country, rung in places),
        )
        .drop("country", "rung")
        .explode("role")
        .explode("place")
        .unnest("place")
        .drop_nulls("country")
    )


def _place(country: pl.Expr | str, rung: pl.Expr | str) -> pl.Expr:
    named = {"country": country, "rung": rung}
    return pl.struct((pl.col(x) if isinstance(x, str) else x).alias(name) for name, x in named.items())


def shown(*frames: pl.LazyFrame) -> pl.LazyFrame:
    """The cells that have a row: those that occur in one of the frames, and the world-wide cell of every role."""
    world = pl.LazyFrame({"role": ALWAYS_SHOWN}).with_columns(country=pl.lit(ALL_COUNTRIES), rung=pl.lit("any"))
    return pl.concat([world, *(frame.select(CELL) for frame in frames)]).unique()
