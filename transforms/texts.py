"""What the text of a posting speaks of: social media, its platforms, people to manage.

Texts are long and few speak of any of it. So one regular expression is held against a text as stated, markup and all; only
what it lets through is read, and of that only the sentences that matter.
"""

import tomllib
from functools import cache
from importlib.resources import files

import polars as pl

from transforms.clean.text import BROKEN, HIDDEN, WHOLE, cleaned
from transforms.management import has_people_management, stretches

MENTION = r"(?i)\bsocial[\s-]*media\b"
STATED_MENTION = r"(?i-u:\bsocial)(?:<[^<>]*>|&(?:amp;)*(?:nbsp|#160|#xA0);|[\s-])*(?i-u:media\b)"
"""The same in a text as stated, with markup and entities between the words."""


def read_texts(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Adds what title and text speak of to a frame with title and text (as stated, or plain; null where there is none).

    `has_social_media_mention` (title or text), `has_platform_mention` and `has_people_management` (text); each null where
    nothing was found and there is no text.
    """
    text = pl.col("text")
    # Empty, not null, where it did not pass: what lies under a null would be read all the same.
    passed = frame.with_columns(_passed=pl.when(text.str.contains(gate())).then(text).otherwise(pl.lit("")))
    return (
        cleaned(passed, ["_passed"], WHOLE)
        .with_columns(
            has_social_media_mention=pl.col("title").str.contains(MENTION)
            | _said(_mentions_social_media(pl.col("_passed"))),
            has_platform_mention=text.str.contains(platforms()),
            has_people_management=_said(has_people_management(pl.col("_passed"))),
        )
        .drop("_passed")
    )


@cache
def gate() -> str:
    """Pattern of what a text must hold, as stated, for anything but a platform to be found in it."""
    return f"{stretches()}|{STATED_MENTION}|{BROKEN}|{HIDDEN}"


@cache
def platforms() -> str:
    """Pattern of the platforms' names, spelled as names are: in lower case they are parts of addresses."""
    names = tomllib.loads(files(__package__).joinpath("platforms.toml").read_text("utf-8"))["names"]
    spelled = dict.fromkeys(form for name in names for form in (name, name.capitalize(), name.upper()))
    return rf"(?-u:\b(?:{'|'.join(spelled)})\b)"


def _mentions_social_media(stated: pl.Expr) -> pl.Expr:
    # The next bracket opens a tag: inside one, in an address, it is no mention.
    return stated.str.contains(rf"{STATED_MENTION}[^<>]*(?:<|$)")


def _said(found: pl.Expr) -> pl.Expr:
    """Null without a text."""
    return pl.when(pl.col("text").is_not_null()).then(found)
