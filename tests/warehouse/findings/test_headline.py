from datetime import date

import polars as pl
import pytest

from expectations.contracts import TWELVE_ROLES
from warehouse.findings.headline import headline
from warehouse.release.tables import Published
from warehouse.store import StoreError


def test_a_store_and_its_release_say_the_same(make_store, release_folder):
    assert headline(make_store()) == headline(Published(release_folder))


def test_it_tells_range_size_and_coverage(release_folder):
    first = headline(Published(release_folder))
    assert (first.first_on, first.last_on, first.days) == (date(2026, 6, 22), date(2026, 7, 3), 12)
    assert first.n == sum(role.open for role in first.roles)
    assert (first.employers, first.boards, first.observed) == (40, 50, 45)
    assert first.is_synthetic


def test_the_twelve_roles_come_largest_first(release_folder):
    roles = headline(Published(release_folder)).roles
    assert {role.role for role in roles} == set(TWELVE_ROLES)
    assert [role.open for role in roles] == sorted((role.open for role in roles), reverse=True)


def test_a_role_that_nobody_asks_for_is_listed_with_nothing_open(make_store, small):
    without = {name: small[name].filter(pl.col("role") != "paid_social") for name in ("demand_daily", "demand_monthly")}
    (role,) = (role for role in headline(make_store(**without)).roles if role.role == "paid_social")
    assert (role.open, role.employers, role.estimate.share, role.change) == (0, 0, None, None)


def test_change_is_that_of_the_matched_index_against_the_month_before(release_folder):
    assert headline(Published(release_folder)).roles[0].change == pytest.approx(107 / 106 - 1)


def test_there_is_no_change_where_the_index_is_withheld(make_store, small):
    withheld = small["demand_monthly"].with_columns(matched_index=pl.lit(None, pl.Float64))
    assert {role.change for role in headline(make_store(demand_monthly=withheld)).roles} == {None}


def test_the_answer_quoted_first_is_of_the_stock_of_all_twelve_roles(release_folder):
    first = headline(Published(release_folder))
    assert (first.main.definition, first.main.roles, first.main.flow) == ("D2", "twelve", "stock")
    assert first.verdicts == {"supported": 4, "contradicted": 8, "undetermined": 8}


def test_an_empty_store_has_no_headline(make_store, small):
    with pytest.raises(StoreError, match="nothing is counted yet"):
        headline(make_store(**{name: rows.clear() for name, rows in small.items()}))
