"""One job told in two languages."""

import polars as pl

from transforms.linking.requisitions import are_two

LIKE_LENGTH = 0.8
"""Shorter ÷ longer of a text and its translation. Of 12 labelled ones the ratio is 0.89 to 0.99; two postings of one title whose
texts differ by more do not say the same."""
BLOCK = ("employer_mark", "country_mark", "title_mark")


def translated(rows: pl.DataFrame) -> pl.DataFrame:
    """row, other, evidence, score and is_accepted, as `nearest` takes them, of postings under one title in two languages.

    Translations share no clause, so their language tells them: of 5,073 real postings (ashby_boards_2025_10) all that an employer
    has under one title in two languages are of one job. Of several texts the one most alike in length is taken; two requisitions
    are two vacancies here as well.
    """
    told = rows.drop_nulls(["text_language", "text_mark"])
    told = told.filter((pl.col("text_language") != pl.col("text_language").first()).any().over(BLOCK))
    pairs = told.filter("is_new").join(told, on=BLOCK, suffix="_other").filter(pl.col("row_other") < pl.col("row"))
    pairs = pairs.filter(pl.col("text_language") != pl.col("text_language_other"), ~are_two("requisition_mark_other"))
    lengths = ("text_length", "text_length_other")
    score = pl.min_horizontal(lengths) / pl.max_horizontal(lengths)
    return pairs.select(
        "row", other="row_other", evidence=pl.lit("translation"), score=score, is_accepted=score >= LIKE_LENGTH
    )
