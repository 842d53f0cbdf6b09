"""An audit of the classifier: a sample of postings with known weights, and what its labels say.

Postings are drawn at random within strata: the roles read and, for those read as none, how near they come to one. The weights are
then known whatever the rules did, so that the figures hold for all postings that were drawn from, not for look-alikes.
"""

from collections.abc import Sequence

import polars as pl
import polars_hash as plh

from expectations.contracts import NO_ROLE, SUMS_OF_ROLES
from transforms.ratios import ratios

ANY_SOCIAL = SUMS_OF_ROLES[0]
FAR = "none_far"
"""Read as none, and neither title nor text speak of social media."""
SCOPES = ("near", "all")
"""Without `none_far`, and with it: a few labels cannot rule out much in the stratum that holds most postings."""
MEASURES = ("precision", "recall", "share")
NONE_TIMES = 3
"""Postings drawn of a stratum without a role, for each drawn of a role: one of them stands for many."""
ESTIMATE = ("scope", "measure", "role")


def draw(postings: pl.LazyFrame, per_role: int, seed: int) -> pl.LazyFrame:
    """A random sample of `postings` (posting_key, role, reach and whatever else), in an order that tells nothing.

    Of each role `per_role` are drawn, or all there are; of each stratum without one `NONE_TIMES` as many. Added are `id`, which
    tells nothing either, `stratum` (the role, or `none_title`, `none_text`, `none_far`) and `population`, its postings.
    """
    lot = plh.concat_str(pl.lit(f"{seed}|"), "posting_key").chash.sha2_256()
    placed = postings.with_columns(_stratum(), _lot=lot).with_columns(
        _rank=pl.col("_lot").rank("ordinal").over("stratum"), population=pl.len().over("stratum").cast(pl.Int64)
    )
    most = pl.when(pl.col("role") == NO_ROLE).then(NONE_TIMES * per_role).otherwise(per_role)
    drawn = placed.filter(pl.col("_rank") <= most)
    # The front of a digest is low for what was drawn, the lower the larger the stratum; its end has nothing to do with that.
    return drawn.with_columns(id=pl.format("p{}", pl.col("_lot").str.slice(52))).drop("_lot", "_rank").sort("id")


def score(labels: pl.LazyFrame, strata: pl.LazyFrame, roles: Sequence[str]) -> pl.LazyFrame:
    """Precision, recall and share of each role with 95 % intervals, as `ratios` gives them, by scope, measure and role.

    `labels` has stratum and label of each labelled posting, `strata` has stratum, role (as read) and population of each stratum;
    each needs a label. Precision and recall are those of `any_social` too; shares are those of the roles by their labels, and
    beside them stands `as_read`, the share by what was read.
    """
    cells = _cells(labels, strata, roles)
    in_domain, in_part, n = pl.col("in_domain"), pl.col("in_part"), pl.col("n")
    placed = cells.with_columns(in_domain=_in_domain(), in_part=_in_part())
    counts = placed.group_by(*ESTIMATE, "stratum").agg(
        pl.col("population").first(),
        n.sum(),
        part=n.filter(in_part).sum(),
        rest=n.filter(in_domain & ~in_part).sum(),
        has_part=in_part.any(),
        has_rest=(in_domain & ~in_part).any(),
        has_other=(~in_domain).any(),
    )
    return ratios(counts, ESTIMATE).join(_as_read(strata), on=["measure", "role"], how="left").sort(ESTIMATE)


def _as_read(strata: pl.LazyFrame) -> pl.LazyFrame:
    read = strata.filter(pl.col("role") != NO_ROLE)
    return read.select("role", measure=pl.lit("share"), as_read=pl.col("population") / pl.col("population").sum())


def _stratum() -> pl.Expr:
    """The role, or by `reach` how near a posting without one comes to it."""
    near = pl.col("reach").is_in(["title", "text"])
    none = pl.when(near).then(pl.format("none_{}", pl.col("reach"))).otherwise(pl.lit(FAR))
    return pl.when(pl.col("role") == NO_ROLE).then(none).otherwise("role").alias("stratum")


def _cells(labels: pl.LazyFrame, strata: pl.LazyFrame, roles: Sequence[str]) -> pl.LazyFrame:
    """Every stratum × label with its number, zeros too, for every scope, measure and role asked about."""
    counted = labels.group_by("stratum", "label").agg(n=pl.len().cast(pl.Int64))
    kinds = pl.LazyFrame({"label": [*roles, NO_ROLE]})
    grid = strata.rename({"role": "read"}).join(kinds, how="cross").join(counted, on=["stratum", "label"], how="left")
    asked = [(scope, measure, role) for scope in SCOPES for measure in MEASURES for role in (*roles, ANY_SOCIAL)]
    wanted = pl.LazyFrame(asked, ESTIMATE, orient="row")
    wanted = wanted.filter((pl.col("measure") != "share") | (pl.col("role") != ANY_SOCIAL))
    cells = grid.with_columns(pl.col("n").fill_null(0)).join(wanted, how="cross")
    return cells.filter((pl.col("scope") == "all") | (pl.col("stratum") != FAR))


def _is(column: str) -> pl.Expr:
    """Whether a column holds the role asked about."""
    is_any = pl.col("role") == ANY_SOCIAL
    return pl.when(is_any).then(pl.col(column) != NO_ROLE).otherwise(pl.col(column) == pl.col("role"))


def _in_domain() -> pl.Expr:
    """What a measure is a share of: precision of what is read so, recall of what is labelled so, shares of all with a role."""
    is_labelled = pl.when(pl.col("measure") == "recall").then(_is("label")).otherwise(pl.col("label") != NO_ROLE)
    return pl.when(pl.col("measure") == "precision").then(_is("read")).otherwise(is_labelled)


def _in_part() -> pl.Expr:
    return _is("label") & ((pl.col("measure") == "share") | _is("read"))
