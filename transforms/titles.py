"""Titles in a plain form, and what their words say: head word, rung, old role."""

import polars as pl

from transforms.clean.text import only_where
from transforms.gate import SHORTEST
from transforms.taxonomy import taxonomy

PARTING = (",", ";", ":", "(", ")", "[", "]", "|", "•", "·", "–", "—", " - ", "- ", " -", "\n")
SEPARATORS = {"'": "", ".": ""} | dict.fromkeys("&+/\\", " & ") | dict.fromkeys(PARTING, " | ")
PREPOSITIONS = {f" {word} ": f" | {' ' * (len(word) - 1)}" for word in ("of", "for", "to", "at", "with", "in", "on")}
"""What follows them is no head ("Head of Assistant Services"). As long as before: places in the title stay the same."""
LOOSE = r" *[^a-z0-9&| ][^a-z0-9&|]*|  +"
"""What becomes one space. A single space is no match: each match costs, and so a title takes 0.29 µs instead of 0.67."""
GLUED_BADGE = r"(?m:([a-z)\]])New[ \t]*$)"
"""A badge of the page, glued to the title, or to its first line, by whoever scraped it."""
ADJECTIVE = r"((?:^|[|&]) (?:(?:senior|sr|staff|global) )*)(lea|principa)[dl] ([a-z])"
"""Before another word "lead" and "principal" are adjectives: a "Lead Nurse" is a nurse."""
JUNIOR = r"((?:^|\|) (?:(?:senior|sr) )*)(assistan|associat)[te] ([a-z][^|]* (?:manager|director|officer|editor) )"
"""First words that only say whose junior a manager is, over an `&` too: "Associate Content & Community Manager"."""


def plain_form(text: pl.Expr) -> pl.Expr:
    """Lower case, ASCII, single spaces, a space at both ends; `&` joins, `|` parts."""
    plain = only_where(text, rf"[^ -~]|{GLUED_BADGE}", lambda odd: _latin(odd).str.replace(GLUED_BADGE, "$1"))
    parted = plain.str.to_lowercase().str.replace_many(SEPARATORS)
    words = parted.str.replace_all(LOOSE, " ").str.strip_chars(" ")
    return pl.format(" {} ", words).str.replace_all(" and ", " & ", literal=True)


def _latin(text: pl.Expr) -> pl.Expr:
    return text.str.normalize("NFKD").str.replace_all(r"[\p{M}’]", "")


def passes_gate(title: pl.Expr) -> pl.Expr:
    """Whether a title as stated may hold a word of the gate once it is in plain form, at a tenth of that form's price.

    What lies beyond ASCII passes unread, but for dashes: they only part words. A word that is cut by an apostrophe or a dot does
    not pass, but for the short ones: P.R.
    """
    words = sorted({max(word.split(), key=len) for word in taxonomy().gate})
    spelt = (word if len(word) >= SHORTEST else r"\.?".join(word) + r"\b" for word in words)
    # Case-blind, "[^s]" would leave out the long "ſ" too.
    return title.str.contains(rf"(?i-u){'|'.join(spelt)}|(?u-i:[^\x00-\x7f–—])")


def head_word(title: pl.Expr, at: pl.Expr) -> pl.Expr:
    """The head of a title in plain form: of the part at character `at` that gave the role, else of the first part with one.

    Null where the title holds no word of the taxonomy's rungs; `at` is null where nothing gave a role.
    """
    parts = _without_adjectives(title.str.replace_many(PREPOSITIONS)).str.replace_all(
        taxonomy().qualifiers, "${1}_${2}"
    )
    after = parts.str.slice(at).str.extract(r"^[^|]*", 0)
    here = parts.str.slice(0, at).str.extract(r"[^|&]*$", 0) + after.str.extract(r"^[^|&]*", 0)
    return pl.coalesce(_last_head(here), _first_head(after), _first_head(parts), _last_head(title))


def first_head(title: pl.Expr) -> pl.Expr:
    """The head of the first part of a title in plain form that has one; a mere "Lead Nurse" has none in "lead"."""
    first = _first_head(_without_adjectives(title.str.replace_many(PREPOSITIONS)))
    return pl.coalesce(first, _last_head(pl.when(first.is_null()).then(title)))


def is_internship(title: pl.Expr) -> pl.Expr:
    """The word for an intern stands anywhere in a title in plain form."""
    return title.str.contains(taxonomy().interns)


def rung_of(head: pl.Expr, is_intern: pl.Expr) -> pl.Expr:
    """The rung of a head word; `other` for a word of no rung and for none."""
    rung = head.replace_strict(taxonomy().heads, default="other", return_dtype=pl.String).fill_null("other")
    return pl.when(is_intern).then(pl.lit("intern")).otherwise(rung)


def traditional_role(title: pl.Expr, role: pl.Expr, is_press_named: pl.Expr) -> pl.Expr:
    """The old role that a title in plain form belongs to, or `none`.

    Public relations count wherever they are named, paid social is marketing; else the words that stand first decide.
    """
    families = taxonomy().traditional
    words = title.str.extract("|".join(families.values()), 0)
    return pl.coalesce(
        pl.when(is_press_named | (role == "public_relations")).then(pl.lit("public_relations")),
        pl.when(role == "paid_social").then(pl.lit("marketing")),
        *(pl.when(words.str.contains(f"^{family}")).then(pl.lit(name)) for name, family in families.items()),
        pl.lit("none"),
    )


def _without_adjectives(parts: pl.Expr) -> pl.Expr:
    # The last letter is struck out, so that no head is read there and places stay the same.
    return parts.str.replace_all(ADJECTIVE, "${1}${2}_ ${3}").str.replace_all(JUNIOR, "${1}${2}_ ${3}")


def _last_head(text: pl.Expr) -> pl.Expr:
    return text.str.extract_all(taxonomy().head).list.last()


def _first_head(text: pl.Expr) -> pl.Expr:
    return _last_head(text.str.extract(rf"{taxonomy().head}[a-z0-9 ]*", 0))
