"""The tables of demand add up, or the cell that does not is found."""

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations import identities
from expectations.contracts import TWELVE_ROLES
from expectations.tables import TABLES
from expectations.tables.demand import FLOWS
from expectations.tally import Case

Fill = Callable[..., pl.LazyFrame]
Rule = Callable[[Case], pl.LazyFrame]

DAILY, MONTHLY = TABLES["demand_daily"], TABLES["demand_monthly"]
FIRST = date(2026, 1, 8)
DAYS = [FIRST, FIRST + timedelta(1), FIRST + timedelta(2)]
PARTITIONS = [f"day={day}" for day in DAYS]


def offenders(rule: Rule, rows: pl.LazyFrame, partitions: list[str] | None = None, **others: pl.LazyFrame) -> list[str]:
    """The partitions in which the rule finds offending cells."""
    frames = {"demand_daily": rows, **others}
    return rule(Case(DAILY, frames, partitions or PARTITIONS)).collect()["partition"].sort().to_list()


def test_a_stock_that_its_flows_explain_holds(fill: Fill) -> None:
    rows = fill(
        DAILY,
        day=DAYS,
        open=[10, 12, 9],
        entered=[10, 0, 0],
        opened=[0, 3, 1],
        reopened=[0, 0, 1],
        moved_in=[0, 1, 0],
        moved_out=[0, 1, 2],
        closed=[0, 1, 2],
        left_unobserved=[0, 0, 1],
    )
    assert offenders(identities.stock_follows_from_flows, rows) == []


def test_a_posting_that_no_flow_explains_is_found(fill: Fill) -> None:
    rows = fill(DAILY, day=DAYS, open=[10, 11, 11], entered=[10, 0, 0])
    assert offenders(identities.stock_follows_from_flows, rows) == ["day=2026-01-09"]


def test_the_first_partition_of_all_starts_from_nothing(fill: Fill) -> None:
    assert offenders(identities.stock_follows_from_flows, fill(DAILY, open=[10])) == [
        "day=2026-01-08",
        "day=2026-01-09",
    ]
    assert offenders(identities.stock_follows_from_flows, fill(DAILY, open=[10]), PARTITIONS[:1]) == ["day=2026-01-08"]


def test_a_cell_that_vanishes_without_a_flow_is_found(fill: Fill) -> None:
    rows = fill(
        DAILY,
        day=[DAYS[0], DAYS[0], DAYS[1]],
        country=["ZZ", "DE", "ZZ"],
        open=[4, 2, 4],
        entered=[4, 2, 0],
    )
    assert offenders(identities.stock_follows_from_flows, rows, PARTITIONS[:2]) == ["day=2026-01-09"]


def test_a_cell_that_empties_by_its_flows_may_stay_away(fill: Fill) -> None:
    rows = fill(DAILY, day=DAYS[:2], open=[2, 0], entered=[2, 0], closed=[0, 2])
    assert offenders(identities.stock_follows_from_flows, rows) == []


def test_a_partition_that_lost_all_its_rows_is_found(fill: Fill) -> None:
    rows = fill(DAILY, day=[DAYS[0], DAYS[2]], open=[2, 2], entered=[2, 0])
    assert offenders(identities.stock_follows_from_flows, rows) == ["day=2026-01-09", "day=2026-01-10"]


def test_the_previous_partition_may_lie_days_back(fill: Fill) -> None:
    rows = fill(DAILY, day=[DAYS[0], DAYS[2]], open=[2, 3], entered=[2, 0], opened=[0, 1])
    assert offenders(identities.stock_follows_from_flows, rows, [PARTITIONS[0], PARTITIONS[2]]) == []


def test_months_follow_from_months(fill: Fill) -> None:
    rows = fill(MONTHLY, month=["2025-12", "2026-01"], open=[5, 7], entered=[5, 0], opened=[0, 3])
    case = Case(MONTHLY, {"demand_monthly": rows}, ["month=2026-01"])
    assert identities.stock_follows_from_flows(case).collect()["partition"].to_list() == ["month=2026-01"]


flows = st.fixed_dictionaries({column.name: st.integers(0, 50) for column in FLOWS})


@settings(max_examples=40, deadline=None)
@given(history=st.lists(flows, min_size=1, max_size=8), stray=st.integers(-5, 5), where=st.integers(0, 7))
def test_whatever_the_flows_only_a_stray_posting_breaks_the_identity(
    history: list[dict[str, int]], stray: int, where: int
) -> None:
    days = [FIRST + timedelta(step) for step in range(len(history))]
    rows = pl.DataFrame(history).with_columns(
        day=pl.Series(days), role=pl.lit("any"), country=pl.lit("ZZ"), rung=pl.lit("any")
    )
    rows = rows.with_columns(open=identities.NET_FLOW.cum_sum() + stray * (pl.int_range(pl.len()) >= where))
    found = offenders(identities.stock_follows_from_flows, rows.lazy(), [f"day={day}" for day in days])
    assert found == ([f"day={days[where]}"] if stray and where < len(days) else [])


def of_roles(fill: Fill, opens: list[int], whole: int, **given_columns: object) -> pl.LazyFrame:
    """The cells of the twelve roles and of `any_social` in one country on one day."""
    return fill(
        DAILY, role=[*TWELVE_ROLES, "any_social"], country="DE", rung="any", open=[*opens, whole], **given_columns
    )


def test_twelve_roles_hold_what_any_social_holds(fill: Fill) -> None:
    assert offenders(identities.roles_sum_to_any_social, of_roles(fill, [1] * 12, 12)) == []
    assert offenders(identities.roles_sum_to_any_social, of_roles(fill, [1] * 12, 13)) == ["day=2026-01-08"]


def test_published_shares_sum_to_one(fill: Fill) -> None:
    twelfths = [round(1 / 12, 6)] * 12 + [1.0]
    assert offenders(identities.shares_sum_to_one, of_roles(fill, [1] * 12, 12, share=twelfths)) == []
    twelfths[0] += 0.01
    assert offenders(identities.shares_sum_to_one, of_roles(fill, [1] * 12, 12, share=twelfths)) == ["day=2026-01-08"]


def test_a_country_with_a_suppressed_role_is_not_summed(fill: Fill) -> None:
    rows = of_roles(fill, [1] * 12, 12, share=[None] + [1 / 12] * 11 + [1.0], is_suppressed=[True] + [False] * 12)
    assert offenders(identities.shares_sum_to_one, rows) == []


def test_the_rungs_of_a_role_hold_all_of_it(fill: Fill) -> None:
    whole = {"country": "ZZ", "rung": ["any", "manager", "other"]}
    assert offenders(identities.rungs_sum_to_any, fill(DAILY, open=[5, 3, 2], **whole)) == []
    assert offenders(identities.rungs_sum_to_any, fill(DAILY, open=[5, 3, 1], **whole)) == ["day=2026-01-08"]


def test_countries_hold_no_more_than_the_world(fill: Fill) -> None:
    cells = {"country": ["ZZ", "DE", "US"], "rung": "any"}
    assert offenders(identities.countries_fit_into_all, fill(DAILY, open=[5, 2, 2], **cells)) == []
    assert offenders(identities.countries_fit_into_all, fill(DAILY, open=[5, 3, 3], **cells)) == ["day=2026-01-08"]


def test_the_stock_is_what_the_lifecycle_counts(fill: Fill) -> None:
    lifecycle = fill(TABLES["lifecycle"], posting_key=["a", "b", "c"], is_counted=[True, True, False])
    for stock, found in ((2, []), (3, ["day=2026-01-08"])):
        rows = fill(DAILY, role="any", country="ZZ", rung="any", open=[stock])
        assert offenders(identities.stock_is_the_counted_postings, rows, lifecycle=lifecycle) == found


def test_adjusted_shares_sum_to_one_where_none_is_withheld(fill: Fill) -> None:
    table, months = TABLES["shares_adjusted"], ["2026-01", "2026-01", "2026-02", "2026-02", "2026-03", "2026-03"]
    withheld = [False, False, False, False, False, True]
    rows = fill(table, month=months, open=5, adjusted_share=[0.4, 0.6, 0.4, 0.5, 0.4, None], is_suppressed=withheld)
    partitions = [f"month={month}" for month in sorted(set(months))]
    found = identities.adjusted_shares_sum_to_one(Case(table, {table.name: rows}, partitions)).collect()
    assert found["partition"].to_list() == ["month=2026-02"]


MANAGERS = TABLES["managers"]


def _judged(rule: Rule, rows: pl.LazyFrame, **others: pl.LazyFrame) -> list[str]:
    return rule(Case(MANAGERS, {"managers": rows, **others}, ["month=2026-01"])).collect()["partition"].to_list()


def test_who_leaves_out_more_counts_no_more(fill: Fill) -> None:
    ways = ["none", "homonyms", "ghosts", "both"]
    for n, found in (([9, 8, 7, 6], []), ([9, 8, 7, 8], ["month=2026-01"]), ([9, 10, 7, 6], ["month=2026-01"])):
        rows = fill(MANAGERS, exclusions=ways, n=n)
        assert _judged(identities.leaving_out_adds_none, rows) == found


def test_managers_are_asked_of_the_stock_that_demand_counts(fill: Fill) -> None:
    stock = fill(MONTHLY, role="any_social", country="ZZ", rung="any", open=[7])
    for n, found in ((7, []), (8, ["month=2026-01"])):
        rows = fill(MANAGERS, definition=["D2"], roles="twelve", n=n)
        assert _judged(identities.n_is_the_stock, rows, demand_monthly=stock) == found


def test_employers_together_hold_the_stock(fill: Fill) -> None:
    stock = fill(MONTHLY, role="brand_persona", country="ZZ", rung="any", open=[7])
    for counts, found in (([4, 3], []), ([4, 4], ["month=2026-01"])):
        rows = fill(TABLES["employers"], role="brand_persona", employer=["Acme", "Bolt"], open=counts)
        case = Case(TABLES["employers"], {"employers": rows, "demand_monthly": stock}, ["month=2026-01"])
        assert identities.employers_hold_the_stock(case).collect()["partition"].to_list() == found
