"""Pairs of near texts, found without comparing all with all: sorted neighbourhood within blocks.

Hernández and Stolfo, *The merge/purge problem for large databases*, 1995. In arrays: a day has few new texts, and thirty small
queries a day would cost more than all else.
"""

import numpy as np
import numpy.typing as npt

WINDOW = 8
"""Neighbours on either side, in as many orders as a signature has numbers. Blocks of nine texts or fewer are compared whole;
among 5,000 a text at 0.9 is found with p = 0.98."""

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]


def neighbours(block: Places, signatures: Numbers, is_new: npt.NDArray[np.bool_]) -> tuple[Places, Places]:
    """Places of the later and the earlier text of each pair of one block that holds a new text and are neighbours.

    Texts stand in the order in which they came in, the new ones last; `signatures` has one row for each.
    """
    pairs = [np.empty(0, np.int64)]
    for first in range(signatures.shape[1]):
        order = np.lexsort((*np.roll(signatures, -first, axis=1).T[::-1], block))
        for step in range(1, WINDOW + 1):
            one, other = order[:-step], order[step:]
            later, earlier = np.maximum(one, other), np.minimum(one, other)
            is_asked = (block[one] == block[other]) & is_new[later]
            pairs.append((later * len(order) + earlier)[is_asked])
    later, earlier = np.divmod(np.unique(np.concatenate(pairs)), max(1, len(block)))
    return later, earlier


def nearness(one: Numbers, other: Numbers) -> npt.NDArray[np.float64]:
    """The estimated share of clauses that two texts have in common, row by row of their signatures."""
    unequal = np.bitwise_count(one ^ other).sum(axis=1, dtype=np.int64)
    shared: npt.NDArray[np.float64] = 1 - 2 * unequal / (64 * one.shape[1])
    return shared.clip(0)
