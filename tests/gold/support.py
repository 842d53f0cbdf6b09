"""A cross-check of rules that were written by hand: which titles are read by a phrase that no other fold asked for?

The rules cannot be learnt again without a fold, as a model could. But a phrase that only titles of one fold need may have been
written for just those. So each fold in turn is hidden, the phrases are kept that the rest of the titles support, and a title of
the hidden fold that is read by none of these counts as wrong: a lower bound of what the rules do to titles nobody has seen.
"""

import polars as pl

from transforms.signs import MASK
from transforms.taxonomy import taxonomy
from transforms.titles import plain_form

FOLDS = 5


def held_out(titles: pl.DataFrame) -> pl.DataFrame:
    """For each fold (by employer): titles, share read rightly, and share read rightly by phrases with support elsewhere."""
    folded = _with_phrases(titles).with_columns(fold=_fold(pl.col("employer")))
    used = folded.explode("phrases").filter(pl.col("role") != "none")
    folds_of = used.group_by("phrases").agg(folds=pl.col("fold").unique())
    elsewhere = used.join(folds_of, on="phrases").filter(pl.col("folds").list.eval(pl.element()).list.len() > 1)
    supported = elsewhere.select("place").unique().with_columns(is_supported=pl.lit(True))
    joined = folded.join(supported, on="place", how="left").with_columns(pl.col("is_supported").fill_null(False))
    holds = pl.col("is_right_role") & (pl.col("is_supported") | (pl.col("role") == "none"))
    return (
        joined.group_by("fold")
        .agg(titles=pl.len(), right=pl.col("is_right_role").mean().round(3), right_and_supported=holds.mean().round(3))
        .sort("fold")
    )


def _with_phrases(titles: pl.DataFrame) -> pl.DataFrame:
    """Each title with its `place` and the phrases of its role that stand in it."""
    read = plain_form(pl.col("title")).str.replace_all(taxonomy().homonyms, MASK)
    phrases = [(sign.role, phrase) for sign in taxonomy().signs for phrase in sign.phrases]
    stands = [
        pl.when((pl.col("role") == role) & pl.col("_read").str.contains(rf"(?-u:\b(?:{phrase})\b)")).then(
            pl.lit(phrase)
        )
        for role, phrase in dict.fromkeys(phrases)
    ]
    found = pl.concat_list(stands).list.drop_nulls().alias("phrases")
    return titles.with_row_index("place").with_columns(_read=read).with_columns(found).drop("_read")


def _fold(employer: pl.Expr) -> pl.Expr:
    """Employers in the order of their names, dealt out: no seed, no hash that changes with a version."""
    return employer.rank("dense").cast(pl.Int64) % FOLDS
