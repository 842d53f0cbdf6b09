"""Volume and fill-rate floors from the ledger's own history. Floors fail, ceilings warn.

What is compared is alike: the same boards on both sides, so a board that failed or is new moves neither. A floor needs
history; without it the verdict succeeds and says so.

A floor cannot know whether a source has broken or has really fallen. A person can: a fall that is accepted, with a reason,
is recorded as a warning, and what is usual is learnt anew from the day after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from expectations.contracts import OBSERVED, Table, Verdict
from expectations.tables.contents import CONTENTS
from expectations.tables.sightings import IS_LIVE, SIGHTINGS
from expectations.tally import Frames, partition_of

WINDOW = 14
"""Partitions looked back on: two weeks, so that weekdays and weekends weigh what they weigh."""
ENOUGH_HISTORY = 7
"""Partitions that a median needs: one week."""

FLOOR, CEILING = 0.5, 2.0
"""Share of the usual volume, and of the usual fill rate, below which a partition fails (above which it warns).
Volume: on 820 listings of 2023 to 2026 (crypto-jobs-fyi, 10 to 160 boards) the postings lay between 0.755 and 1.351 of
the boards' medians. In 298 listings of simplify_new_grad the live ones never fell below 0.57, but for two sweeps of its
keepers: 111 postings marked as closed for one day (0.25), and those of fifty days marked at once (0.15).
Fill rate: on 189 days of 100 or more new postings in crypto-jobs-fyi, that of the location never fell below 0.97 of its
median. Half is far from both, and a field that a parser lost is at 0."""
MIN_BOARDS = 10
"""In the Greenhouse snapshots of January 2026, 7 of 294,000 random panels of 3 or 5 boards halved from one day to the
next; of 200,000 panels of 10 none fell below 0.66."""
MIN_POSTINGS = 50
"""As in the ledger's band: fewer postings halve for real."""
MIN_CONTENTS = 100
"""Changed postings that a fill rate is measured on: the days of the evidence above."""

FILLED = ("title", "employer", "location", "description", "posted_at")
FLOORS = ("volume_floor", *(f"fill_rate_floor({field})" for field in FILLED))
"""What can be accepted. Everything else that the gate finds is wrong whatever the source did."""

Accepted = Mapping[tuple[str, str], str]
"""(partition, floor) → why the fall is real."""

LOOKS_AT = {"sightings": ("sightings", "crawls"), "contents": ("contents",)}
"""The tables that have a baseline, and the frames that it takes."""


def judge(table: Table, frames: Frames, partitions: Sequence[str], accepted: Accepted | None = None) -> list[Verdict]:
    """The floors and ceilings of `table` for each of `partitions`; tables without a baseline get no verdict.

    `frames` holds rows by table name, those of `LOOKS_AT`, and reaches back up to `WINDOW` partitions before the first
    one judged. A floor is of severity error, or warning where its fall is `accepted`; a ceiling of severity warning.
    """
    accepted, judged = accepted or {}, []
    if table.name == "sightings":
        judged = _volume(frames, partitions, accepted)
    if table.name == "contents":
        rates = fill_rates(frames["contents"]).collect()
        judged = [verdict for field in FILLED for verdict in _fill_rate(rates, field, partitions, accepted)]
    return sorted((_weighed(verdict, accepted) for verdict in judged), key=lambda verdict: verdict.partition)


def _weighed(verdict: Verdict, accepted: Accepted) -> Verdict:
    why = accepted.get((verdict.partition, verdict.expectation))
    if verdict.is_success or why is None:
        return verdict
    return replace(verdict, severity="warning", observed=f"{verdict.observed}; accepted: {why}")


def _volume(frames: Frames, partitions: Sequence[str], accepted: Accepted) -> list[Verdict]:
    usual = usual_volume(frames["sightings"], frames["crawls"], accepted).collect()
    found = {partition: figures for partition, *figures in usual.iter_rows()}
    judged = []
    for partition in partitions:
        boards, postings, expected = found.get(partition, (0, 0, 0.0))
        is_judged = boards >= MIN_BOARDS and expected >= MIN_POSTINGS
        seen = f"{postings} postings where {expected:.0f} are usual, on {boards} boards with a history"
        seen += "" if is_judged else f": no floor below {MIN_BOARDS} such boards or {MIN_POSTINGS} postings"
        floor = not is_judged or postings >= FLOOR * expected
        ceiling = not is_judged or postings <= CEILING * expected
        judged.append(Verdict("sightings", partition, "volume_floor", "error", floor, seen))
        judged.append(Verdict("sightings", partition, "volume_ceiling", "warning", ceiling, seen))
    return judged


def usual_volume(sightings: pl.LazyFrame, crawls: pl.LazyFrame, accepted: Accepted) -> pl.LazyFrame:
    """partition, boards, postings, usual: the live postings of the boards observed, beside the sum of their own medians.

    A board counts where it was observed at least `ENOUGH_HISTORY` times in its last `WINDOW` observations before. What
    a list still shows as closed is no demand: its purge is no fall (2024-06-19 in simplify_new_grad, 1,471 rows to 676).
    """
    observed = crawls.filter(pl.col("status").is_in(OBSERVED)).select("day", "source", "board")
    seen = sightings.filter(IS_LIVE).group_by("day", "source", "board").agg(postings=pl.len().cast(pl.Int64))
    boards = observed.join(seen, on=["day", "source", "board"], how="left")
    boards = boards.with_columns(pl.col("postings").fill_null(0), level=_level(accepted, "volume_floor"))
    boards = boards.with_columns(usual=_usual(pl.col("postings"), "source", "board")).drop_nulls("usual")
    by_partition = boards.group_by(partition_of(SIGHTINGS))
    return by_partition.agg(pl.len().alias("boards"), pl.col("postings").sum(), pl.col("usual").sum())


def fill_rates(contents: pl.LazyFrame) -> pl.LazyFrame:
    """day, source and, by the names of `FILLED`, the share of changed postings that state the field.

    Days with fewer than `MIN_CONTENTS` changed postings have no row and are no history.
    """
    filled = [(pl.col(field).fill_null("").str.strip_chars() != "").mean().alias(field) for field in FILLED]
    days = contents.group_by("day", "source").agg(*filled, postings=pl.len())
    return days.filter(pl.col("postings") >= MIN_CONTENTS).drop("postings")


def _fill_rate(rates: pl.DataFrame, field: str, partitions: Sequence[str], accepted: Accepted) -> list[Verdict]:
    found = {partition: figures for partition, *figures in usual_fill_rate(rates, field, accepted).iter_rows()}
    judged = []
    for partition in partitions:
        rate, usual = found.get(partition, (None, None))
        if rate is None or usual is None:
            is_success = True
            seen = f"no floor: it takes {MIN_CONTENTS} changed postings, on {ENOUGH_HISTORY} days before as well"
        else:
            is_success, seen = rate >= FLOOR * usual, f"filled in {rate:.1%} where {usual:.1%} is usual"
        judged.append(Verdict("contents", partition, f"fill_rate_floor({field})", "error", is_success, seen))
    return judged


def usual_fill_rate(rates: pl.DataFrame, field: str, accepted: Accepted) -> pl.DataFrame:
    """partition, rate, usual: that of `field` in `fill_rates`, beside its median of the days before."""
    days = rates.with_columns(level=_level(accepted, f"fill_rate_floor({field})"))
    return days.select(partition_of(CONTENTS), field, usual=_usual(pl.col(field), "source"))


def _level(accepted: Accepted, floor: str) -> pl.Expr:
    """How many accepted falls of its source lie before a row's day."""
    falls = [partition.removeprefix("day=").split("/") for partition, name in accepted if name == floor]
    before = [(pl.col("source") == source) & (pl.col("day") > date.fromisoformat(day)) for day, source in falls]
    return pl.sum_horizontal(pl.lit(0), *before)


def _usual(value: pl.Expr, *of: str) -> pl.Expr:
    """The median of the last `WINDOW` values of this level before the day, null for fewer than `ENOUGH_HISTORY`."""
    before = value.rolling_median(WINDOW, min_samples=ENOUGH_HISTORY).shift(1)
    return before.over(*of, "level", order_by="day")
