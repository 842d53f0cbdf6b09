"""A partition is named as in its path, and a verdict counts what offends in it."""

from datetime import date

import polars as pl
import pytest

from expectations.tables import TABLES
from expectations.tally import partition_of, verdicts

ROW = pl.DataFrame({"day": [date(2026, 1, 8)], "month": ["2026-01"], "source": ["lever"]})


@pytest.mark.parametrize(
    ("name", "partition"),
    [
        ("sightings", "day=2026-01-08/lever"),
        ("lifecycle", "day=2026-01-08"),
        ("managers", "month=2026-01"),
        ("roles", "all"),
    ],
)
def test_a_partition_is_named_as_in_its_path(name: str, partition: str) -> None:
    assert ROW.select("source", partition_of(TABLES[name]))["partition"].to_list() == [partition]


def test_a_partition_without_an_offender_succeeds_and_one_not_asked_for_is_left_out() -> None:
    found = verdicts(TABLES["roles"], "rule", "warning", ["a", "b"], [("b", 2, "x"), ("c", 1, None)])
    assert [(verdict.partition, verdict.is_success, verdict.observed) for verdict in found] == [
        ("a", True, "0 offending"),
        ("b", False, "2 offending, such as x"),
    ]
