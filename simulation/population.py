"""The populations that employers are drawn from, and what is true of them.

Kinds of employers and what they ask for are those of the sandbox's market. How their sizes fall is that of 321 employers
with social media postings on Greenhouse boards, January 2026: 63 of 100 had one posting, one had 97, and all together counted
as 48 effective ones.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from expectations.contracts import TWELVE_ROLES
from expectations.tables.managers import MANAGER_ROLES
from spiders.sandbox import words
from spiders.sandbox.vacancies import job_mix

Floats = NDArray[np.float64]

KINDS = tuple(words.MIXES)
OTHERS = ("property", "school")
"""Kinds that are there for their homonyms alone. Whether a community manager of a landlord is one, the classifier cannot always
tell; but its errors have their own table, and are no matter of which employers are drawn."""
IS_MANAGER = np.isin(TWELVE_ROLES, MANAGER_ROLES)
LARGEST = 200
"""Sizes run from 1 to this."""
POSTINGS = {"even": 2.0, "uneven": 0.4}
"""Postings for each unit of size."""


@dataclass(frozen=True)
class Design:
    """A kind of market. `employers` are drawn for each; who asks for nobody is not seen."""

    employers: int
    sizes: str
    """even: all employers are of one size. uneven: sizes fall by the square, as those of real ones."""
    likeness: float
    """How much alike two employers of a kind are: the concentration of the Dirichlet distribution of what they ask for. Of the
    real ones, design effects of 1.5 to 11 lie between 0.5 and 20."""
    is_half: bool
    """Managers (definition D2) are exactly one half, so that neither verdict but `undetermined` is right."""


DESIGNS = tuple(
    Design(*values) for values in product((15, 40, 120, 500), ("even", "uneven"), (0.5, 5.0), (False, True))
)


def mixes(design: Design) -> Floats:
    """Share of each role in the social media postings of each kind of employer: kinds × roles."""
    mix = np.array([_social_mix(kind) for kind in KINDS])
    if not design.is_half:
        return mix
    managers = mix * IS_MANAGER
    others = mix - managers
    half: Floats = (managers / managers.sum(axis=1, keepdims=True) + others / others.sum(axis=1, keepdims=True)) / 2
    return half


def _social_mix(kind: str) -> list[float]:
    jobs = job_mix(kind)
    held = [sum(share for (role, _, _), share in jobs.items() if role == wanted) for wanted in TWELVE_ROLES]
    return [share / sum(held) for share in held]


def weights() -> Floats:
    """How many social media postings an employer of each kind has, against one of the mean kind."""
    share: Floats = np.array([0.0 if kind in OTHERS else words.MIXES[kind][0] for kind in KINDS])
    share /= share.mean()
    return share


def sizes(design: Design) -> tuple[Floats, Floats]:
    """Sizes that an employer may have, and how likely each is."""
    if design.sizes == "even":
        return np.ones(1), np.ones(1)
    size = np.arange(1.0, LARGEST + 1)
    return size, size**-2 / (size**-2).sum()


def truth(design: Design) -> Floats:
    """The share of each role in the population: expected postings of the role ÷ expected postings."""
    share: Floats = weights() @ mixes(design) / weights().sum()
    return share
