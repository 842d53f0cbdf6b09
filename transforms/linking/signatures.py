"""How near two texts are, from 32 bytes of each: one-bit MinHash over the set of their clauses.

Two texts share a bit with probability (1 + J) ÷ 2, where J is the share of clauses that both have (Jaccard), so that
J ≈ 2 · equal bits ÷ 256 − 1, with a standard error of 0.04 at J = 0.8 (Broder 1997; Li and König, *b-bit minwise hashing*, 2010).
"""

from random import Random

import polars as pl
import polars_hash  # noqa: F401  registers `nchash`: polars' own hash may change with its version

from expectations.tables.vacancies import SIGNATURE

CLAUSE = r"[^<>&;.:!?\n\r\t\"'’“”()•|*\x{a0}]{20,}"
"""Twenty characters or more between marks. Tags and entities part clauses too, so a text need not be cleaned of them: one board
may state it with other markup than the next."""
FEWEST_CLAUSES = 5
"""A text of fewer says too little: of 5,073 real texts (ashby_boards_2025_10) one has fewer, half have 54 or more."""
BITS = 64 * len(SIGNATURE)
_random = Random("minhash")
FACTORS = tuple(_random.getrandbits(64) | 1 for _ in range(BITS))
"""Odd, so that multiplying permutes the 64-bit numbers: each factor is one hash function."""
MIXER = 0x9E3779B97F4A7C15
"""2^64 ÷ golden ratio: the highest bit of a product with it depends on all bits."""


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
    least = numbers.group_by("row").agg(
        number.unique().sum().alias("text_mark"),
        pl.col("length").sum().alias("text_length"),
        *((number * factor).min().alias(f"{n}") for n, factor in enumerate(FACTORS)),
    )
    return least.select(
        "row", "text_mark", "text_length", *(_packed(n).alias(name) for n, name in enumerate(SIGNATURE))
    )


def _packed(quarter: int) -> pl.Expr:
    """64 of the bits as one number."""
    bits = [pl.col(f"{64 * quarter + n}") * MIXER // 2**63 * 2**n for n in range(64)]
    return pl.sum_horizontal(bits)
