"""The table `durations`: which spells count, from what age, and that its intervals hold the truth of a synthetic market."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from expectations.tables import TABLES
from spiders.sandbox.vacancies import Vacancy, vacancies
from tests.transforms.rows import table
from transforms import durations

START, END = date(2026, 1, 1), date(2026, 6, 30)
ROLE = "community_manager"


def on(day: int) -> date:
    return START + timedelta(days=day)


def spell(first: int, last: int, **stated: Any) -> dict[str, Any]:
    """A posting that was seen from one day to another, counted from START; open if nothing else is stated."""
    return {
        "posting_key": f"{first}-{last}-{sorted(stated)}",
        "employer": "Acme",
        "role": ROLE,
        "status": "open",
        "first_seen_on": on(first),
        "last_seen_on": on(last),
        "is_left_truncated": False,
        **stated,
    }


def closed(first: int, last: int, reason: str = "unseen_confirmed", **stated: Any) -> dict[str, Any]:
    missed_on = None if reason in ("board_exited", "chronic_unreachable") else on(last + 1)
    shut = {"status": "closed", "closed_on": on(last + 1), "closed_reason": reason, "missed_on": missed_on}
    return spell(first, last, **shut, **stated)


def ages(*rows: dict[str, Any], month: str = "2026-06") -> list[tuple[int | None, int | None, int]]:
    """entry, lower and upper of every spell."""
    found = durations.at_risk(month, *of_tables(rows)).select("entry", "lower", "upper").collect()
    return sorted(found.rows(), key=str)


def of_tables(rows: Sequence[dict[str, Any]]) -> Iterator[pl.LazyFrame]:
    """The spells as `closings` and `lifecycle` hold them."""
    for name, status in (("closings", "closed"), ("lifecycle", "open")):
        known = set(TABLES[name].schema)
        yield table(name, *({key: row[key] for key in row.keys() & known} for row in rows if row["status"] == status))


def test_a_closing_lies_between_the_last_sighting_and_the_first_miss() -> None:
    assert ages(closed(0, 9)) == [(0, 9, 10)]


def test_what_is_open_has_not_closed_yet() -> None:
    assert ages(spell(0, 9)) == [(0, 9, 0)]


def test_what_ended_unseen_was_there_when_last_seen_and_no_more_is_known() -> None:
    assert ages(closed(0, 9, "board_exited"), closed(5, 9, "chronic_unreachable")) == [(0, 4, 0), (0, 9, 0)]


def test_what_was_found_open_is_as_old_as_it_says_and_at_risk_from_then_on() -> None:
    assert ages(closed(0, 9, is_left_truncated=True, posted_on=on(-30))) == [(30, 39, 40)]


def test_what_was_found_open_and_says_nothing_has_no_age() -> None:
    assert ages(spell(0, 9, is_left_truncated=True)) == [(None, None, 0)]
    assert ages(spell(0, 9, is_left_truncated=True, posted_on=on(3))) == [(None, None, 0)]


def test_only_the_window_is_looked_at() -> None:
    assert ages(closed(0, 40), month="2027-01") == [(31, 40, 41)]


def test_a_spell_that_was_taken_up_again_ends_when_it_ended_last() -> None:
    first, second = closed(0, 9, posting_key="a"), closed(0, 29, posting_key="a")
    assert ages(first, second) == [(0, 29, 30)]
    assert ages(first, second, spell(0, 50, posting_key="a")) == [(0, 50, 0)]


def test_the_window_is_a_year_that_ends_with_its_month() -> None:
    assert durations.window_start("2026-06") == date(2025, 7, 1)
    assert durations.window_start("2026-12") == date(2026, 1, 1)


def measured(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The table of June, by role."""
    spells = durations.at_risk("2026-06", *of_tables(list(rows))).collect()
    found = TABLES["durations"].conform(durations.measure("2026-06", spells)).collect()
    return {row["role"]: row for row in found.rows(named=True)}


def test_few_employers_or_closings_are_counted_and_give_no_figure() -> None:
    few = measured(closed(0, life, employer=f"E{life % 4}") for life in range(9, 49))[ROLE]
    assert (few["spells"], few["closed"], few["employers"], few["median_days"]) == (40, 40, 4, None)
    assert few["suppressed_why"] == "fewer than 10 employers stand behind the spells"
    lasting = measured(spell(0, life, employer=f"E{life}") for life in range(9, 49))[ROLE]
    assert lasting["suppressed_why"] == "fewer than 5 employers closed one"


def test_a_median_that_is_not_reached_is_null_and_the_shares_that_are_known_stand() -> None:
    rows = [closed(0, 19, employer=f"E{number}", posting_key=str(number)) for number in range(6)]
    rows += [spell(0, 70, employer=f"F{number}", posting_key=f"F{number}") for number in range(24)]
    found = measured(rows)[ROLE]
    assert (found["median_days"], found["high_days"], found["is_suppressed"]) == (None, None, False)
    assert (found["open_30_share"], found["open_60_share"], found["open_90_share"]) == (0.8, 0.8, None)


MARKETS, OPEN_AT_ONCE, OBSERVED_DAYS = 3, 1_500, 181


def seen(found: Vacancy, key: str) -> dict[str, Any]:
    """A vacancy as daily crawls from START to END see it."""
    is_old = found.opened_on < START
    first = (max(found.opened_on, START) - START).days
    stated = {"posting_key": key, "employer": found.employer, "role": found.role}
    stated |= {"is_left_truncated": is_old, "posted_on": found.opened_on}
    if found.closed_on > END:
        return spell(first, OBSERVED_DAYS - 1, **stated)
    return closed(first, (found.closed_on - START).days - 1, **stated)


def test_intervals_hold_the_true_medians_of_a_market_in_which_roles_last_differently() -> None:
    markets = [
        {key: found for key, found in vacancies(seed, START, OBSERVED_DAYS, OPEN_AT_ONCE) if found.role != "none"}
        for seed in range(MARKETS)
    ]
    lives: dict[str, list[int]] = {}
    for found in (vacancy for market in markets for vacancy in market.values()):
        if found.opened_on >= START:
            lives.setdefault(found.role, []).append((found.closed_on - found.opened_on).days)
    truth = {role: float(np.median(days)) for role, days in lives.items()}
    tables = [measured(seen(found, key) for key, found in market.items()) for market in markets]
    judged = [(truth[role], rows[role]) for rows in tables for role in truth if rows[role]["median_days"] is not None]
    held = [row["low_days"] <= life and (row["high_days"] is None or life <= row["high_days"]) for life, row in judged]
    assert len(held) > 30
    assert np.mean(held) > 0.83, "nominal 0.95, less three Monte Carlo errors"
    assert truth["social_media_strategist"] > 1.5 * truth["social_customer_care"]
