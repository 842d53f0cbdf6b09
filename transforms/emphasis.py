"""What a posting of an old role puts first: its old emphasis or its new one, by the words of `shifts.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

import polars as pl

POLES = ("old", "new")
GAP = r"(?:[\s-]|&nbsp;)+"
BEFORE, AFTER = r"(?:^|(?u-i:[^A-Za-z0-9_/.@=-]))", r"(?:$|(?u-i:[^A-Za-z0-9_@=]))"
"""What stands around a word of a text as stated, markup and all: in an address it is none."""


@dataclass(frozen=True)
class Lexicon:
    """The words of one pole of an old role; of `labelled` sentences that hold one, `meant` are in its sense."""

    traditional_role: str
    pole: str
    words: tuple[str, ...]
    labelled: int
    meant: int

    @property
    def pattern(self) -> str:
        """Any of the words, in a text as stated."""
        return spelled("|".join(self.words))


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """All lexicons, in the order of the file."""
    facts = tomllib.loads(_file().decode())["lexicons"]
    return tuple(Lexicon(**fact | {"words": tuple(fact["words"])}) for fact in facts)


def lexicon_version() -> str:
    """Digest of the file: other words are another measure."""
    return sha256(_file()).hexdigest()[:8]


def _file() -> bytes:
    return files(__package__).joinpath("shifts.toml").read_bytes()


def spelled(phrase: str) -> str:
    """Pattern of a phrase of the file in a text as stated."""
    return f"(?i-u){BEFORE}(?:{phrase.replace(' ', GAP)}){AFTER}"


def read_emphasis(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Adds `has_old_emphasis` and `has_new_emphasis` to a frame with text (as stated) and traditional_role.

    Null without a text, and where there is no old role.
    """
    is_read = pl.col("text").is_not_null() & (pl.col("traditional_role") != "none")
    return frame.with_columns(pl.when(is_read).then(_speaks(pole)).alias(f"has_{pole}_emphasis") for pole in POLES)


def _speaks(pole: str) -> pl.Expr:
    # Each text is held against the words of its own role only: for the others it is empty.
    texts = [
        pl.when(pl.col("traditional_role") == lexicon.traditional_role)
        .then("text")
        .otherwise(pl.lit(""))
        .str.contains(lexicon.pattern)
        for lexicon in lexicons()
        if lexicon.pole == pole
    ]
    return pl.any_horizontal(texts)
