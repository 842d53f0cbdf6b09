"""Markup, entities and invisible characters out; the words stay as they were written."""

import html
from collections.abc import Callable, Sequence
from functools import cache
from html.entities import name2codepoint

import polars as pl

NUMERIC_BLOCKS = (
    range(0x20, 0x180),  # Latin; 128 to 159 are the Windows-1252 punctuation that browsers read there
    range(0x2010, 0x2040),  # dashes, quotes, bullets
    range(0x20A0, 0x20C0),  # currencies
    (0x2122,),  # trade mark
)
"""The characters that numeric entities are decoded for; any other becomes a space. Mostly emoji are lost."""
INLINE_TAGS = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|"
    "sub|sup|tt|u|var|wbr"
)
"""Tags that may stand inside a word: they vanish, every other tag keeps words apart."""
UNSEEN = r"(?is)<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->"
INLINE = rf"(?i)</?(?:{INLINE_TAGS})(?:\s[^<>]*)?/?>"
TAG = r"</?[A-Za-z][^<>]*>|<![^<>]*>"
BROKEN = (
    rf"[A-Za-z]</?(?:{INLINE_TAGS})(?: [^<>]*)?>[a-z]"
    rf"|[A-Za-z]&(?:amp;)*lt;/?(?:{INLINE_TAGS})(?: [^<>&]*)?&(?:amp;)*gt;[a-z]"
)
"""A word with markup inside, in a text as stated."""
HIDDEN = r"&(?:amp;)*(?:shy|zwn?j|#173|#820[345]);|[\u{AD}\u{200B}-\u{200D}\u{2060}\u{FEFF}]"
"""What stands in words and is not seen: soft hyphens and characters without width, in a text as stated."""
INVISIBLE = r"[\p{Cf}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"
"""Bidi marks, zero-width characters, soft hyphens and controls; line ends and tabs are white space, not these."""
STYLED = r"[\u{FF01}-\u{FFEE}\u{1D400}-\u{1D7FF}\u{FB00}-\u{FB06}\u{2460}-\u{24FF}]"
"""Full-width, mathematical, ligature and encircled letters: decoration that hides a word from a search."""


@cache
def _entities() -> dict[str, str]:
    codes = [code for block in NUMERIC_BLOCKS for code in block]
    names = [f"&{name};" for name in (*name2codepoint, "apos")]
    numbers = [f"&#{code};" for code in codes] + [f"&#0{code};" for code in codes if code < 100]
    hexes = [form.format(code) for code in codes for form in ("&#x{:x};", "&#x{:X};")]
    return {entity: html.unescape(entity) for entity in dict.fromkeys((*names, *numbers, *hexes))}


def decode(text: pl.Expr) -> pl.Expr:
    """`text` with its HTML entities decoded, however often the ampersand was escaped.

    Known are the names of HTML 4 and the numbers of `NUMERIC_BLOCKS`.
    """
    once = text.str.replace_all(r"&(?:amp;)+", "&")
    return once.str.replace_many(_entities()).str.replace_all(r"&#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});", " ")


def only_where(text: pl.Expr, pattern: str, change: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """`change(text)` where `pattern` is found, else `text`. `change` sees the other rows as empty, so they cost nothing.

    For a plain column only: `text` is written four times, so nesting it doubles the work each time.
    """
    is_asked = text.str.contains(pattern)
    # Empty, not null: polars holds regular expressions against what lies under a null, too.
    asked = pl.when(is_asked).then(text).otherwise(pl.lit(""))
    return pl.when(is_asked).then(change(asked)).otherwise(text)


def without_markup(text: pl.Expr) -> pl.Expr:
    """The words of HTML, whether it came escaped or not; inline tags inside a word do not part it."""
    return only_where(text, "[<&]", read_markup)


def without_invisible(text: pl.Expr) -> pl.Expr:
    """`text` without the characters of `INVISIBLE`."""
    return only_where(text, "[^ -~]", lambda odd: odd.str.replace_all(INVISIBLE, ""))


def folded(text: pl.Expr) -> pl.Expr:
    """Each run of white space as one space, none at the ends."""
    return only_where(text, r"\s\s|[^\S ]|^ | $", lambda loose: loose.str.replace_all(r"\s+", " ").str.strip_chars())


def composed(text: pl.Expr) -> pl.Expr:
    """NFC: an accent and its letter as one character."""
    return only_where(text, "[^ -~]", lambda odd: odd.str.normalize("NFC"))


def unstyled(text: pl.Expr) -> pl.Expr:
    """NFKC where there are styled letters, and only there: it would also change ™, ½ and ²."""
    return only_where(text, STYLED, lambda styled: styled.str.normalize("NFKC"))


def without_inner_markup(text: pl.Expr) -> pl.Expr:
    """A text as stated, but read where a word has markup inside."""
    return only_where(text, BROKEN, read_markup)


def without_hidden(text: pl.Expr) -> pl.Expr:
    """A text as stated, without what stands in its words unseen."""
    return only_where(text, HIDDEN, lambda odd: odd.str.replace_all(HIDDEN, ""))


WHOLE = (without_hidden, without_inner_markup)
"""Steps to a text as stated in which each word can be found as it is spelled."""
PLAIN = (without_markup, without_invisible, folded)
"""Steps to the words of a text."""
NAME = (without_markup, without_invisible, composed, unstyled, folded)
"""Steps to a title or a name as it should be printed."""


def cleaned(frame: pl.LazyFrame, columns: Sequence[str], steps: Sequence[Callable[[pl.Expr], pl.Expr]]) -> pl.LazyFrame:
    """`frame` with `steps` taken on each of `columns`, one after the other."""
    for step in steps:
        frame = frame.with_columns(step(pl.col(column)) for column in columns)
    return frame


def read_markup(markup: pl.Expr, between: str = " ") -> pl.Expr:
    """`without_markup` for a text that has some; `between` stands where tags keep words apart."""
    seen = decode(markup).str.replace_all(UNSEEN, " ")
    return seen.str.replace_all(INLINE, "").str.replace_all(TAG, between)
