"""What linking looks at: employer, title, country, place, requisition and text of a posting, each as a hash."""

import polars as pl

from expectations.tables.vacancies import MARKS
from transforms.linking.languages import text_languages
from transforms.linking.signatures import hashed, text_marks
from transforms.linking.titles import title_words

LEGAL_FORM = r"[\s,]+(?:inc|llc|ltd|limited|plc|corp|corporation|gmbh|ag|se|s\.?a|s\.?r\.?l|b\.?v|ab|oy|pty)\.?$"
"""What one board writes behind an employer's name and the next leaves out."""


def marks(contents: pl.LazyFrame, postings: pl.LazyFrame) -> pl.LazyFrame:
    """day, posting_key, posting_id and the columns `MARKS` of `vacancies`, for the contents of any number of days.

    `postings` are the same, cleaned. A requisition without a digit ("ONE", "TBD") names no opening: on one recorded board
    186 of 203 postings share five such words. Nor is it looked at where the title is another, because employers fill jobs of
    several kinds under one number.
    """
    stated = contents.select("day", "posting_key", "requisition_id", text="description").with_row_index("row")
    known = postings.select("day", "posting_key", "posting_id", "title", "employer", "country", "place")
    rows = stated.join(known, on=["day", "posting_key"], maintain_order="left")
    for told in (_title_words(rows), text_marks(rows), text_languages(rows)):
        rows = rows.join(told, on="row", how="left", maintain_order="left")
    rows = rows.with_columns(employer_mark=hashed(pl.col("employer").str.to_lowercase().str.replace(LEGAL_FORM, "")))
    return rows.with_columns(
        requisition_mark=_requisition(),
        title_bits=_bits(pl.col("title_words")),
        title_mark=hashed(pl.col("title_words").list.join(" ")),
        country_mark=hashed(pl.col("country").fill_null("")),
        place_mark=hashed(pl.col("place_words").list.join(" ")),
        distinction_mark=pl.when(pl.col("text_mark").is_not_null()).then(hashed(pl.col("distinctions").list.join(" "))),
    ).select("day", "posting_key", "posting_id", *(column.name for column in MARKS))


def _title_words(rows: pl.LazyFrame) -> pl.LazyFrame:
    """What `title_words` tells of each row; a title at a place is read once, whoever posts it."""
    alike = rows.group_by("title", "place").agg(pl.col("row").min(), rows="row")
    found = title_words(alike).join(alike.select("row", "rows"), on="row")
    return found.drop("row").rename({"rows": "row"}).explode("row")


def _requisition() -> pl.Expr:
    stated = pl.col("requisition_id").str.strip_chars().str.to_lowercase()
    named = pl.concat_str(pl.col("employer_mark"), stated, separator="/")
    return pl.when(stated.str.contains(r"\d")).then(hashed(named))


def _bits(words: pl.Expr) -> pl.Expr:
    """One of 64 bits for each word: titles without a common bit have no common word, and others hardly ever have none."""
    bit = pl.lit(2, pl.UInt64) ** (hashed(pl.element()) // 2**58)
    return words.list.eval(bit.bitwise_or()).list.first()
