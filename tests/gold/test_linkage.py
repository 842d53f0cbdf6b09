"""What is kept of the measurement of links."""

from datetime import date

import polars as pl

from expectations.tables.linkage import LINKAGE
from tests.gold.linkage import kept
from transforms.linking.linkage import linkage_table

OLD = pl.DataFrame(
    [("labelled", 9, 0, 1, date(2026, 1, 1)), ("sandbox", 5, 0, 0, date(2026, 1, 1))], LINKAGE.schema, orient="row"
)


def test_the_shipped_counts_are_as_good_as_is_claimed() -> None:
    share = {row["yardstick"]: row for row in linkage_table().collect().iter_rows(named=True)}
    least = {"sandbox": (0.99, 0.97), "labelled": (0.99, 0.73), "one_title": (0.99, 0.95), "two_titles": (0.99, 0.44)}
    assert set(share) == set(least)
    for name, (precision, recall) in least.items():
        row = share[name]
        assert row["hits"] / (row["hits"] + row["wrong"]) >= precision
        assert row["hits"] / (row["hits"] + row["missed"]) >= recall


def test_only_counts_that_changed_get_a_new_day() -> None:
    rows = {row["yardstick"]: row for row in kept({"sandbox": (5, 0, 0)}, OLD).iter_rows(named=True)}
    assert (rows["sandbox"]["measured_on"], rows["labelled"]["measured_on"]) == (date(2026, 1, 1), date(2026, 1, 1))
    again = {row["yardstick"]: row for row in kept({"sandbox": (5, 1, 0)}, OLD).iter_rows(named=True)}
    assert again["sandbox"]["wrong"] == 1
    assert again["sandbox"]["measured_on"] > date(2026, 1, 1)
    assert again["labelled"]["measured_on"] == date(2026, 1, 1)
