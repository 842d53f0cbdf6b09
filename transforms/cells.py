"""The cells of the demand tables: role × country, and role × rung over all countries.

A posting of a role in a country belongs to several cells at once: its role, `any_social` and `any`; its country and
`ZZ`; its rung (at `ZZ` only) and `any`.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from expectations.contracts import ALL_COUNTRIES, NO_ROLE, SUMS_OF_ROLES
from transforms.taxonomy import taxonomy

CELL = ("role", "country", "rung")
CELL_DAY = ("day", *CELL)
ALL_KINDS = pl.DataFrame({"as_role": ["own", "any_social", "any"]}).join(
    pl.DataFrame({"as_place": ["country", "world", "rung"]}), how="cross"
)
KINDS = pl.concat([ALL_KINDS.with_columns(has_role=True), ALL_KINDS.filter(as_role="any").with_columns(has_role=False)])
"""The kinds of cells that a posting of a role belongs to; one without a role belongs to those of `any` only."""


def spread(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Every row once for each cell it belongs to. `rows` has role (or `none`), country (or null) and rung."""
    as_role, as_place = pl.col("as_role"), pl.col("as_place")
    # By one join: two filters would be carried out where `rows` come from, and all that makes them done twice.
    return (
        rows.with_columns(has_role=pl.col("role") != NO_ROLE)
        .join(KINDS.lazy(), on="has_role")
        .with_columns(
            role=pl.when(as_role == "own").then("role").otherwise(as_role),
            country=pl.when(as_place == "country").then("country").otherwise(pl.lit(ALL_COUNTRIES)),
            rung=pl.when(as_place == "rung").then("rung").otherwise(pl.lit("any")),
        )
        .drop("has_role", "as_role", "as_place")
        .drop_nulls("country")
    )


def shown(days: Sequence[date], *frames: pl.LazyFrame) -> pl.LazyFrame:
    """The cells that have a row on each of `days`: those of the frames, and the world-wide cell of every role.

    That one is there even when nobody is wanted: zero is a finding.
    """
    roles = [*(role.id for role in taxonomy().roles), *SUMS_OF_ROLES]
    world = pl.LazyFrame({"role": roles}).with_columns(country=pl.lit(ALL_COUNTRIES), rung=pl.lit("any"))
    always = pl.LazyFrame({"day": days}, {"day": pl.Date}).join(world, how="cross")
    return pl.concat([always, *(frame.select(CELL_DAY) for frame in frames)]).unique()
