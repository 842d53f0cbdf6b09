"""Every rule of meaning holds on one frame and is broken by another."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from expectations import meaning
from expectations.tables import TABLES

Fill = Callable[..., pl.LazyFrame]
Columns = dict[str, object]

DAY = date(2026, 1, 8)


def broken(name: str, frames: dict[str, pl.LazyFrame], partition: str) -> list[str]:
    """The rules that fail."""
    verdicts = meaning.judge(TABLES[name], frames, [partition])
    return [found.expectation for found in verdicts if not found.is_success]


OPEN = {"status": "open", "closed_on": None}
CLOSED = {"status": "closed", "closed_on": DAY, "closed_reason": "unseen_confirmed"}
EXITED = {**CLOSED, "closed_reason": "board_exited"}
MEDIAN = {"median_days": 30, "low_days": 20, "high_days": 40}
CURVE = {"open_30_share": 0.6, "open_60_share": 0.4, "open_90_share": 0.2}
PUBLISHED = {"share": 0.4, "low": 0.3, "high": 0.5}
AT_ONCE = {**PUBLISHED, "low_all": 0.2, "high_all": 0.6}
ADJUSTED = {"adjusted_share": 0.4, "low": 0.3, "high": 0.5}
CHANGE = {"share_before": 0.4, "share": 0.5, "change": 0.1, "within": 0.2, "between": -0.15, "entry": 0.0, "exit": 0.05}
UNTOLD = {"within": None, "between": None, "entry": None, "exit": None}
RATIO = {"log_ratio": 0.1, "log_ratio_low": -0.2, "log_ratio_high": 0.4}
SURE = {"verdict": "supported", "verdict_holm": "supported", "low": 0.6}
SUPPRESSED = {"is_suppressed": True, "suppressed_why": "fewer than 20 employers"}
WHOLE = {"role": "any", "country": "ZZ", "rung": "any"}

ROW_RULES = [
    ("crawls", "complete_is_proven", {"status": "complete", "proof": "total"}, {"status": "complete"}),
    ("postings", "role_has_a_basis", {"role": "paid_social", "role_basis": "title"}, {"role": "paid_social"}),
    ("postings", "role_has_a_basis", {"role": "none"}, {"role": "none", "role_basis": "title"}),
    ("postings", "pay_is_a_range", {"pay_low": 1.0, "pay_high": 2.0}, {"pay_low": 2.0, "pay_high": 1.0}),
    ("lifecycle", "only_open_is_counted", {**OPEN, "is_counted": True}, {**CLOSED, "is_counted": True}),
    ("lifecycle", "open_has_not_closed", OPEN, {"status": "open", "closed_on": DAY}),
    ("lifecycle", "open_has_not_closed", CLOSED, {**CLOSED, "closed_on": None}),
    ("lifecycle", "closing_has_a_reason", CLOSED, {**CLOSED, "closed_reason": None}),
    ("lifecycle", "closing_has_a_reason", OPEN, {**OPEN, "closed_reason": "http_gone"}),
    ("lifecycle", "days_are_in_order", OPEN, {**OPEN, "first_seen_on": date(2026, 1, 9)}),
    ("lifecycle", "days_are_in_order", OPEN, {**OPEN, "last_seen_on": date(2026, 1, 9)}),
    ("links", "links_lead_to_another", {"posting_key": "a", "other_key": "b"}, {"posting_key": "a", "other_key": "a"}),
    ("lifecycle", "unseen_ends_are_no_outflow", {**CLOSED, "event": "closed"}, {**EXITED, "event": "closed"}),
    ("closings", "closings_are_of_their_month", {"month": "2026-01"}, {"month": "2026-02"}),
    ("closings", "days_are_in_order", {}, {"last_seen_on": date(2026, 1, 9)}),
    ("closings", "a_repost_closed_before", {"earlier_closed_on": date(2026, 1, 7)}, {"earlier_closed_on": DAY}),
    ("durations", "spells_are_closed_or_censored", {"spells": 3, "closed": 1, "censored": 2}, {"spells": 3, "closed": 1}),
    ("durations", "interval_holds_median", MEDIAN, {**MEDIAN, "low_days": 31}),
    ("durations", "interval_holds_median", {**MEDIAN, "high_days": None}, {**MEDIAN, "high_days": 29}),
    ("durations", "curve_falls", CURVE, {**CURVE, "open_60_share": 0.7}),
    ("durations", "curve_falls", CURVE, {**CURVE, "open_90_share": 0.5}),
    ("durations", "suppressed_is_blank", SUPPRESSED, {**SUPPRESSED, "median_days": 30}),
    ("durations", "suppression_has_a_reason", SUPPRESSED, {"is_suppressed": True}),
    ("coverage", "observed_is_in_panel", {"boards": 2, "observed": 2, "recent": 2}, {"boards": 2, "observed": 3}),
    ("coverage", "observed_is_in_panel", {"boards": 2, "recent": 1}, {"boards": 2, "recent": 3}),
    ("coverage", "observed_is_open", {"postings": 2, "postings_observed": 2}, {"postings": 2, "postings_observed": 3}),
    ("demand_daily", "interval_holds_share", PUBLISHED, {**PUBLISHED, "low": 0.41}),
    ("demand_daily", "interval_holds_share", {"share": None}, {**PUBLISHED, "high": 0.39}),
    ("demand_daily", "share_has_intervals", AT_ONCE, {**AT_ONCE, "low": None}),
    ("demand_daily", "share_has_intervals", {"share": None}, {**AT_ONCE, "high": None}),
    ("demand_monthly", "share_has_intervals", AT_ONCE, {**AT_ONCE, "low_all": None}),
    ("demand_monthly", "share_has_intervals", AT_ONCE, {**AT_ONCE, "high_all": None}),
    ("demand_daily", "suppressed_is_blank", SUPPRESSED, {**SUPPRESSED, "index": 100.0}),
    ("demand_daily", "suppressed_is_blank", PUBLISHED, {**SUPPRESSED, **PUBLISHED}),
    ("demand_daily", "suppression_has_a_reason", SUPPRESSED, {"is_suppressed": True}),
    ("demand_daily", "carried_is_open", {"open": 3, "carried": 3}, {"open": 3, "carried": 4}),
    ("demand_daily", "open_is_sighted_or_carried", {"open": 3, "sighted": 4}, {"open": 3, "sighted": 1, "carried": 1}),
    ("demand_daily", "employers_have_postings", {"open": 3, "employers": 3}, {"open": 3, "employers": 4}),
    ("demand_monthly", "employers_have_postings", {"open": 0, "employers": 0}, {"open": 3, "employers": 0}),
    ("demand_daily", "vacancies_are_advertised", {"open": 3, "vacancies": 1}, {"open": 3, "vacancies": 4}),
    ("demand_monthly", "vacancies_are_advertised", {"open": 0, "vacancies": 0}, {"open": 3, "vacancies": 0}),
    ("demand_daily", "whole_has_no_moves", WHOLE, {**WHOLE, "moved_in": 1, "moved_out": 1}),
    ("managers", "managers_are_postings", {"n": 3, "managers": 3}, {"n": 3, "managers": 4}),
    ("managers", "share_is_managers_of_n", {"n": 3, "managers": 1, "share": 0.333333}, {"n": 3, "share": 0.4}),
    ("managers", "interval_holds_share", PUBLISHED, {**PUBLISHED, "low": 0.41}),
    ("managers", "holm_is_no_bolder", {"p_value": 0.2, "p_holm": 0.2}, {"p_value": 0.2, "p_holm": 0.1}),
    ("managers", "holm_is_no_bolder", SURE, {**SURE, "verdict": "undetermined"}),
    ("employers", "managers_are_postings", {"open": 2, "managers_d3": 2}, {"open": 2, "managers_d3": 3}),
    ("shifts", "asking_is_of_n", {"open": 3, "n": 2, "asking": 1}, {"open": 3, "n": 2, "asking": 3}),
    ("shifts", "asking_is_of_n", {"open": 3, "n": 3}, {"open": 3, "n": 4}),
    ("shifts", "share_is_asking_of_n", {"n": 4, "asking": 1, "share": 0.25}, {"n": 4, "asking": 1, "share": 0.3}),
    ("shifts", "interval_holds_share", PUBLISHED, {**PUBLISHED, "low": 0.41}),
    ("shifts", "emphasis_is_of_those_asked", {"asking": 2, "new": 2}, {"asking": 1, "new": 2}),
    ("shifts", "emphasis_is_of_those_asked", {"n": 2, "old_all": 2}, {"n": 1, "old_all": 2}),
    ("shifts", "those_who_ask_are_some_of_all", {"old": 1, "old_all": 2}, {"old": 2, "old_all": 1}),
    ("shifts", "interval_holds_log_ratio", RATIO, {**RATIO, "log_ratio_low": 0.2}),
    ("decomposition", "change_is_of_the_shares", CHANGE, {**CHANGE, "share": 0.51}),
    ("decomposition", "components_sum_to_change", CHANGE, {**CHANGE, "entry": 0.00001}),
    ("decomposition", "components_sum_to_change", {**CHANGE, **UNTOLD}, {**CHANGE, "within": 0.21}),
    ("decomposition", "components_are_told_together", {**CHANGE, **UNTOLD}, {**CHANGE, "exit": None}),
    ("decomposition", "suppression_has_a_reason", SUPPRESSED, {"is_suppressed": True}),
    ("shares_adjusted", "suppression_has_a_reason", SUPPRESSED, {"is_suppressed": True}),
    ("decomposition", "matched_are_boards", {"boards": 2, "matched_boards": 2}, {"boards": 1, "matched_boards": 2}),
    ("demand_monthly", "interval_of_all_roles_is_wider", AT_ONCE, {**AT_ONCE, "low_all": 0.31}),
    ("demand_daily", "interval_of_all_roles_is_wider", AT_ONCE, {**AT_ONCE, "high_all": 0.49}),
    ("shares_adjusted", "interval_holds_adjusted_share", ADJUSTED, {**ADJUSTED, "high": 0.39}),
    ("shares_adjusted", "suppressed_is_blank", {"is_suppressed": True}, {**ADJUSTED, "is_suppressed": True}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rule", "holds", "breaks"), ROW_RULES)
def test_a_rule_of_one_row(fill: Fill, name: str, rule: str, holds: Columns, breaks: Columns) -> None:
    expression, table = meaning.RULES[name][rule], TABLES[name]
    assert isinstance(expression, pl.Expr)
    assert fill(table, **holds).filter(expression).collect().height == 0
    assert fill(table, **breaks).filter(expression).collect().height == 1


@pytest.mark.parametrize(
    ("verdict", "low", "high", "holds"),
    [
        ("supported", 0.51, 0.6, True),
        ("supported", 0.49, 0.6, False),
        ("supported", None, None, False),
        ("contradicted", 0.4, 0.49, True),
        ("contradicted", 0.4, 0.51, False),
        ("contradicted", None, None, False),
        ("undetermined", 0.4, 0.6, True),
        ("undetermined", 0.51, 0.6, False),
        ("undetermined", 0.4, 0.49, False),
        ("undetermined", None, None, True),
    ],
)
def test_a_verdict_says_what_its_interval_says(
    fill: Fill, verdict: str, low: float | None, high: float | None, holds: bool
) -> None:
    rows = fill(TABLES["managers"], verdict=verdict, low=low, high=high)
    rule = meaning.RULES["managers"]["verdict_follows_interval"]
    assert isinstance(rule, pl.Expr)
    assert rows.filter(rule).collect().is_empty() is holds


@pytest.mark.parametrize(("published", "holds"), [(0.5, True), (0.500001, False), (None, False)])
def test_only_a_share_that_is_published_is_taken_apart(fill: Fill, published: float | None, holds: bool) -> None:
    monthly = fill(TABLES["demand_monthly"], country="ZZ", rung="any", share=published)
    frames = {"decomposition": fill(TABLES["decomposition"], **CHANGE), "demand_monthly": monthly}
    assert ("share_is_that_of_demand" in broken("decomposition", frames, "month=2026-01")) is not holds


@pytest.mark.parametrize("status", ["partial", "empty", "blocked", "failed", "skipped"])
def test_no_posting_is_closed_by_a_crawl_that_was_not_complete(fill: Fill, status: str) -> None:
    frames = {"lifecycle": fill(TABLES["lifecycle"], **CLOSED), "crawls": fill(TABLES["crawls"], status=status)}
    assert broken("lifecycle", frames, "day=2026-01-08") == ["closings_need_a_complete_crawl"]


@pytest.mark.parametrize("status", ["complete", "unchanged"])
def test_a_complete_crawl_may_close(fill: Fill, status: str) -> None:
    frames = {"lifecycle": fill(TABLES["lifecycle"], **CLOSED), "crawls": fill(TABLES["crawls"], status=status)}
    assert broken("lifecycle", frames, "day=2026-01-08") == []


def test_a_crawl_of_another_board_closes_nothing(fill: Fill) -> None:
    frames = {"lifecycle": fill(TABLES["lifecycle"], **CLOSED), "crawls": fill(TABLES["crawls"], board="other")}
    assert broken("lifecycle", frames, "day=2026-01-08") == ["closings_need_a_complete_crawl"]


def test_a_posting_past_its_last_day_closes_without_a_crawl(fill: Fill) -> None:
    closed = {**CLOSED, "closed_reason": "valid_through"}
    frames = {"lifecycle": fill(TABLES["lifecycle"], **closed), "crawls": fill(TABLES["crawls"], rows=0)}
    assert broken("lifecycle", frames, "day=2026-01-08") == []


@pytest.mark.parametrize(
    ("status", "rules"),
    [("complete", []), ("partial", []), ("unchanged", []), ("failed", ["sightings_need_a_crawl"])],
)
def test_only_a_board_that_answered_shows_postings(fill: Fill, status: str, rules: list[str]) -> None:
    frames = {"sightings": fill(TABLES["sightings"]), "crawls": fill(TABLES["crawls"], status=status)}
    assert broken("sightings", frames, "day=2026-01-08/x") == rules


@pytest.mark.parametrize(("key", "rules"), [("a", []), ("b", ["postings_have_a_vacancy"])])
def test_every_posting_has_a_vacancy(fill: Fill, key: str, rules: list[str]) -> None:
    frames = {
        "lifecycle": fill(TABLES["lifecycle"], posting_key="a"),
        "vacancies": fill(TABLES["vacancies"], posting_key=key),
    }
    assert broken("vacancies", frames, "day=2026-01-08") == rules


@pytest.mark.parametrize(
    ("stated", "rules"), [([7, 7], []), ([7, None], []), ([7, 8], ["vacancies_have_one_requisition"])]
)
def test_a_vacancy_has_one_requisition_of_an_employer(fill: Fill, stated: list[int], rules: list[str]) -> None:
    rows = fill(TABLES["vacancies"], posting_key=["a", "b"], requisition_mark=stated, rows=2)
    frames = {"lifecycle": fill(TABLES["lifecycle"], rows=0), "vacancies": rows}
    assert broken("vacancies", frames, "day=2026-01-08") == rules


JOINED, APART = ["a", "a"], ["a", "b"]


@pytest.mark.parametrize(
    ("keys", "vacancy", "is_accepted", "rules"),
    [
        (["a", "b"], JOINED, True, []),
        (["a", "b"], APART, True, ["accepted_links_join"]),
        (["a", "b"], APART, False, []),
        (["a", "c"], JOINED, True, ["accepted_links_join"]),
        (["c", "d"], JOINED, True, ["accepted_links_join"]),
    ],
)
def test_an_accepted_link_makes_one_vacancy(
    fill: Fill, keys: list[str], vacancy: list[str], is_accepted: bool, rules: list[str]
) -> None:
    frames = {
        "links": fill(TABLES["links"], posting_key="b", other_key="a", is_accepted=is_accepted),
        "vacancies": fill(TABLES["vacancies"], posting_key=keys, vacancy_id=vacancy),
    }
    assert broken("links", frames, "day=2026-01-08") == rules


@pytest.mark.parametrize(("source", "rules"), [("lever", []), ("myspace", ["crawls_have_a_source"])])
def test_whatever_was_observed_points_to_the_card_of_its_source(fill: Fill, source: str, rules: list[str]) -> None:
    frames = {
        "crawls": fill(TABLES["crawls"], source=source, proof="total"),
        "sources": fill(TABLES["sources"], source=["lever"]),
    }
    assert broken("crawls", frames, f"day=2026-01-08/{source}") == rules


def test_contents_are_of_postings_seen_on_the_day(fill: Fill) -> None:
    contents = fill(TABLES["contents"], posting_key=["a"])
    for key, rules in (("a", []), ("b", ["contents_are_sighted"])):
        frames = {"contents": contents, "sightings": fill(TABLES["sightings"], posting_key=[key])}
        assert broken("contents", frames, "day=2026-01-08/x") == rules


def test_postings_are_cleaned_from_contents(fill: Fill) -> None:
    postings = fill(TABLES["postings"], posting_key=["a"], role="none")
    for key, rules in (("a", []), ("b", ["postings_have_contents"])):
        contents, roles = fill(TABLES["contents"], posting_key=[key]), fill(TABLES["roles"])
        frames = {"postings": postings, "contents": contents, "roles": roles}
        assert broken("postings", frames, "day=2026-01-08/x") == rules


@pytest.mark.parametrize(("role", "rules"), [("none", []), ("streamer", []), ("vlogger", ["role_is_in_taxonomy"])])
def test_a_role_is_one_of_the_taxonomy_in_force(fill: Fill, role: str, rules: list[str]) -> None:
    basis = None if role == "none" else "title"
    frames = {
        "postings": fill(TABLES["postings"], role=role, role_basis=basis),
        "contents": fill(TABLES["contents"]),
        "roles": fill(TABLES["roles"], role=["streamer"]),
    }
    assert broken("postings", frames, "day=2026-01-08/x") == rules


def test_every_table_of_demand_keeps_the_identities(fill: Fill) -> None:
    lifecycle = fill(TABLES["lifecycle"], is_counted=True, event="entered")
    stock = {"open": 1, "vacancies": 1, "sighted": 1, "employers": 1}
    cells = {"role": "any", "country": "ZZ", "rung": ["any", "manager"], "entered": 1, **stock}
    daily = {"demand_daily": fill(TABLES["demand_daily"], **cells), "lifecycle": lifecycle}
    daily["roles"] = fill(TABLES["roles"])
    assert broken("demand_daily", daily, "day=2026-01-08") == []
    monthly = {**daily, "demand_monthly": fill(TABLES["demand_monthly"], **cells)}
    assert broken("demand_monthly", monthly, "month=2026-01") == []
    monthly["demand_monthly"] = monthly["demand_monthly"].with_columns(entered=pl.lit(0, pl.Int64))
    rules = ["stock_follows_from_flows", "months_sum_up_their_days"]
    assert broken("demand_monthly", monthly, "month=2026-01") == rules


def test_a_failed_rule_says_how_often_and_where(fill: Fill) -> None:
    rows = fill(TABLES["demand_daily"], role=["paid_social", "any"], country="DE", rung="any", open=1, carried=2)
    beside = {"lifecycle": fill(TABLES["lifecycle"]), "roles": fill(TABLES["roles"], role=["paid_social"])}
    verdicts = meaning.judge(TABLES["demand_daily"], {"demand_daily": rows, **beside}, ["day=2026-01-08"])
    observed = {found.expectation: found.observed for found in verdicts}
    assert observed["carried_is_open"] == "2 offending, such as any × DE × any"


def test_rows_before_the_partitions_judged_get_no_verdict(fill: Fill) -> None:
    crawls = fill(TABLES["crawls"], day=[DAY, date(2026, 1, 9)], proof=[None, "total"])
    frames = {"crawls": crawls, "sources": fill(TABLES["sources"])}
    verdicts = meaning.judge(TABLES["crawls"], frames, ["day=2026-01-09/x"])
    assert {(found.partition, found.is_success) for found in verdicts} == {("day=2026-01-09/x", True)}


def test_a_partition_without_a_row_holds(fill: Fill) -> None:
    assert (
        broken(
            "managers", {name: fill(TABLES[name], rows=0) for name in ("managers", "demand_monthly")}, "month=2026-01"
        )
        == []
    )


def test_a_table_without_rules_has_no_verdict(fill: Fill) -> None:
    assert meaning.judge(TABLES["roles"], {"roles": fill(TABLES["roles"])}, ["all"]) == []
