"""Who counts as a manager: the five definitions, fixed in advance."""

import tomllib
from functools import cache
from importlib.resources import files

import polars as pl

from expectations.contracts import NO_ROLE
from expectations.tables.managers import MANAGER_ROLES
from transforms.taxonomy import taxonomy

MANAGER_RUNGS = ("manager", "director")
"""A lead leads work, not always people: excluded from D3."""
HOMONYM = "homonym"
"""Stands for the role of a look-alike in the crosswalk of D5."""


def definitions() -> dict[str, pl.Expr]:
    """Whether a posting of `lifecycle` is for a manager, by definition; null where D4 has no text to judge by.

    A look-alike has no role. Under D2 it is taken as whoever searches titles for managers takes it: by its head word.
    """
    is_named = pl.col("role").is_in(MANAGER_ROLES)
    return {
        "D1": pl.col("is_manager_titled"),
        "D2": pl.when("is_homonym").then("is_manager_titled").otherwise(is_named),
        "D3": pl.col("rung").is_in(MANAGER_RUNGS),
        "D4": pl.col("has_people_management"),
        "D5": _is_occupied_as_manager(),
    }


def is_social() -> pl.Expr:
    """A posting of a role, or one that looks like it."""
    return (pl.col("role") != NO_ROLE) | pl.col("is_homonym")


def is_among_article_roles() -> pl.Expr:
    """Of a role that the source articles define; what looks like a role looks like one of theirs."""
    articles = [role.id for role in taxonomy().roles if role.origin == "article"]
    return pl.col("role").is_in(articles) | pl.col("is_homonym")


def _is_occupied_as_manager() -> pl.Expr:
    role = pl.when("is_homonym").then(pl.lit(HOMONYM)).otherwise("role")
    return pl.any_horizontal(
        role.is_in(entry["roles"]) & pl.col("rung").is_in(entry["rungs"]) for entry in _occupations()
    )


@cache
def _occupations() -> list[dict[str, list[str]]]:
    """The crosswalk of D5."""
    path = files(__package__).joinpath("occupations.toml")
    entries: list[dict[str, list[str]]] = tomllib.loads(path.read_text("utf-8"))["occupations"]
    return entries
