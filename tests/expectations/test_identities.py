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
from expectations.tables.lifecycle import EVENTS
from expectations.tables.managers import DEFINITIONS
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


def test_flows_are_what_lifecycle_says_that_happened(fill: Fill) -> None:
    events = ["opened", "closed", "closed", "left_unobserved", None]
    lifecycle = fill(TABLES["lifecycle"], role=["paid_social", "paid_social", "none", "none", "none"], event=events)
    cells = {"role": ["any", "any_social", "paid_social", "streamer"], "country": "ZZ", "rung": "any"}
    there = {"opened": [1, 1, 1, 0], "closed": [2, 1, 1, 0], "left_unobserved": [1, 0, 0, 0]}
    rule = identities.flows_are_the_events
    assert offenders(rule, fill(DAILY, **cells, **there), lifecycle=lifecycle) == []
    for name in EVENTS:
        for place in range(4):
            flow = list(there.get(name, [0] * 4))
            flow[place] += 1
            rows = fill(DAILY, **cells, **{**there, name: flow})
            assert offenders(rule, rows, lifecycle=lifecycle) == ["day=2026-01-08"]


def test_flows_of_a_country_or_rung_are_not_compared_with_all(fill: Fill) -> None:
    rows = fill(DAILY, role="any", country=["DE", "ZZ"], rung=["any", "manager"], opened=1)
    assert offenders(identities.flows_are_the_events, rows, lifecycle=fill(TABLES["lifecycle"], rows=0)) == []


def months_that_differ(fill: Fill, **given_columns: object) -> list[str]:
    """Months in which a table of one cell is not what three days of it make: 5 open, then 6, then 4."""
    cells = {"role": "any", "country": "ZZ", "rung": "any"}
    days = {
        "open": [5, 6, 4],
        "employers": [3, 3, 2],
        "opened": [0, 2, 1],
        "closed": [0, 1, 3],
        "share": [0.3, 0.2, 0.4],
    }
    month = {"open": 4, "employers": 2, "opened": 3, "closed": 4, "share": 0.4}
    frames = {
        "demand_daily": fill(DAILY, day=DAYS, **cells, **days),
        "demand_monthly": fill(MONTHLY, **{**cells, **month, **given_columns}),
    }
    found = identities.months_sum_up_their_days(Case(MONTHLY, frames, ["month=2026-01"])).collect()
    return found["partition"].to_list()


def test_a_month_is_the_sum_of_its_days_and_the_stock_of_the_last(fill: Fill) -> None:
    assert months_that_differ(fill) == []
    wrong = {"open": 5, "employers": 3, "opened": 4, "closed": 3, "entered": 1, "share": 0.3, "low": 0.1, "n_eff": 2.0}
    for name, value in wrong.items():
        assert months_that_differ(fill, **{name: value}) == ["month=2026-01"]
    assert months_that_differ(fill, share=None) == ["month=2026-01"]


def test_a_month_has_the_cells_of_its_days(fill: Fill) -> None:
    assert months_that_differ(fill, rows=0) == ["month=2026-01"]
    assert months_that_differ(fill, country=["ZZ", "DE"]) == ["month=2026-01"]


def test_a_cell_that_is_gone_at_the_end_of_the_month_is_empty(fill: Fill) -> None:
    cells = {"role": "any", "country": ["ZZ", "DE", "ZZ"], "rung": "any"}
    daily = fill(DAILY, day=[DAYS[0], DAYS[0], DAYS[1]], open=[2, 1, 1], closed=[0, 1, 1], **cells)
    for stock, found in ((0, []), (1, ["month=2026-01"])):
        monthly = fill(MONTHLY, role="any", country=["ZZ", "DE"], rung="any", open=[1, stock], closed=1)
        case = Case(MONTHLY, {"demand_daily": daily, "demand_monthly": monthly}, ["month=2026-01"])
        assert identities.months_sum_up_their_days(case).collect()["partition"].to_list() == found


WHOLES = {
    "role": ["any", "any_social", "paid_social", "paid_social", "any_social"],
    "country": "ZZ",
    "rung": ["any", "any", "any", "manager", "manager"],
    "open": [12, 6, 4, 2, 3],
    "employers": [8, 5, 3, 2, 2],
}


def test_a_share_is_of_the_roles_and_theirs_of_all_postings(fill: Fill) -> None:
    right = [None, 0.5, 0.666667, 0.333333, 0.25]
    assert offenders(identities.shares_are_of_their_whole, fill(DAILY, **WHOLES, share=right)) == []
    for place in range(1, 5):
        wrong = [share and (share + 2e-6 if at == place else share) for at, share in enumerate(right)]
        found = offenders(identities.shares_are_of_their_whole, fill(DAILY, **WHOLES, share=wrong))
        assert found == ["day=2026-01-08"]


def test_a_share_is_of_its_own_day_and_country(fill: Fill) -> None:
    roles = {"role": ["any_social", "paid_social"] * 3, "rung": "any", "open": [4, 1, 8, 4, 2, 2]}
    places = {"day": [DAYS[0]] * 4 + [DAYS[1]] * 2, "country": ["ZZ", "ZZ", "DE", "DE", "DE", "DE"]}
    shares = [None, 0.25, None, 0.5, None, 1.0]
    assert offenders(identities.shares_are_of_their_whole, fill(DAILY, **roles, **places, share=shares)) == []


def test_a_share_of_what_is_not_there_is_found(fill: Fill) -> None:
    alone = fill(DAILY, role="paid_social", country="DE", rung="any", open=[1], share=1.0)
    assert offenders(identities.shares_are_of_their_whole, alone) == ["day=2026-01-08"]


def test_no_more_employers_are_effective_than_there_are(fill: Fill) -> None:
    for effective, found in (([8.0, 8.0, 5.0, 5.0, 8.0], []), ([8.0, 8.0, 5.001, 5.0, 8.0], ["day=2026-01-08"])):
        rows = fill(DAILY, **WHOLES, n_eff=effective)
        assert offenders(identities.effective_are_employers, rows) == found


def test_adjusted_shares_sum_to_one_where_none_is_withheld(fill: Fill) -> None:
    table, months = TABLES["shares_adjusted"], ["2026-01", "2026-01", "2026-02", "2026-02", "2026-03", "2026-03"]
    withheld = [False, False, False, False, False, True]
    rows = fill(table, month=months, open=5, adjusted_share=[0.4, 0.6, 0.4, 0.5, 0.4, None], is_suppressed=withheld)
    partitions = [f"month={month}" for month in sorted(set(months))]
    found = identities.adjusted_shares_sum_to_one(Case(table, {table.name: rows}, partitions)).collect()
    assert found["partition"].to_list() == ["month=2026-02"]


MANAGERS = TABLES["managers"]
IS_INFLOW = pl.col("flow") == "inflow"


def _judged(rule: Rule, rows: pl.LazyFrame, **others: pl.LazyFrame) -> list[str]:
    return rule(Case(MANAGERS, {"managers": rows, **others}, ["month=2026-01"])).collect()["partition"].to_list()


def test_who_leaves_out_more_counts_no_more(fill: Fill) -> None:
    ways = ["none", "homonyms", "ghosts", "both"]
    for n, found in (([9, 8, 7, 6], []), ([9, 8, 7, 8], ["month=2026-01"]), ([9, 10, 7, 6], ["month=2026-01"])):
        rows = fill(MANAGERS, exclusions=ways, n=n)
        assert _judged(identities.leaving_out_adds_none, rows) == found


def test_each_way_to_ask_is_asked_under_all_definitions(fill: Fill) -> None:
    ways = {"definition": list(DEFINITIONS) * 2, "flow": ["stock"] * 5 + ["inflow"] * 5}
    whole = fill(MANAGERS, **ways)
    assert _judged(identities.every_definition_is_asked, whole) == []
    for left_out in (pl.col("definition").is_in(["D3", "D4", "D5"]), (pl.col("definition") == "D1") & IS_INFLOW):
        found = _judged(identities.every_definition_is_asked, whole.filter(~left_out))
        assert set(found) == {"month=2026-01"}


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


def test_sources_together_are_all_of_them(fill: Fill) -> None:
    table = TABLES["coverage"]
    whole = {"boards": 5, "observed": 4, "recent": 5, "postings": 9, "postings_observed": 7}
    first = {"boards": 2, "observed": 2, "recent": 2, "postings": 6, "postings_observed": 6}
    for stray in (None, *whole):
        counts = {name: [n + (name == stray), first[name], n - first[name]] for name, n in whole.items()}
        rows = fill(table, source=["all", "lever", "ashby"], country="ZZ", **counts)
        found = identities.sources_sum_to_all(Case(table, {table.name: rows}, ["day=2026-01-08"])).collect()
        assert found["partition"].to_list() == (["day=2026-01-08"] if stray else [])


def test_a_country_that_all_sources_do_not_name_is_found(fill: Fill) -> None:
    table = TABLES["coverage"]
    rows = fill(table, source="lever", country="DE", boards=[1])
    found = identities.sources_sum_to_all(Case(table, {table.name: rows}, ["day=2026-01-08"])).collect()
    assert found["partition"].to_list() == ["day=2026-01-08"]
