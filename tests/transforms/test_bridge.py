"""The same postings, counted under two taxonomies."""

from datetime import date

import polars as pl

from expectations.tables.bridge import BRIDGE
from tests.transforms.rows import table
from transforms.bridge import bridge

END = date(2026, 1, 31)


def _lifecycle(**roles: str) -> pl.LazyFrame:
    rows = [{"day": END, "posting_key": key, "role": role, "is_counted": True} for key, role in roles.items()]
    return table("lifecycle", *rows)


def _cells(frame: pl.LazyFrame) -> list[tuple[str, str, int]]:
    return frame.select("role_before", "role", "open").collect().rows()


def test_a_bridge_counts_what_stayed_and_what_moved():
    before = _lifecycle(a="paid_social", b="paid_social", c="none")
    after = _lifecycle(a="paid_social", b="media_buyer", c="none")
    built = bridge([END], before, after, ("1", "2"))
    assert built.collect_schema() == BRIDGE.schema
    assert _cells(built) == [("none", "none", 1), ("paid_social", "media_buyer", 1), ("paid_social", "paid_social", 1)]


def test_a_posting_in_only_one_of_the_stocks_is_uncounted_in_the_other():
    built = bridge([END], _lifecycle(a="none"), _lifecycle(a="none", b="paid_social"), ("1", "2"))
    assert _cells(built) == [("none", "none", 1), ("uncounted", "paid_social", 1)]


def test_only_the_ends_of_months_are_compared():
    assert _cells(bridge([date(2026, 2, 28)], _lifecycle(a="none"), _lifecycle(a="none"), ("1", "2"))) == []
