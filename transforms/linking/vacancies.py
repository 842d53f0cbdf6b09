"""The vacancies of a day, from those of the day before and the postings that came in."""

from datetime import date

import polars as pl

from expectations.tables.links import LINKS
from transforms.by_key import among, not_among, with_known
from transforms.linking.joined import joined
from transforms.linking.nearest import AGENCY_BLOCK, BLOCK, nearest
from transforms.linking.retitled import TEXT_BLOCK
from transforms.linking.rulings import NONE

PRESENT = ("posting_key", "source", "board", "status")
"""What linking needs of `lifecycle`."""
SAME = (["requisition_mark"], list(BLOCK), list(AGENCY_BLOCK), list(TEXT_BLOCK))
"""Two postings that have none of these in common are never linked, but for a posting that comes back, and by a ruling."""
NO_LINKS = pl.DataFrame(schema=LINKS.schema)
IN_OTHER_WORDS = ("near_text", "retitled", "translation")


def brought(
    before: pl.LazyFrame, lifecycle: pl.LazyFrame, marks: pl.LazyFrame
) -> tuple[pl.LazyFrame, pl.LazyFrame, pl.LazyFrame]:
    """What is still known of the partition of `vacancies` before, what came in, and which postings of all are gone.

    `lifecycle` is the partition of the day, `marks` are those of the contents of the day.
    """
    present = lifecycle.select(PRESENT)
    stated = with_known(marks.sort("posting_key"), present.drop("status")).drop_nulls("source")
    return (
        among(before, present),
        not_among(stated, before),
        present.filter(pl.col("status") != "open").select("posting_key"),
    )


def advance(
    day: date, kept: pl.DataFrame, came: pl.DataFrame, gone: pl.DataFrame, rulings: pl.DataFrame = NONE
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tables `vacancies` and `links` of `day`, from what was `brought`.

    Only postings that came in are linked, and only to what `lifecycle` still knows, so the cost follows what is new.
    `rulings` are those `concerning` what came in: what stood before stands until a rebuild.
    """
    if _stand_alone(kept, came, rulings):
        found, links = came.with_columns(vacancy_id="posting_key", entered_on=pl.lit(day), day=pl.lit(day)), NO_LINKS
    else:
        rows = _in_order(day, _concerned(kept, came, rulings), came)
        found, links = joined(rows, nearest(rows, rulings), rulings)
        found, links = found.filter("is_new"), _with_rulings(_described(day, found, links, gone), rulings)
    whole = pl.concat([kept, found.select(kept.columns)])
    return whole.with_columns(day=pl.lit(day)), links


def _stand_alone(kept: pl.DataFrame, came: pl.DataFrame, rulings: pl.DataFrame) -> bool:
    """Whether there is nothing to link by: no requisition and no text, nobody who comes back, no ruling.

    Lists of titles and links are so, day after day, and thirty small queries a day cost more than all else.
    """
    says_nothing = came.select(pl.col("requisition_mark", "text_mark").is_null().all()).row(0) == (True, True)
    return says_nothing and rulings.is_empty() and not kept["vacancy_id"].is_in(came["posting_key"].implode()).any()


def _concerned(kept: pl.DataFrame, came: pl.DataFrame, rulings: pl.DataFrame) -> pl.DataFrame:
    """What the postings that came in could be linked to, with all members of their vacancies."""
    partners = kept.with_row_index("place").join(rulings, left_on="posting_key", right_on="other_key", how="semi")[
        "place"
    ]
    alike = [kept.select(by).with_row_index("place").join(came, on=by, how="semi")["place"] for by in SAME]
    begun = kept.with_row_index("place").join(came, left_on="vacancy_id", right_on="posting_key", how="semi")["place"]
    return kept.filter(pl.col("vacancy_id").is_in(kept[pl.concat([*alike, begun, partners])]["vacancy_id"].implode()))


def _in_order(day: date, known: pl.DataFrame, came: pl.DataFrame) -> pl.DataFrame:
    """Known ones by the day they came in, then the new ones; of one day by key."""
    new = came.with_columns(is_new=True, day=pl.lit(day), entered_on=pl.lit(day), vacancy_id=pl.lit(None, pl.String))
    both = pl.concat([known.with_columns(is_new=False), new], how="diagonal_relaxed")
    rows = both.sort("entered_on", "posting_key").with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    return rows.with_columns(home=pl.concat_str("source", "board", separator="/"))


def _described(day: date, rows: pl.DataFrame, links: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    """Links with keys in place of rows, and their kind."""
    at = rows.select("row", "posting_key", "place_mark")
    named = links.join(at, on="row").join(at.rename({"row": "other"}), on="other", suffix="_other")
    is_gone = pl.col("posting_key_other").is_in(gone["posting_key"].implode())
    kind = (
        pl.when(is_gone | (pl.col("evidence") == "posting"))
        .then(pl.lit("temporal"))
        .when(pl.col("place_mark") != pl.col("place_mark_other"))
        .then(pl.lit("partial"))
        .when(pl.col("evidence").is_in(IN_OTHER_WORDS))
        .then(pl.lit("semantic"))
        .otherwise(pl.lit("full"))
    )
    return named.with_columns(day=pl.lit(day), other_key="posting_key_other", kind=kind)


def _with_rulings(links: pl.DataFrame, rulings: pl.DataFrame) -> pl.DataFrame:
    """Each link with the ruling on its pair, or the one that parted it though it led elsewhere."""
    direct = rulings.select("posting_key", "other_key", direct_key="other_key")
    known = links.join(direct, on=["posting_key", "other_key"], how="left")
    known = known.with_columns(ruled_key=pl.coalesce("ruled_key", "direct_key"))
    return known.join(rulings.rename({"other_key": "ruled_key"}), on=["posting_key", "ruled_key"], how="left")
