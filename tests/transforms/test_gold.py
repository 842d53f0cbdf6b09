"""The classifier against titles labelled by the codebook, which are not part of this repository."""

from pathlib import Path

import polars as pl
import pytest

from transforms.roles import classify

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev.tsv"
FLOORS = {"role": 0.99, "rung": 0.98, "traditional_role": 0.98}
"""A point or so below what was measured at taxonomy 1.0.0 (0.996, 0.992, 0.996). The rules were written looking at these very
titles, so this guards against slips; it says nothing about titles nobody has seen. Labels are by language models."""


@pytest.fixture(scope="module")
def judged() -> pl.DataFrame:
    if not GOLD.exists():
        pytest.skip(f"no labelled titles at {GOLD}")
    gold = pl.read_csv(GOLD, separator="\t", infer_schema=False)
    titles = gold.lazy().select(
        "title",
        "alt",
        pl.col("company").fill_null("").alias("employer"),
        pl.col("snippet").alias("text"),
        pl.col("role").alias("gold_role"),
        pl.col("rung").alias("gold_rung"),
        pl.col("traditional").alias("gold_traditional_role"),
    )
    return classify(titles).collect()


def _is_right(column: str) -> pl.Expr:
    is_same = pl.col(column) == pl.col(f"gold_{column}")
    is_defended = pl.col("alt").str.split(",").list.contains(pl.col("role")).fill_null(False)
    return is_same | is_defended if column == "role" else is_same


@pytest.mark.parametrize("column", FLOORS)
def test_labelled_titles_are_read_as_they_were_labelled(judged, column):
    assert judged.select(_is_right(column).mean()).item() >= FLOORS[column]


def test_no_role_is_read_much_worse_than_the_others(judged):
    effective = pl.when(_is_right("role")).then("gold_role").otherwise("role").alias("effective")
    pairs = judged.select("gold_role", effective)
    scores = []
    for role in pairs["gold_role"].unique():
        hits = pairs.filter((pl.col("gold_role") == role) & (pl.col("effective") == role)).height
        named = (pairs["gold_role"] == role).sum() + (pairs["effective"] == role).sum()
        scores.append(2 * hits / named)
    assert min(scores) >= 0.9  # measured: 0.94, community_manager, of which there are 17
