import polars as pl
import pytest

from expectations.tables import TABLES
from warehouse.vintages import bridged

ROLES = pl.Series(["paid_social", "social_content_creator", "any_social", "any", "an_overlay"])


def moves(table: pl.DataFrame, before: str, now: str) -> pl.DataFrame:
    return bridged.moves(table, before, now, ROLES)


def bridge(*rows: tuple[str, str, str, str, int]) -> pl.DataFrame:
    """Rows of the table `bridge` of June 2026."""
    columns = ("taxonomy_before", "taxonomy_version", "role_before", "role", "open")
    return (
        TABLES["bridge"]
        .conform(pl.LazyFrame(rows, columns, orient="row").with_columns(month=pl.lit("2026-06")))
        .collect()
    )


FIRST = (
    ("1", "2", "paid_social", "social_content_creator", 3),
    ("1", "2", "none", "paid_social", 1),
    ("1", "2", "paid_social", "paid_social", 50),
    ("1", "2", "uncounted", "paid_social", 9),
    ("1", "2", "social_content_creator", "uncounted", 4),
)
SECOND = ("2", "3", "social_content_creator", "none", 2)


def moved(table: pl.DataFrame, before: str, now: str) -> dict[str, int]:
    found = moves(table, before, now)
    assert {*found["role"]} == {*ROLES}
    return {role: count for role, count in found.select("role", "bridged").rows() if count}


def test_what_was_in_the_stock_under_both_moves_from_role_to_role_and_the_rest_does_not() -> None:
    assert moved(bridge(*FIRST), "1", "2") == {"paid_social": -2, "social_content_creator": 3, "any_social": 1}


def test_several_changes_add_up() -> None:
    assert moved(bridge(*FIRST, SECOND), "1", "3") == {"paid_social": -2, "social_content_creator": 1, "any_social": -1}


def test_a_month_that_a_step_does_not_count_is_unknown() -> None:
    july = bridge(SECOND).with_columns(month=pl.lit("2026-07"))
    assert moves(pl.concat([bridge(*FIRST, SECOND), july]), "1", "3")["month"].unique().to_list() == ["2026-06"]


@pytest.mark.parametrize(("before", "now"), [("1", "4"), ("2", "1")])
def test_where_no_way_leads_nothing_is_known(before: str, now: str) -> None:
    assert moves(bridge(*FIRST, SECOND), before, now).is_empty()


def test_where_two_ways_lead_nothing_is_known() -> None:
    assert moves(bridge(*FIRST, SECOND, ("1", "3", "none", "paid_social", 1)), "1", "3").is_empty()


def test_without_a_change_nothing_moves() -> None:
    assert moves(bridge(*FIRST), "2", "2").is_empty()
