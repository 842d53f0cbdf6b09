"""One text under two titles: another name of the same job, or another job."""

import polars as pl

from transforms.linking.requisitions import are_two

TEXT_BLOCK = ("employer_mark", "country_mark", "text_mark")


def retitled(rows: pl.DataFrame) -> pl.DataFrame:
    """row, other, evidence, score and is_accepted, as `nearest` takes them, of postings over the text of an earlier one.

    Their titles have the same distinctions, and each some words of its own: one that only adds a part (“Keeper, Lamps”) names a
    team or product. Some words are common, but where the text is not in English, the second language of titles: a text that
    suits “Keeper” and “Clerk” alike is no evidence. Two requisitions are two vacancies here too.
    """
    told = rows.drop_nulls("text_mark").sort("row")
    known = pl.col("row", "title_bits", "requisition_mark")
    told = told.with_columns(known.first().over(*TEXT_BLOCK, "distinction_mark").name.prefix("first_"))
    common = pl.col("title_bits") & pl.col("first_title_bits")
    is_part = (common == pl.col("title_bits")) | (common == pl.col("first_title_bits"))
    is_akin = (common != 0) | (pl.col("text_language") != "en")
    pairs = told.filter(
        "is_new", is_akin, ~is_part, ~are_two("first_requisition_mark"), pl.col("first_row") < pl.col("row")
    )
    return pairs.select("row", other="first_row", evidence=pl.lit("retitled"), score=1.0, is_accepted=True)
