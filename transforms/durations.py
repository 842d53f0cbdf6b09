"""How long postings stay open: the table `durations`, from what closed in twelve months and what is open at their end."""

from datetime import date
from math import isnan
from typing import Any

import polars as pl

from expectations.contracts import NO_ROLE, SUMS_OF_ROLES
from expectations.tables.durations import DURATIONS
from expectations.tables.lifecycle import UNSEEN_ENDS
from transforms import survival
from transforms.intervals import EMPLOYERS_FLOOR, HOLDERS_FLOOR
from transforms.survival import Spells
from transforms.taxonomy import taxonomy

WINDOW_MONTHS = 12
"""A year has every season once; a longer window would speak of a market that is gone, and cost more with every month."""
SHOWN_DAYS = (30, 60, 90)


def measure(month: str, spells: pl.DataFrame) -> pl.LazyFrame:
    """The table `durations` of `month` from the spells of its window, as `at_risk` gives them."""
    roles = [*(role.id for role in taxonomy().roles), *SUMS_OF_ROLES]
    facts = {"month": month, "since_on": window_start(month)}
    return pl.LazyFrame(
        [{**facts, "role": role, **_of_role(spells.filter(_is(role)))} for role in roles], DURATIONS.schema
    )


def window_start(month: str) -> date:
    """The first day of the window that ends with `month`."""
    months = int(month[:4]) * 12 + int(month[5:]) - WINDOW_MONTHS
    return date(months // 12, months % 12 + 1, 1)


def at_risk(month: str, closings: pl.LazyFrame, lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """role, employer, and ages in days of every spell of the window: entry, lower and upper as in `survival.Spells`.

    `closings` holds the partitions of the window, the last of which is `month`; `lifecycle` that of the month's last day.
    A spell is counted from its first day, or, where it was found open, from the day on which it says it was posted; where
    it says nothing, entry is null: nobody knows its age.
    """
    spell = ["posting_key", "first_seen_on"]
    alive = lifecycle.filter(pl.col("status") == "open").drop("missed_on", "closed_reason")
    ended = closings.join(alive, on=spell, how="anti").sort("closed_on").unique(spell, keep="last")
    spells = pl.concat([ended, alive], how="diagonal")
    found_open = pl.when(pl.col("posted_on") <= pl.col("first_seen_on")).then("posted_on")
    origin = pl.when("is_left_truncated").then(found_open).otherwise("first_seen_on")
    entered_on = pl.min_horizontal(pl.max_horizontal("first_seen_on", pl.lit(window_start(month))), "last_seen_on")
    is_seen_to_end = ~pl.col("closed_reason").is_in(UNSEEN_ENDS)
    return spells.select(
        "role",
        "employer",
        entry=(entered_on - origin).dt.total_days(),
        lower=(pl.col("last_seen_on") - origin).dt.total_days(),
        upper=pl.when(is_seen_to_end).then((pl.col("missed_on") - origin).dt.total_days()).fill_null(0),
        is_closed=is_seen_to_end.fill_null(False),
    )


def _is(role: str) -> pl.Expr:
    if role == "any":
        return pl.lit(True)
    return pl.col("role") != NO_ROLE if role == "any_social" else pl.col("role") == role


def _of_role(spells: pl.DataFrame) -> dict[str, Any]:
    """The counts of these spells, and the curve's figures where enough stands behind them."""
    aged = spells.drop_nulls("entry")
    closed = aged.filter("is_closed")
    counts = {
        "spells": aged.height,
        "closed": closed.height,
        "censored": aged.height - closed.height,
        "ageless": spells.height - aged.height,
        "employers": aged["employer"].n_unique(),
    }
    why = _why_withheld(counts["employers"], closed["employer"].n_unique())
    figures = {} if why else _figures(aged)
    return {**counts, **figures, "is_suppressed": why is not None, "suppressed_why": why}


def _why_withheld(employers: int, closing: int) -> str | None:
    if employers < EMPLOYERS_FLOOR:
        return f"fewer than {EMPLOYERS_FLOOR} employers stand behind the spells"
    return f"fewer than {HOLDERS_FLOOR} employers closed one" if closing < HOLDERS_FLOOR else None


def _figures(spells: pl.DataFrame) -> dict[str, Any]:
    cluster = spells["employer"].rank("dense").cast(pl.Int64) - 1
    entry, lower, upper = (spells[name].to_numpy() for name in ("entry", "lower", "upper"))
    curve = survival.estimate(Spells(entry, lower, upper, cluster.to_numpy()))
    low, high = survival.bounds(curve)
    # Without a lower end one employer alone decides where the curve falls: no median, then.
    low_days = survival.median(low)
    return {
        "median_days": None if low_days is None else survival.median(curve.share),
        "low_days": low_days,
        "high_days": survival.median(high),
        **{f"open_{days}_share": _known(float(curve.share[days])) for days in SHOWN_DAYS},
    }


def _known(share: float) -> float | None:
    return None if isnan(share) else share
