"""The language of a text, by the words between its words."""

import polars as pl

SMALL_WORDS = {
    "de": "und die der das mit wir ist für dich ein",
    "en": "the and of to with you our for we is",
    "es": "el los las del con una para por su y",
    "fr": "le les des et vous dans pour nous votre sur",
    "it": "il gli di della nel che sono come alla è",
    "nl": "het een van je wij met voor bij zijn of",
    "pl": "i w z na do się jest oraz dla nie",
    "pt": "o os das em uma você são não mais ao",
    "sv": "och att för som med du är på till vi",
}
"""Ten frequent articles, prepositions and the like of each. Of the English, German, French, Italian and Spanish texts among 5,073
real ones (ashby_boards_2025_10) all are told rightly, by the first of their lines; the few Japanese ones pass for English."""
LANGUAGE = {f" {word} ": code for code, words in SMALL_WORDS.items() for word in words.split()}
LOOKED_AT = 2_000
"""Characters: so many hold dozens of small words, and twice as many cost twice as much."""
FEWEST = 3
"""Fewer small words tell nothing."""


def text_languages(texts: pl.LazyFrame) -> pl.LazyFrame:
    """`row` and text (as stated, or null) → row, text_language (ISO 639-1); only for texts that tell."""
    beginning = pl.col("text").str.slice(0, LOOKED_AT).str.to_lowercase()
    words = texts.select("row", word=beginning.str.extract_many(list(LANGUAGE))).explode("word").drop_nulls()
    code = pl.col("word").replace_strict(LANGUAGE, return_dtype=pl.String)
    counts = words.group_by("row", text_language=code).len().filter(pl.col("len") >= FEWEST)
    return counts.group_by("row").agg(
        pl.col("text_language").sort_by(-pl.col("len").cast(pl.Int64), "text_language").first()
    )
