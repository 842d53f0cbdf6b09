"""Which postings are drawn for labelling, and what their labels say."""

from typing import Any

import polars as pl
import pytest

from transforms.audit import NONE_TIMES, draw, score

SMM, CREATOR = "social_media_manager", "social_content_creator"
OPEN = {SMM: 40, CREATOR: 3}
NONE = {"title": 8, "text": 50, "none": 30, None: 20}


def postings() -> pl.LazyFrame:
    rows = [{"role": role, "reach": "role"} for role, count in OPEN.items() for _ in range(count)]
    rows += [{"role": "none", "reach": reach} for reach, count in NONE.items() for _ in range(count)]
    return pl.LazyFrame(rows).with_row_index("number").with_columns(posting_key=pl.format("lever/acme/{}", "number"))


def drawn(per_role: int = 10, seed: int = 1) -> pl.DataFrame:
    return draw(postings(), per_role, seed).collect()


# draw ----------------------------------------------------------------------------------------------------------------


def test_of_each_role_so_many_are_drawn_and_of_those_without_three_times_as_many_by_how_near_they_come() -> None:
    found = drawn().group_by("stratum").agg(pl.len(), pl.col("population").first())
    assert {stratum: counts for stratum, *counts in found.iter_rows()} == {
        SMM: [10, 40],
        CREATOR: [3, 3],
        "none_title": [8, 8],
        "none_text": [NONE_TIMES * 10, 50],
        "none_far": [NONE_TIMES * 10, 50],
    }


def test_a_seed_draws_the_same_and_another_seed_others() -> None:
    assert drawn(seed=3).equals(drawn(seed=3))
    assert set(drawn(seed=3)["posting_key"]) != set(drawn(seed=4)["posting_key"])


def test_each_posting_of_a_stratum_has_the_same_chance() -> None:
    samples = pl.concat(pl.collect_all(draw(postings(), 10, seed) for seed in range(200)))
    times = samples.filter(stratum=SMM).group_by("posting_key").len()["len"]
    # 200 draws of 10 out of 40: binomial with mean 50 and standard deviation 6.1, four of which are 24.
    assert len(times) == 40
    assert times.min() > 26
    assert times.max() < 74


def test_neither_id_nor_order_tell_what_was_read() -> None:
    found = drawn(per_role=40)
    assert found["id"].n_unique() == found.height
    assert not found["id"].str.contains("(?i)lever|acme|none").any()
    places = found.with_row_index().group_by(is_none=pl.col("role") == "none").agg(pl.col("index").mean())
    first, second = places["index"]
    assert abs(first - second) < found.height / 6


# score ---------------------------------------------------------------------------------------------------------------

STRATA = pl.LazyFrame(
    {
        "stratum": [SMM, CREATOR, "none_text", "none_far"],
        "role": [SMM, CREATOR, "none", "none"],
        "population": [40, 20, 100, 1000],
    }
)
LABELS = {
    SMM: {SMM: 8, CREATOR: 1, "none": 1},
    CREATOR: {CREATOR: 10},
    "none_text": {"none": 19, SMM: 1},
    "none_far": {"none": 20},
}


def scored(labels: dict[str, dict[str, int]] = LABELS) -> Any:
    rows = [(stratum, label) for stratum, of in labels.items() for label, count in of.items() for _ in range(count)]
    found = score(pl.LazyFrame(rows, ["stratum", "label"], orient="row"), STRATA, [SMM, CREATOR]).collect()

    def answer(measure: str, role: str, scope: str = "near") -> dict[str, Any]:
        return found.filter(measure=measure, role=role, scope=scope).row(0, named=True)

    return answer


@pytest.mark.parametrize(
    ("measure", "role", "expected"),
    [
        ("precision", SMM, 8 / 10),
        ("precision", CREATOR, 1),
        ("precision", "any_social", (36 + 20) / 60),
        ("recall", SMM, 32 / (32 + 5)),
        ("recall", CREATOR, 20 / (20 + 4)),
        ("recall", "any_social", 56 / (56 + 5)),
        ("share", SMM, 37 / 61),
        ("share", CREATOR, 24 / 61),
    ],
)
def test_labels_count_by_the_postings_they_stand_for(measure: str, role: str, expected: float) -> None:
    found = scored()(measure, role)
    assert found["estimate"] == pytest.approx(expected)
    assert found["low"] < expected <= found["high"]


def test_beside_the_share_by_label_stands_the_share_as_read() -> None:
    assert scored()("share", SMM)["as_read"] == pytest.approx(40 / 60)
    assert scored()("recall", SMM)["as_read"] is None


def test_what_is_far_from_any_role_leaves_recall_open_and_precision_as_it_is() -> None:
    answer = scored()
    near, everywhere = (answer("recall", "any_social", scope) for scope in ("near", "all"))
    assert near["estimate"] == everywhere["estimate"]
    assert everywhere["low"] < near["low"] - 0.2
    assert answer("precision", SMM, "all")["low"] == answer("precision", SMM, "near")["low"]


def test_a_role_that_nobody_labelled_has_no_recall() -> None:
    found = scored(LABELS | {CREATOR: {SMM: 10}, SMM: {SMM: 10}})
    assert found("recall", CREATOR)["estimate"] is None
    assert found("precision", CREATOR)["estimate"] == 0
