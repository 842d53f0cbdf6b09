"""Titles → roles, by the taxonomy: what a title names first, unless employer or text say that it means something else."""

import polars as pl

from expectations.tables.roles import ROLES
from transforms.signs import named
from transforms.taxonomy import taxonomy
from transforms.titles import first_head, is_internship, plain_form, rung_of, traditional_role

MENTION = r"(?i)\bsocial[\s-]*media\b"


def classify(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Adds the role's columns of `postings` to a frame with title, employer and text (null where there is none).

    Rows, their order and the other columns stay; names that begin with an underscore are this module's own.
    """
    return _judged(frame).select(pl.exclude("^_.*$"))


def explain(frame: pl.LazyFrame) -> pl.LazyFrame:
    """`classify`, with what it went by.

    Added are `plain_title`, `head` (the head word) and for each context of the taxonomy `<context>_settled_by`: "title+" where
    the title confirmed what was in doubt, "employer-" where the employer denied it; null where nothing was asked or said.
    """
    settled = {f"_{context}": f"{context}_settled_by" for context in taxonomy().contexts}
    return _judged(frame).rename({"_plain": "plain_title", "_head": "head"} | settled).select(pl.exclude("^_.*$"))


def roles_table() -> pl.LazyFrame:
    """The taxonomy as the table `roles`."""
    rows = [
        {
            "role": role.id,
            "label": role.label,
            "precedence": place,
            "origin": role.origin,
            "definition": role.definition,
            "taxonomy_version": taxonomy().version,
        }
        for place, role in enumerate(taxonomy().roles, start=1)
    ]
    return ROLES.conform(pl.LazyFrame(rows))


def _judged(frame: pl.LazyFrame) -> pl.LazyFrame:
    titles = frame.with_row_index("_row").with_columns(_plain=plain_form(pl.col("title")))
    titles = titles.with_columns(_head=first_head(pl.col("_plain")), _is_intern=is_internship(pl.col("_plain")))
    # Few titles pass the gate; what asks for regular expressions by the dozen is done on those alone.
    gated = titles.filter(pl.col("_plain").str.contains_any(list(taxonomy().gate)))
    judged = titles.join(named(gated), "_row", how="left", maintain_order="left")
    judged = judged.with_columns(
        pl.col("role").fill_null("none"), pl.col("is_homonym", "is_role_uncertain", "_is_press_named").fill_null(False)
    )
    headed = judged.with_columns(_head=pl.when(pl.col("role") == "none").then("_head").otherwise("_role_head"))
    return headed.with_columns(_rest())


def _rest() -> list[pl.Expr]:
    is_manager = ~pl.col("_is_intern") & (pl.col("_head") == "manager").fill_null(False)
    return [
        rung_of(pl.col("_head"), pl.col("_is_intern")).alias("rung"),
        traditional_role(pl.col("_plain"), pl.col("role"), pl.col("_is_press_named")).alias("traditional_role"),
        is_manager.alias("is_manager_titled"),
        (pl.col("title").str.contains(MENTION) | pl.col("text").str.contains(MENTION)).alias(
            "has_social_media_mention"
        ),
        pl.lit(taxonomy().version).alias("taxonomy_version"),
    ]
