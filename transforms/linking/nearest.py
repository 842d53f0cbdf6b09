"""For each posting that came in, the nearest of those that were there before it.

Only within an employer, a country, and a title or a whole text: boilerplate makes most texts of an employer alike, and links
without such a block chain them together. Equal marks first, then the nearest text among the neighbours in the order of the
signatures.
"""

import polars as pl

from expectations.tables.links import EVIDENCE
from expectations.tables.vacancies import SIGNATURE
from transforms.linking.neighbours import nearness, neighbours
from transforms.linking.requisitions import are_two
from transforms.linking.retitled import retitled
from transforms.linking.rulings import NONE, ruled_as_one
from transforms.linking.translations import translated

NEAR = 0.8
"""Share of the shorter text's clauses that the longer one has, from which two texts are one where place or board differ: place,
pay, benefits and closing words vary with them, and one says more than the next. Of the labelled pairs under one title at two
places (`python -m tests.gold.linked`) those of one job have 0.83 or more, but for six whose text was written anew (0.41 to 0.80),
those of another up to 0.51, but for two from 0.9 on. In the sandbox's market, whose texts are short, another has up to 0.78."""
NEAR_AT_ONE_PLACE = 0.95
"""Share of the clauses of both, on one board for one place: who advertises twice there with some other clauses wants somebody for
another team."""
WORTH_KEEPING = 0.5
"""Nearness from which a pair that is not accepted is kept, so that the thresholds can be looked at."""
BLOCK = ("employer_mark", "country_mark", "title_mark")
AGENCY_BLOCK = ("country_mark", "title_mark", "text_mark")


def nearest(rows: pl.DataFrame, rulings: pl.DataFrame = NONE) -> pl.DataFrame:
    """row, other, evidence, score and is_accepted: at most one for each posting that is new.

    `rows` are numbered in the order in which they came in (`row`, from 0), with `is_new`, `home` (source and board), posting_key,
    vacancy_id (null for new ones) and marks; `rulings` are those on new ones. A new one is linked to one before it; accepted goes
    before not accepted, and then evidence in the order of `EVIDENCE`.
    """
    equal = [find(rows) for find in (_same_posting, _same_requisition, _same_text, _agency_copy)]
    equal.append(ruled_as_one(rows, rulings).with_columns(evidence=pl.lit("ruling")))
    sure = pl.concat(equal).with_columns(score=1.0, is_accepted=True)
    titled = rows.join(rows.filter("is_new"), on=BLOCK, how="semi", maintain_order="left")
    found = pl.concat([sure, _near_texts(titled), translated(titled), retitled(rows)], how="diagonal")
    order = pl.col("evidence").cast(pl.Enum(EVIDENCE)).to_physical()
    best = found.sort(~pl.col("is_accepted"), order, -pl.col("score"), "other")
    return best.unique("row", keep="first", maintain_order=True)


def _same_posting(rows: pl.DataFrame) -> pl.DataFrame:
    """A posting that had been forgotten, and comes back to the vacancy that it once began."""
    begun = rows.filter(~pl.col("is_new")).group_by(posting_key="vacancy_id").agg(other=pl.col("row").min())
    return _pairs(rows.join(begun, on="posting_key"), "posting")


def _same_requisition(rows: pl.DataFrame) -> pl.DataFrame:
    stated = rows.drop_nulls("requisition_mark")
    return _pairs(stated.with_columns(other=pl.col("row").min().over("requisition_mark", "title_mark")), "requisition")


def _same_text(rows: pl.DataFrame) -> pl.DataFrame:
    """With a requisition only to one without: another requisition is another vacancy, and the same was found already."""
    is_free = pl.col("requisition_mark").is_null()
    first = pl.col("row").min().over(*BLOCK, "text_mark")
    first_free = pl.when(is_free).then("row").min().over(*BLOCK, "text_mark")
    other = pl.when(is_free).then(first).otherwise(first_free)
    return _pairs(rows.drop_nulls("text_mark").with_columns(other=other), "text")


def _agency_copy(rows: pl.DataFrame) -> pl.DataFrame:
    """Another employer's name over the same title and text."""
    first = pl.struct("row", "employer_mark").sort_by("row").first().over(AGENCY_BLOCK)
    copies = rows.drop_nulls("text_mark").with_columns(first=first).unnest("first", separator="_")
    copies = copies.filter(pl.col("employer_mark") != pl.col("first_employer_mark"))
    return _pairs(copies.with_columns(other="first_row"), "agency")


def _pairs(rows: pl.DataFrame, evidence: str) -> pl.DataFrame:
    found = rows.filter("is_new", pl.col("other") < pl.col("row"))
    return found.select("row", "other", evidence=pl.lit(evidence))


def _near_texts(rows: pl.DataFrame) -> pl.DataFrame:
    pairs = _pairs_of_texts(rows)
    is_one_place = pl.all_horizontal(pl.col(name) == pl.col(f"{name}_other") for name in ("home", "place_mark"))
    is_near = pl.when(is_one_place).then(pl.col("score") >= NEAR_AT_ONE_PLACE).otherwise(_contained() >= NEAR)
    found = pairs.filter(~are_two("requisition_mark_other")).select(
        "row", "score", other="row_other", is_accepted=is_near
    )
    found = found.filter(pl.col("is_accepted") | (pl.col("score") >= WORTH_KEEPING))
    return found.with_columns(evidence=pl.lit("near_text"))


def _pairs_of_texts(rows: pl.DataFrame) -> pl.DataFrame:
    """Neighbours, with the share of clauses they have in common; of equal texts only the first of each requisition."""
    texts = (
        rows.drop_nulls("text_mark")
        .sort("row")
        .unique([*BLOCK, "text_mark", "requisition_mark"], keep="first", maintain_order=True)
    )
    texts = texts.filter((pl.len() > 1).over(BLOCK))
    block = texts.select(pl.struct(BLOCK).rank("dense").cast(pl.Int64)).to_series().to_numpy()
    signatures = texts.select(SIGNATURE).to_numpy()
    later, earlier = neighbours(block, signatures, texts["is_new"].to_numpy())
    known = texts.select("row", "home", "place_mark", "requisition_mark", "text_length")
    pairs = pl.concat([known[later], known[earlier].select(pl.all().name.suffix("_other"))], how="horizontal")
    return pairs.with_columns(score=pl.Series(nearness(signatures[later], signatures[earlier])))


def _contained() -> pl.Expr:
    """Share of the shorter text's clauses that the longer one has, from the share that both have in common (Jaccard)."""
    lengths = ("text_length", "text_length_other")
    return pl.col("score") / (1 + pl.col("score")) * (1 + pl.max_horizontal(lengths) / pl.min_horizontal(lengths))
