"""Words of a title that make another vacancy of it, whatever the text beneath says."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import polars as pl


def distinctions(title: pl.Expr, written: dict[str, str]) -> pl.Expr:
    """The set, sorted, of those words of a title that `distinctions.toml` lists or that name a language or hold a digit.

    In the form that `written` gives them.
    """
    found = title.str.to_lowercase().str.extract_all(_pattern())
    return found.list.eval(pl.element().replace(written)).list.unique().list.sort()


@cache
def _pattern() -> str:
    """Word bounds of ASCII: those of Unicode take twice as long, and all these words are English or nearly so."""
    import pycountry  # reads its files when first asked: nobody who only imports this module pays

    listed = tomllib.loads(files(__package__).joinpath("distinctions.toml").read_text("utf-8"))
    spoken = (language.name.lower() for language in pycountry.languages if hasattr(language, "alpha_2"))
    # “Modern Greek (1453-)” is “Greek” in titles.
    languages = {name.partition(" (")[0].split()[-1] for name in spoken}
    words = languages.union(*(words.split() for words in listed.values()))
    return rf"(?-u:\b)(?:{'|'.join(map(re.escape, sorted(words)))}|\w*\d\w*)(?-u:\b)"
