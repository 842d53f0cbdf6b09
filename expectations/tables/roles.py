"""The taxonomy as a table."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import TAXONOMY_VERSION

ROLES = Table(
    name="roles",
    doc="The roles, with their definitions and where they come from.",
    grain="role",
    key=("role",),
    partition="none",
    columns=(
        Column("role", pl.String, "Identifier of the role.", source="roles.toml"),
        Column("label", pl.String, "Its name.", source="roles.toml"),
        Column("precedence", pl.Int64, "Order in which the roles are tried.", source="roles.toml", low=1),
        Column("origin", pl.String, "Where it comes from.", allowed=("article", "project"), source="roles.toml"),
        Column("definition", pl.String, "What the person is hired to do.", source="roles.toml"),
        TAXONOMY_VERSION,
    ),
)
