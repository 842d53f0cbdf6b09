"""The words of the cards."""

import polars as pl

from dags.showing.managers_card import by_definition, compared, shifted, tally
from expectations.tables import TABLES
from tests.transforms.rows import table

QUOTED = {"roles": "twelve", "flow": "stock", "unit": "postings", "boards": "all", "exclusions": "homonyms"}


def ways(*rows: dict[str, object]) -> pl.DataFrame:
    plain = {"share": 0.4, "low": 0.3, "high": 0.5, "n": 10, "verdict": "undetermined", "verdict_holm": "undetermined"}
    return table("managers", *({"definition": "D1", **QUOTED, **plain, **row} for row in rows)).collect()


def test_the_definitions_are_asked_in_the_way_that_is_quoted() -> None:
    found = by_definition(ways({"definition": "D2"}, {}, {"flow": "inflow", "n": 99}))
    assert found.select("", "share", "95 %", "n").rows() == [("D1", "40%", "30–50%", 10), ("D2", "40%", "30–50%", 10)]


def test_ways_that_have_no_posting_are_not_counted() -> None:
    said = tally(ways({"verdict": "supported"}, {"verdict": "contradicted"}, {"share": None}, {}))
    assert said == "Every way to ask, 3 of them: supported 1, contradicted 1, undetermined 1."


def test_an_n_may_be_any_of_three_nested_counts() -> None:
    counts = pl.DataFrame({"postings": [60, 30, 20, 5]})
    assert compared(counts) == "An n may be any of these three; here the first is 3.0 times the last."
    assert compared(counts * 0) == "An n may be any of these three."


def test_a_withheld_ratio_says_how_few_there_are() -> None:
    plain = {"traditional_role": "human_resources", "old_pole": "policy", "new_pole": "people"}
    figures = {"log_ratio_all": 0.351, "log_ratio_low_all": -0.1, "log_ratio_high_all": 0.8}
    row = table("shifts", plain | figures | {"new": 3, "old": 0}).collect()
    assert row.schema == TABLES["shifts"].schema
    found = shifted(row).row(0, named=True)
    assert found["of those that ask"] == "too few: 3 new, 0 old"
    assert found["of all"] == "+0.35 (−0.1 to +0.8)"
    assert found["from → to"] == "policy → people"
