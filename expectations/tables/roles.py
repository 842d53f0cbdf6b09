"""The taxonomy as a table."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import TAXONOMY_VERSION


def _stated(name: str, doc: str) -> Column:
    return Column(name, pl.String, doc, source="roles.toml", is_nullable=True)


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
        Column(
            "origin", pl.String, "Where it comes from.", allowed=("article", "project", "overlay"), source="roles.toml"
        ),
        Column("definition", pl.String, "What the person is hired to do.", source="roles.toml"),
        _stated("belongs", "Which titles belong to it."),
        _stated("does_not_belong", "Which titles look like it and do not."),
        _stated("soc", "Occupations of SOC 2018 that such titles stand under in O*NET 27.0; none where it is empty."),
        _stated("isco", "Unit groups of ISCO-08, likewise."),
        _stated("esco", "Occupations of ESCO 1.1, likewise."),
        TAXONOMY_VERSION,
    ),
)
