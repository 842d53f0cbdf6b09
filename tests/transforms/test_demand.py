from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.tables import TABLES
from tests.transforms.rows import DAY, table
from transforms.demand import by_employer, cells, count
from transforms.intervals import EMPLOYERS_FLOOR, HOLDERS_FLOOR

SMM, CM = "social_media_manager", "community_manager"


def alive(key: str, role: str = SMM, **stated: Any) -> dict[str, Any]:
    """A posting that was in the stock yesterday and is in it today."""
    plain = {
        "day": DAY,
        "posting_key": key,
        "employer": "Acme",
        "role": role,
        "rung": "manager",
        "country": "DE",
        "status": "open",
        "is_sighted": True,
        "is_counted": True,
        "was_counted": True,
    }
    return plain | stated


def table_of(
    days: Sequence[date],
    postings: Iterable[dict[str, Any]],
    before: pl.LazyFrame | None = None,
    base: pl.LazyFrame | None = None,
) -> pl.DataFrame:
    """`demand_daily` of these days, a panel of four boards being observed but for one, which is one of two German ones."""
    panel = [
        {"day": day, "source": "all", "country": country, "boards": boards, "observed": observed}
        for day in days
        for country, boards, observed in (("ZZ", 4, 3), ("DE", 2, 1))
    ]
    earlier = table("demand_daily") if before is None else before
    index_base = table("demand_monthly") if base is None else base
    posted = list(postings)
    stated = [{"vacancy_id": row["posting_key"]} | row for row in posted]
    known = [{name: row[name] for name in ("day", "posting_key", "vacancy_id")} for row in stated]
    alive_then = [{name: row[name] for name in row if name != "vacancy_id"} for row in posted]
    lifecycle = table("lifecycle", *alive_then)
    stock = cells(lifecycle, table("vacancies", *known), by_employer(lifecycle))
    return TABLES["demand_daily"].conform(count(days, stock, earlier, index_base, table("coverage", *panel))).collect()


def counted(*postings: dict[str, Any], before: pl.LazyFrame | None = None, base: pl.LazyFrame | None = None) -> Any:
    """The cells of the day; call with role, country, rung to look at one."""
    rows = table_of([DAY], postings, before, base)

    def cell(role: str, country: str = "ZZ", rung: str = "any") -> dict[str, Any]:
        return rows.filter(role=role, country=country, rung=rung).row(0, named=True)

    return cell


def yesterday(role: str = SMM, **stated: Any) -> pl.LazyFrame:
    row = {"day": date(2026, 3, 1), "role": role, "country": "ZZ", "rung": "any", "open": 4, "matched_chain": 1.0}
    return table("demand_daily", row | stated)


def test_a_posting_counts_in_its_role_in_any_social_and_in_any() -> None:
    cell = counted(alive("a"), alive("b", "none"))
    assert [cell(role)["open"] for role in (SMM, "any_social", "any")] == [1, 1, 2]


def test_a_vacancy_counts_once_in_each_cell_however_many_postings_are_for_it() -> None:
    copies = [alive("a"), alive("b", country="FR", vacancy_id="a"), alive("c", CM, rung="lead", vacancy_id="a")]
    cell = counted(*copies, alive("d"), alive("e", vacancy_id="gone"))
    assert (cell(SMM)["open"], cell(SMM)["vacancies"]) == (4, 3)
    assert (cell(SMM, "DE")["vacancies"], cell(SMM, "FR")["vacancies"], cell("any")["vacancies"]) == (3, 1, 3)


def test_what_is_closed_is_no_vacancy_of_the_stock() -> None:
    closed = alive("a", status="closed", is_counted=False)
    assert [counted(closed, alive("b", vacancy_id="a"))(SMM)[name] for name in ("open", "vacancies")] == [1, 1]


def test_a_posting_counts_in_its_country_and_in_zz_and_by_rung_in_zz_only() -> None:
    cell = counted(alive("a"), alive("b", country=None))
    assert (cell(SMM, "DE")["open"], cell(SMM, "ZZ")["open"], cell(SMM, "ZZ", "manager")["open"]) == (1, 2, 2)


def test_a_role_that_nobody_wants_is_a_row_of_zeros() -> None:
    assert counted(alive("a"))("brand_persona")["open"] == 0


def test_what_was_not_seen_today_is_carried() -> None:
    cell = counted(alive("a"), alive("b", is_sighted=False))(SMM)
    assert (cell["open"], cell["carried"], cell["sighted"]) == (2, 1, 1)


def test_a_dormant_posting_counts_nowhere() -> None:
    dormant = alive("a", status="dormant", is_counted=False, was_counted=False, is_sighted=False)
    assert counted(dormant)("any")["open"] == 0


@pytest.mark.parametrize("event", ["opened", "entered", "reopened", "closed", "left_unobserved"])
def test_every_event_is_a_flow_of_its_cell(event: str) -> None:
    gone = event in ("closed", "left_unobserved")
    assert counted(alive("a", event=event, is_counted=not gone))(SMM, "DE")[event] == 1


def test_an_edit_moves_a_posting_out_of_one_cell_and_into_another_but_stays_within_any_social() -> None:
    edited = alive("a", role_before=CM, rung_before="manager", country_before="DE")
    cell = counted(edited)
    assert (cell(SMM)["moved_in"], cell(CM)["moved_out"]) == (1, 1)
    assert (cell("any_social")["moved_in"], cell("any_social")["moved_out"]) == (0, 0)


def test_an_edit_from_no_country_moves_only_in() -> None:
    edited = alive("a", role_before=SMM, rung_before="manager", country_before=None)
    cell = counted(edited)
    assert (cell(SMM, "DE")["moved_in"], cell(SMM, "ZZ")["moved_in"]) == (1, 0)


def test_the_shares_of_the_roles_are_of_any_social_and_sum_to_one() -> None:
    postings = [alive(f"{n}", (SMM, CM)[n % 2], employer=f"e{n}") for n in range(EMPLOYERS_FLOOR)]
    cell = counted(*postings, alive("x", "none"))
    assert cell(SMM)["share"] + cell(CM)["share"] == 1
    assert cell("any_social")["share"] == pytest.approx(EMPLOYERS_FLOOR / (EMPLOYERS_FLOOR + 1), abs=1e-6)
    assert cell("any")["share"] is None


def test_too_few_employers_blank_the_share_and_never_the_count() -> None:
    cell = counted(*(alive(f"{n}", employer=f"e{n}") for n in range(EMPLOYERS_FLOOR - 1)))(SMM)
    assert (cell["share"], cell["low"], cell["index"], cell["is_suppressed"]) == (None, None, None, True)
    assert (cell["suppressed_why"], cell["open"]) == (
        "fewer than 10 employers stand behind the share",
        EMPLOYERS_FLOOR - 1,
    )


def test_a_role_without_a_posting_has_no_share_whoever_stands_behind_the_others() -> None:
    gone = alive("gone", CM, status="closed", event="closed", was_counted=True, is_counted=False)
    cell = counted(gone, *(alive(f"{n}", employer=f"e{n}") for n in range(20)))
    assert (cell(CM)["open"], cell(CM)["suppressed_why"], cell(SMM)["share"]) == (0, "no posting is open", 1)


def test_a_role_that_few_employers_hold_has_no_published_share() -> None:
    postings = [alive(f"{n}", (CM if n < HOLDERS_FLOOR - 1 else SMM), employer=f"e{n}") for n in range(20)]
    cell = counted(*postings)
    assert cell(CM)["suppressed_why"] == "fewer than 5 employers hold the role"
    assert cell(SMM)["share"] == 0.8


def test_a_share_that_a_few_large_employers_decide_is_not_published() -> None:
    postings = [alive(f"{n}", (SMM, CM)[n % 2], employer=f"e{n}") for n in range(20)]
    giants = [alive(f"g{n}", employer=f"giant{n % 2}") for n in range(400)]
    cell = counted(*postings, *giants)(SMM)
    assert cell["suppressed_why"] == "a few large employers decide: they count as fewer than 3"
    assert (cell["share"], cell["low_all"], cell["design_effect"]) == (None, None, None)


def test_the_interval_for_all_roles_at_once_is_wider() -> None:
    postings = [alive(f"{n}", (SMM, CM)[n % 2], employer=f"e{n % 12}") for n in range(36)]
    cell = counted(*postings, *(alive(f"x{n}", CM, employer=f"e{n}") for n in range(12)))(SMM)
    assert cell["low_all"] < cell["low"] < cell["share"] < cell["high"] < cell["high_all"]


def test_the_largest_employer_is_named_by_its_share() -> None:
    cell = counted(*(alive(f"{n}", employer="big") for n in range(3)), alive("z", employer="small"))(SMM)
    assert (cell["employers"], cell["top_employer_share"]) == (2, 0.75)


def test_coverage_is_the_share_of_boards_observed_in_the_country() -> None:
    cell = counted(alive("a"), alive("b", country="FR"))
    assert [cell(SMM, country)["coverage"] for country in ("ZZ", "DE", "FR")] == [0.75, 0.5, 0.75]


def test_a_cell_that_empties_keeps_its_row_for_the_day() -> None:
    closed = alive("a", event="closed", is_counted=False, status="closed")
    cell = counted(closed, before=yesterday(open=1))(SMM)
    assert (cell["open"], cell["closed"], cell["matched_chain"]) == (0, 1, 0)


def test_the_matched_chain_leaves_out_what_entered_and_what_left_unobserved() -> None:
    stock = [alive(f"{n}") for n in range(3)] + [alive("o", event="opened", was_counted=False)]
    entered = [alive(f"e{n}", event="entered", was_counted=False) for n in range(5)]
    left = alive("l", event="left_unobserved", is_counted=False)
    cell = counted(*stock, *entered, left, before=yesterday(open=4, matched_chain=2.0))(SMM)
    assert cell["matched_chain"] == pytest.approx(2.0 * 4 / 3, abs=1e-9)


def test_a_chain_with_nothing_to_match_ends() -> None:
    entered = alive("e", event="entered", was_counted=False)
    left = alive("l", event="left_unobserved", is_counted=False)
    assert counted(entered, left, before=yesterday(open=1, matched_chain=2.0))(SMM)["matched_chain"] is None
    for chain in (0.0, None):
        assert counted(entered, alive("a"), before=yesterday(open=1, matched_chain=chain))(SMM)["matched_chain"] is None


def test_the_chain_of_a_role_that_nobody_has_wanted_yet_starts_with_its_first_posting() -> None:
    entered = alive("e", event="opened", was_counted=False)
    assert counted(entered, before=yesterday(open=0, matched_chain=None))(SMM)["matched_chain"] == 1


def test_a_chain_that_the_base_knows_never_starts_again() -> None:
    cell = {"role": SMM, "country": "ZZ", "rung": "any", "mean_open": 5.0}
    back = [alive(f"{n}", event="entered", was_counted=False, employer=f"e{n}") for n in range(EMPLOYERS_FLOOR)]
    for known, chain in ((0.9, None), (None, 1.0)):
        base = table("demand_monthly", {**cell, "mean_matched_chain": known})
        found = counted(*back, base=base)(SMM)
        assert (found["is_suppressed"], found["matched_chain"], found["matched_index"]) == (False, chain, None)


def test_the_index_is_set_to_the_mean_of_the_base_month() -> None:
    base = table(
        "demand_monthly", {"role": SMM, "country": "ZZ", "rung": "any", "mean_open": 5.0, "mean_matched_chain": 1.0}
    )
    postings = [alive(f"{n}", employer=f"e{n}") for n in range(10)]
    cell = counted(*postings, before=yesterday(open=10, matched_chain=1.1), base=base)(SMM)
    assert cell["index"] == 200
    assert cell["matched_index"] == pytest.approx(110)


DAYS = [DAY + timedelta(days=number) for number in (0, 1, 3, 4, 5)]
"""Days of partitions; on one day between them nothing was crawled."""

LIVES = st.lists(
    st.tuples(
        st.sampled_from([SMM, CM, "none"]),
        st.sampled_from(["DE", "FR", None]),
        st.lists(st.sampled_from(["away", "in", "entered", "left_unobserved"]), min_size=5, max_size=5),
    ),
    max_size=8,
)


def lived(day_number: int, lives: list[tuple[str, str | None, list[str]]]) -> Iterable[dict[str, Any]]:
    """What `lifecycle` says on one day of postings that come, stay, go and return."""
    for number, (role, country, states) in enumerate(lives):
        state = states[day_number]
        event = None if state in ("away", "in") else state
        stated = {"event": event, "is_counted": state in ("in", "entered"), "day": DAYS[day_number]}
        if state != "away":
            yield alive(str(number), role, country=country, employer=f"e{number % 3}", **stated)


@settings(max_examples=4, deadline=None)
@given(LIVES)
def test_days_counted_at_once_are_days_counted_one_by_one(lives: list[tuple[str, str | None, list[str]]]) -> None:
    by_day = [list(lived(number, lives)) for number in range(len(DAYS))]
    at_once = table_of(DAYS, [row for rows in by_day for row in rows])
    one_by_one = [table_of(DAYS[:1], by_day[0])]
    for (_, day), rows in zip(pairwise(DAYS), by_day[1:], strict=True):
        one_by_one.append(table_of([day], rows, before=pl.concat(one_by_one).lazy()))
    assert at_once.equals(pl.concat(one_by_one))


def test_the_mean_of_a_week_needs_all_seven_days_and_counts_an_absent_cell_as_zero() -> None:
    week = [DAY + timedelta(days=number) for number in range(8)]
    postings = [alive("a", day=day, country="DE") for day in week[:4]] + [alive("b", day=day) for day in week]
    rows = table_of(week, postings).filter(role=SMM, country="ZZ", rung="any")
    assert rows["open_7d"].to_list() == [None] * 6 + [pytest.approx(11 / 7, abs=1e-4), pytest.approx(10 / 7, abs=1e-4)]
    with_a_gap = table_of([week[0], *week[2:]], [row for row in postings if row["day"] != week[1]])
    assert with_a_gap.filter(role=SMM, country="ZZ", rung="any")["open_7d"].to_list() == [None] * 7


def test_a_role_that_nobody_wants_has_a_mean_of_zero() -> None:
    week = [DAY + timedelta(days=number) for number in range(7)]
    unwanted = table_of(week, [alive("a", day=day) for day in week]).filter(
        role="public_relations", country="ZZ", rung="any"
    )
    assert unwanted["open_7d"].to_list() == [None] * 6 + [0]


def test_a_chain_starts_anew_where_a_cell_returns_after_a_day_without_a_row() -> None:
    there = {"country": "DE", "role": SMM}
    postings = [alive("a", day=DAYS[0], **there), alive("a", day=DAYS[3], event="entered", **there)]
    rows = table_of(DAYS[:4], postings).filter(role=SMM, country="DE")
    assert rows.select("day", "open", "matched_chain").rows() == [
        (DAYS[0], 1, 1.0),
        (DAYS[1], 0, 0.0),
        (DAYS[3], 1, 1.0),
    ]
