"""Shares of the roles, corrected for how often the classifier takes one role for another.

Where a title of role t is read as r with probability C[t, r], the roles read are split as Cᵀs for a true split s. Solving for s
is the correction of Rogan and Gladen (American Journal of Epidemiology 107, 1978) for many classes, in machine learning the
adjusted count (Forman, Data Mining and Knowledge Discovery 17, 2008). A plain inverse may leave 0 to 1, so s is the split
whose Cᵀs lies nearest to what was read, by least squares among all splits.

Only the split among the roles is corrected. How many are taken for a role that are none cannot be had from `gold`: its titles
were drawn by look-alike phrases, and the rate at which those mislead is not that of all postings.
"""

from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from expectations.contracts import NO_ROLE
from transforms.taxonomy import taxonomy

Floats = NDArray[np.float64]

DRAWS = 1000
"""The ends of a 95 % interval are then the 25th values from either end (Efron and Tibshirani, An Introduction to the Bootstrap,
1993, section 12.5: 1000 for percentiles)."""
SEED = 29721
WEIGHT = 1e3
"""Of the equation that shares sum to 1, against 1 for each share: together off by less than 1e-6, then divided out (Lawson and
Hanson, Solving Least Squares Problems, 1974, chapter 22)."""
METHOD = "split among roles by in-sample confusion of look-alike titles, least squares on the simplex"


def stock(lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """Postings counted, of the roles alone: one row for each employer, one column for each role."""
    counted = lifecycle.filter("is_counted", pl.col("role") != NO_ROLE).group_by("employer")
    return counted.agg((pl.col("role") == role).sum().cast(pl.Int64).alias(role) for role in _roles()).sort("employer")


def confusion(gold: pl.LazyFrame) -> pl.LazyFrame:
    """Labelled titles of `gold`: one row for each role that they are labelled with, one column for each they are read as.

    By the label alone: what the coders could have defended besides is a misreading here, for the split is that of the labels.
    """
    cells = gold.filter(pl.col("aspect") == "role").group_by(role="coded")
    read = cells.agg(pl.col("titles").filter(pl.col("read") == role).sum().alias(role) for role in _roles())
    coded = pl.LazyFrame({"role": _roles()})
    return coded.join(read, on="role", how="left", maintain_order="left").with_columns(pl.exclude("role").fill_null(0))


def adjust(stock: pl.DataFrame, confusion: pl.DataFrame) -> pl.DataFrame:
    """role, adjusted_share, low, high and titles, from `stock` and `confusion`; no rows where nobody is wanted."""
    roles = confusion["role"].to_list()
    postings, titles = stock.select(roles).to_numpy(), confusion.select(roles).to_numpy()
    if not len(postings):
        return pl.DataFrame(schema={"role": pl.String, "titles": pl.Int64} | dict.fromkeys(FIGURES, pl.Float64))
    share = split(postings.sum(axis=0), _rates(titles))
    low, high = np.quantile(_drawn(postings, titles), (0.025, 0.975), axis=0)
    # Where no error was seen the draws err to one side of what was measured.
    figures = zip(FIGURES, (share, np.minimum(low, share), np.maximum(high, share)), strict=True)
    return pl.DataFrame({"role": roles, "titles": titles.sum(axis=1), **dict(figures)})


FIGURES = ("adjusted_share", "low", "high")


def beside(monthly: pl.LazyFrame, adjusted: pl.LazyFrame, gold: pl.LazyFrame) -> pl.LazyFrame:
    """The table `shares_adjusted`: what `demand_monthly` says of each role, and beside it what `adjust` made of it."""
    roles = monthly.filter(pl.col("role").is_in(_roles()), country="ZZ", rung="any")
    joined = roles.select("month", "role", "open", "share", "is_suppressed", "suppressed_why").join(
        adjusted, on="role", how="left"
    )
    is_shown = pl.when(~pl.col("is_suppressed"))
    versions = gold.select(gold_version=pl.col("taxonomy_version").first())
    return joined.join(versions, how="cross").with_columns(
        *(is_shown.then(name).alias(name) for name in FIGURES),
        pl.col("titles").fill_null(0),
        method=pl.lit(METHOD),
    )


def split(read: NDArray[np.number], rates: Floats) -> Floats:
    """The split s ≥ 0, Σs = 1, whose `rates`ᵀs lies nearest to that of the counts `read`. rates[t, r]: t is read as r."""
    return _solved(_equations(rates), read)


def _equations(rates: Floats) -> Floats:
    """`rates`ᵀ with the row that says that shares sum to 1; of many rates at once, too."""
    return np.concatenate([np.swapaxes(rates, -2, -1), np.full_like(rates[..., :1, :], WEIGHT)], axis=-2)


def _solved(equations: Floats, read: NDArray[np.number]) -> Floats:
    # scipy takes half a second to load, and most commands adjust nothing.
    from scipy.optimize import nnls

    solved, _ = nnls(equations, np.append(read / read.sum(), WEIGHT))
    found: Floats = solved / solved.sum()
    return found


def _roles() -> list[str]:
    return [role.id for role in taxonomy().roles]


def _rates(titles: NDArray[np.number]) -> Floats:
    """Titles as shares of their label; a label without a title is read as what it is."""
    labelled = titles.sum(axis=-1, keepdims=True)
    return np.where(labelled > 0, titles / np.maximum(labelled, 1), np.eye(titles.shape[-1]))


def _drawn(postings: NDArray[np.int64], titles: NDArray[np.int64]) -> Floats:
    """The split in each of `DRAWS` draws: employers with replacement, for their postings resemble each other, and titles."""
    # RandomState is the generator whose numbers NumPy promises never to change: the same landing gives the same bytes.
    chance, employers = np.random.RandomState(SEED), len(postings)
    weights = (np.bincount(chance.randint(employers, size=employers), minlength=employers) for _ in range(DRAWS))
    drawn = _drawn_equations(titles.tobytes(), len(titles))
    return np.array([_solved(equations, weight @ postings) for weight, equations in zip(weights, drawn, strict=True)])


@lru_cache(maxsize=1)
def _drawn_equations(titles: bytes, roles: int) -> Floats:
    """Those of as many titles of each label, drawn again `DRAWS` times; the same for every month.

    From the counts with one title more for each label, spread over all roles: six of six read rightly do not prove that the
    seventh is (Perks, Journal of the Institute of Actuaries 73, 1947).
    """
    counts, chance = np.frombuffer(titles, np.int64).reshape(roles, roles), np.random.RandomState(SEED)
    spread = (counts + 1 / roles) / (counts.sum(axis=1, keepdims=True) + 1)
    drawn = [chance.multinomial(counts[label].sum(), spread[label], size=DRAWS) for label in range(roles)]
    return _equations(_rates(np.stack(drawn, axis=1)))
