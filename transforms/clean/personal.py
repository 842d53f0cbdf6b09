"""Persons out of titles and names: what says how to reach somebody gives way to the name of what stood there."""

import polars as pl

from expectations.personal import HINT, PATTERNS, names_somebody
from transforms.clean.text import only_where


def without_persons(text: pl.Expr) -> pl.Expr:
    """`text` with `[e-mail]`, `[phone]`, `[handle]` and `[name]` in the place of what is one."""
    return only_where(text, HINT, _redacted)


def without_accounts(url: pl.Expr) -> pl.Expr:
    """`url`; null where it names an account or a mailbox, which an address with an @ in it does."""
    return pl.when(~url.str.contains("@|%40")).then(url)


def _redacted(text: pl.Expr) -> pl.Expr:
    for kind, pattern in PATTERNS.items():
        placeholder = "${before}" + f"[{kind}]"
        text = pl.when(names_somebody(kind, text)).then(text.str.replace_all(pattern, placeholder)).otherwise(text)
    return text
