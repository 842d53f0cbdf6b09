"""What people have ruled of pairs of postings: one vacancy, or two. It outranks every evidence but another requisition.

“Two” holds of whole vacancies: whoever came in later is kept out of the other's, whichever postings would have led there, and
begins one of its own. “Two” goes before “one”, and both before what postings state.
"""

import polars as pl

from expectations.tables.links import RULINGS

NONE = RULINGS.to_frame()


def concerning(rulings: pl.DataFrame, kept: pl.DataFrame, came: pl.DataFrame) -> pl.DataFrame:
    """The rulings on postings that came in, each as posting_key, with the other posting as other_key.

    Only where that one is there, or a vacancy bears its name: else there is nothing to link and nothing to part.
    """
    if rulings.is_empty():
        return rulings
    turned = rulings.rename({"posting_key": "other_key", "other_key": "posting_key"}).select(RULINGS.names())
    both = pl.concat([rulings, turned]).join(came, on="posting_key", how="semi").sort("posting_key", "other_key")
    if both.is_empty():
        return both
    there = [kept["posting_key"], kept["vacancy_id"], came["posting_key"]]
    return both.filter(pl.col("other_key").is_in(pl.concat(there).implode()))


def ruled_as_one(rows: pl.DataFrame, rulings: pl.DataFrame) -> pl.DataFrame:
    """row and other of the rows of `nearest` of which a person said that they are of one vacancy."""
    one = _with_rows(rows, rulings.filter(ruling="one"))
    return one.filter(pl.col("other") < pl.col("row")).select("row", "other")


def kept_apart(rows: pl.DataFrame, rulings: pl.DataFrame) -> pl.DataFrame:
    """row and ruled_key of new rows that links have led into the vacancy of a posting from which they were ruled to be another.

    `rows` have the vacancy_id that was found. A posting that is forgotten is known by the vacancy that bears its name.
    """
    two = _with_rows(rows, rulings.filter(ruling="two"))
    is_later = (pl.col("other") < pl.col("row")).fill_null(True)
    is_led_there = pl.col("vacancy_id") == pl.coalesce("vacancy_of_other", "other_key")
    return two.filter(is_later, is_led_there).select("row", ruled_key="other_key")


def _with_rows(rows: pl.DataFrame, rulings: pl.DataFrame) -> pl.DataFrame:
    at = rows.select("posting_key", "row", "vacancy_id")
    ruled = rulings.select("posting_key", "other_key").join(at, on="posting_key")
    return ruled.join(
        at.rename({"posting_key": "other_key", "row": "other", "vacancy_id": "vacancy_of_other"}),
        on="other_key",
        how="left",
    )
