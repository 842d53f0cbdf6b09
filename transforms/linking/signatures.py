"""How near two texts are, from 32 bytes of each: one-bit MinHash over the set of their clauses.

Two texts share a bit with probability (1 + J) ÷ 2, where J is the share of clauses that both have (Jaccard), so that
J ≈ 2 · equal bits ÷ 256 − 1, with a standard error of 0.04 at J = 0.8 (Broder 1997; Li and König, *b-bit minwise hashing*, 2010).
"""

from collections.abc import Sequence
from random import Random

import numpy as np
import polars as pl
import polars_hash  # noqa: F401  registers `nchash`: polars' own hash may change with its version

from expectations.tables.vacancies import SIGNATURE
from transforms.linking.neighbours import Numbers, Places

CLAUSE = r"[^<>&;.:!?\n\r\t\"'’“”()•|*\x{a0}]{20,}"
"""Twenty characters or more between marks. Tags and entities part clauses too, so a text need not be cleaned of them: one board
may state it with other markup than the next."""
FEWEST_CLAUSES = 5
"""A text of fewer says too little: of 5,073 real texts (ashby_boards_2025_10) one has fewer, half have 54 or more."""
BITS = 64 * len(SIGNATURE)
_random = Random("minhash")
FACTORS = tuple(_random.getrandbits(64) | 1 for _ in range(BITS))
"""Odd, so that multiplying permutes the 64-bit numbers: each factor is one hash function."""
MIXER = np.uint64(0x9E3779B97F4A7C15)
"""2^64 ÷ golden ratio: the highest bit of a product with it depends on all bits."""

PACKED = pl.Schema(dict.fromkeys(SIGNATURE, pl.UInt64))


def hashed(text: pl.Expr) -> pl.Expr:
    """The 64-bit hash of a text, the same in every version."""
    return text.nchash.xxhash64()  # type: ignore[attr-defined,no-any-return]


def text_marks(texts: pl.LazyFrame) -> pl.LazyFrame:
    """`row` and text (as stated, or null) → row, text_mark, text_length and the signature; only for texts long enough to tell.

    The length is that of the clauses: one board states a text with more markup than the next.
    """
    clauses = texts.select("row", clause=pl.col("text").str.to_lowercase().str.extract_all(CLAUSE))
    clauses = clauses.filter(pl.col("clause").list.len() >= FEWEST_CLAUSES).explode("clause")
    clause = pl.col("clause").str.strip_chars()
    numbers = clauses.select("row", number=hashed(clause), length=clause.str.len_chars().cast(pl.Int64))
    number = pl.col("number")
    told = numbers.group_by("row").agg(
        number.unique().sum().alias("text_mark"), pl.col("length").sum().alias("text_length"), numbers="number"
    )
    signature = pl.col("numbers").map_batches(_signatures, return_dtype=pl.Struct(PACKED), is_elementwise=True)
    return told.with_columns(numbers=signature).unnest("numbers")


def _signatures(numbers: pl.Series) -> pl.Series:
    """The four numbers of each list, none of which is empty. In arrays: 256 aggregations of polars take four times as long."""
    flat, lengths = numbers.explode().to_numpy(), numbers.list.len().to_numpy()
    first = np.cumsum(lengths, dtype=np.int64) - lengths
    quarters = (_packed(flat, first, FACTORS[start : start + 64]) for start in range(0, BITS, 64))
    return pl.DataFrame(dict(zip(SIGNATURE, quarters, strict=True)), PACKED).to_struct()


def _packed(numbers: Numbers, first: Places, factors: Sequence[int]) -> Numbers:
    """A bit of the least of each list under each factor, as one number; `first` is where each list begins in `numbers`."""
    packed = np.zeros(len(first), np.uint64)
    for place, factor in enumerate(factors):
        least = np.minimum.reduceat(numbers * np.uint64(factor), first) if len(first) else packed
        packed |= (least * MIXER >> np.uint64(63)) << np.uint64(place)
    return packed
