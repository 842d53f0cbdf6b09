"""Management of people, definition D4: whether the text of a posting gives whoever is hired other people to lead."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from transforms.clean.text import INLINE_TAGS, read_markup

GAP = r"(?:<(?u:[^<>])*>|&nbsp;|[\s,/&])+"
WORDS = rf"(?:(?u:[^.!?\n<])|</?(?:{INLINE_TAGS})(?: (?u:[^<>])*)?>)*"
"""Words of one sentence in a text as stated: neither a full stop parts them nor a tag that keeps words apart."""
SOME = rf"{WORDS}?\b"
BULLET = r"\n\s*(?:\n|[-•*·–])"
"""What parts two items of a list in a text without markup."""


@cache
def stretches() -> str:
    """Pattern of what a text as stated must hold for managing people to be spoken of."""
    return _whole(_facts()["stretches"]["phrases"])


def has_people_management(stated: pl.Expr) -> pl.Expr:
    """Whether a text as stated, in which no word is broken, gives people to manage; null where it is null.

    Wishes, mentoring, and whatever is managed but no people, count as nothing: see the codebook in `management.toml`.
    """
    duties = _whole(_facts()["duties"]["phrases"], bounds=("(?:^| )", "(?: |$)"))
    return _marked(_lines(stated)).str.contains(duties)


def _lines(stated: pl.Expr) -> pl.Expr:
    """The lines that may speak of managing people, one under the other."""
    people = rf"(?i-u:\b{_put_in('<people>')}\b)"
    lines = stated.str.extract_all(f"{WORDS}{people}{WORDS}")
    return lines.list.eval(pl.element().filter(pl.element().str.contains(stretches()))).list.join("\n\n")


def _marked(lines: pl.Expr) -> pl.Expr:
    plain = read_markup(lines.str.replace_all(BULLET, ". "), between=". ").str.to_lowercase()
    words = plain.str.replace_all("['’`|^%]", " ").str.replace_all("[.!?]+", " . ")
    for marks in _facts()["marks"]:
        words = words.str.replace_all(_whole(marks["phrases"]), marks["mark"])
    return words.str.replace_all("[^a-z0-9.|^?!%]+", " ").str.replace_all(r"\?[^.!]*", "| ")


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("management.toml").read_text("utf-8"))


def _whole(phrases: list[str], bounds: tuple[str, str] = (r"\b", r"\b")) -> str:
    # ASCII letters only: Unicode word boundaries and cases are ten times slower.
    return rf"(?i-u:{bounds[0]}(?:{'|'.join(map(_put_in, phrases))}){bounds[1]})"


def _put_in(phrase: str) -> str:
    words = _facts()["words"] | {"gap": GAP, "some": SOME}
    while re.search("<[a-z]+>", phrase):
        phrase = re.sub("<([a-z]+)>", lambda named: words[named[1]], phrase)
    return phrase
