"""Many markets, drawn at once: employers, their boards, and every posting from its first day to its last."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from expectations.contracts import NO_ROLE, TWELVE_ROLES
from simulation.population import KINDS, POSTINGS, Design, mixes, sizes, weights
from spiders.sandbox.vacancies import job_mix

SOURCE = "simulated"
LAST = 28
"""The market is watched from day 0 to this day."""
LIFE = 40.0
"""Mean days that a posting stays."""
GROWTH = 0.3
"""By so much more is published on the last day than on the first."""
OTHER_JOBS = 0.3
"""Postings of no role, homonyms among them, against one of the mean employer that asks for social media."""
TWINS = 0.06
"""Postings that are listed twice, under two identifiers."""
SECOND_BOARDS = 0.2
"""Employers that list on two boards."""

ROLES = (*TWELVE_ROLES, NO_ROLE)

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Markets:
    """Markets side by side, each a country of its own, so that the tables of demand keep them apart.

    `boards` has country, employer, kind (of employer) and board; `postings` posting_key, board, role (the true one), title,
    `opens` and `closes` (first day listed, first day no longer listed). A market's design stands at its number in `designs`.
    """

    designs: tuple[Design, ...]
    boards: pl.DataFrame
    postings: pl.DataFrame


def draw(designs: Sequence[Design], seed: int) -> Markets:
    """One market for each of `designs`."""
    chance = np.random.default_rng(seed)
    employers = [design.employers for design in designs]
    market, kind = np.repeat(np.arange(len(designs)), employers), chance.integers(len(KINDS), size=sum(employers))
    parts = np.split(kind, np.cumsum(employers)[:-1])
    rates = np.concatenate([_rates(*each, chance) for each in zip(designs, parts, strict=True)])
    there = _listed(chance.poisson(rates))
    come = _listed(chance.poisson(rates * LAST / LIFE * (1 + GROWTH / 2)))
    opens = np.concatenate([np.zeros(len(there), np.int64), 1 + _days(chance, len(come))])
    employer, role = np.concatenate([there, come]).T
    postings = _postings(chance, employer, opens).join(_titled(chance, kind[employer], role), on="number")
    boards = _boards(postings, market, kind)
    return Markets(tuple(designs), boards, postings.select("posting_key", "board", "role", "title", "opens", "closes"))


def _rates(design: Design, kind: Ints, chance: np.random.Generator) -> NDArray[np.float64]:
    """Postings expected at any time: employers × roles, the last column being those of no role."""
    size, likely = sizes(design)
    expected = POSTINGS[design.sizes] * chance.choice(size, design.employers, p=likely)
    mix = chance.standard_gamma(design.likeness * mixes(design)[kind])
    social = (expected * weights()[kind])[:, None] * mix / mix.sum(axis=1, keepdims=True)
    return np.hstack([social, OTHER_JOBS * expected[:, None]])


def _listed(counts: Ints) -> Ints:
    """One row for each vacancy: number of employer and of role."""
    places = np.argwhere(counts)
    return np.repeat(places, counts[tuple(places.T)], axis=0)


def _days(chance: np.random.Generator, count: int) -> Ints:
    """Days of publication, more of them towards the end: their density rises from 1 to 1 + `GROWTH`."""
    part = chance.random(count) * (1 + GROWTH / 2)
    return ((np.sqrt(1 + 2 * GROWTH * part) - 1) / GROWTH * LAST).astype(np.int64)


def _postings(chance: np.random.Generator, employer: Ints, opens: Ints) -> pl.DataFrame:
    """One posting for each vacancy (by its `number`), or two; on the employer's board, or one of two."""
    count = len(employer)
    closes = opens + 1 + chance.exponential(LIFE, count).astype(np.int64)
    has_second = (chance.random(employer.max() + 1) < SECOND_BOARDS)[employer]
    vacancies = pl.DataFrame({"employer": employer, "opens": opens, "closes": closes, "has_second": has_second})
    twins = 1 + (chance.random(count) < TWINS)
    postings = vacancies.with_row_index("number")[np.repeat(np.arange(count), twins)]
    is_second = pl.col("has_second") & pl.lit(pl.Series(chance.random(postings.height) < 0.5))
    postings = postings.with_columns(board=pl.format("e{}b{}", "employer", is_second.cast(pl.Int8)))
    return postings.with_columns(posting_key=pl.format(f"{SOURCE}/{{}}/{{}}", "board", pl.int_range(pl.len())))


def _titled(chance: np.random.Generator, kind: Ints, role: Ints) -> pl.DataFrame:
    """number, role and title of each vacancy: one of those that employers of its kind use for the role."""
    number = np.zeros(len(kind), np.int64)
    titles = pl.concat([_titles(*pair) for pair in np.ndindex(len(KINDS), len(ROLES))])
    for (kind_, role_), group in titles.group_by("kind", "role_number"):
        where = np.flatnonzero((kind == kind_) & (role == role_))
        number[where] = chance.choice(group["title_number"], len(where), p=group["likely"])
    drawn = pl.DataFrame({"kind": kind, "role_number": role, "title_number": number}).with_row_index("number")
    return drawn.join(titles, on=["kind", "role_number", "title_number"]).select("number", "role", "title")


def _titles(kind: int, role: int) -> pl.DataFrame:
    shares = {title: share for (held, title, _), share in job_mix(KINDS[kind]).items() if held == ROLES[role]}
    return pl.DataFrame(
        {
            "kind": kind,
            "role_number": role,
            "role": ROLES[role],
            "title_number": range(len(shares)),
            "title": list(shares),
            "likely": np.array(list(shares.values())) / sum(shares.values()),
        }
    )


def _boards(postings: pl.DataFrame, market: Ints, kind: Ints) -> pl.DataFrame:
    """The boards that list something at some time."""
    boards = postings.select("employer", "board").unique().sort("employer", "board")
    number = boards["employer"].to_numpy()
    country, kinds = pl.Series(country_of(market[number])), pl.Series([KINDS[each] for each in kind[number]])
    return boards.select(country=country, employer=pl.format("e{}", "employer"), kind=kinds, board="board")


def country_of(market: Ints) -> list[str]:
    """The country that a market stands for."""
    return [f"M{number:04}" for number in market]
