"""Volume and fill-rate floors from the ledger's own history. Floors fail, ceilings warn.

What is compared is alike: the same boards on both sides, so a board that failed or is new moves neither. A floor needs
history; without it the verdict succeeds and says so.
"""

from collections.abc import Sequence

import polars as pl

from expectations.contracts import OBSERVED, Table, Verdict
from expectations.tables.contents import CONTENTS
from expectations.tables.sightings import SIGHTINGS
from expectations.tally import Frames, partition_of

WINDOW = 14
"""Partitions looked back on: two weeks, so that weekdays and weekends weigh what they weigh."""
ENOUGH_HISTORY = 7
"""Partitions that a median needs: one week."""

FLOOR, CEILING = 0.5, 2.0
"""Share of the usual volume, and of the usual fill rate, below which a partition fails (above which it warns).
Volume: on 820 listings of 2023 to 2026 (crypto-jobs-fyi, 10 to 160 boards) the postings lay between 0.755 and 1.351 of
the boards' medians. Fill rate: on 189 days of 100 or more new postings there, that of the location never fell below 0.97
of its median. Half is far from both, and a field that a parser lost is at 0."""
MIN_BOARDS = 10
"""In the Greenhouse snapshots of January 2026, 7 of 294,000 random panels of 3 or 5 boards halved from one day to the
next; of 200,000 panels of 10 none fell below 0.66."""
MIN_POSTINGS = 50
"""As in the ledger's band: fewer postings halve for real."""
MIN_CONTENTS = 100
"""Changed postings that a fill rate is measured on: the days of the evidence above."""

FILLED = ("title", "employer", "location", "description", "posted_at")

LOOKS_AT = {"sightings": ("sightings", "crawls"), "contents": ("contents",)}
"""The tables that have a baseline, and the frames that it takes."""


def judge(table: Table, frames: Frames, partitions: Sequence[str]) -> list[Verdict]:
    """The floors and ceilings of `table` for each of `partitions`; tables without a baseline get no verdict.

    `frames` holds rows by table name, those of `LOOKS_AT`, and reaches back up to `WINDOW` partitions before the first
    one judged. A floor is of severity error, a ceiling of severity warning.
    """
    judged: list[Verdict] = []
    if table.name == "sightings":
        judged = _volume(frames, partitions)
    if table.name == "contents":
        judged = [verdict for field in FILLED for verdict in _fill_rate(frames, field, partitions)]
    return sorted(judged, key=lambda verdict: verdict.partition)


def _volume(frames: Frames, partitions: Sequence[str]) -> list[Verdict]:
    usual = usual_volume(frames["sightings"], frames["crawls"]).collect()
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


def usual_volume(sightings: pl.LazyFrame, crawls: pl.LazyFrame) -> pl.LazyFrame:
    """partition, boards, postings, usual: what the boards observed show, beside the sum of their own medians.

    A board counts where it was observed at least `ENOUGH_HISTORY` times in its last `WINDOW` observations before.
    """
    observed = crawls.filter(pl.col("status").is_in(OBSERVED)).select("day", "source", "board")
    seen = sightings.group_by("day", "source", "board").agg(postings=pl.len().cast(pl.Int64))
    boards = observed.join(seen, on=["day", "source", "board"], how="left")
    boards = boards.with_columns(pl.col("postings").fill_null(0))
    boards = boards.with_columns(usual=_usual(pl.col("postings"), "source", "board")).drop_nulls("usual")
    by_partition = boards.group_by(partition_of(SIGHTINGS))
    return by_partition.agg(pl.len().alias("boards"), pl.col("postings").sum(), pl.col("usual").sum())


def _fill_rate(frames: Frames, field: str, partitions: Sequence[str]) -> list[Verdict]:
    rates = usual_fill_rate(frames["contents"], field).collect()
    found = {partition: figures for partition, *figures in rates.iter_rows()}
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


def usual_fill_rate(contents: pl.LazyFrame, field: str) -> pl.LazyFrame:
    """partition, rate, usual: the share of changed postings that state `field`, beside its median of the days before.

    Days with fewer than `MIN_CONTENTS` changed postings have no row and are no history.
    """
    is_filled = pl.col(field).fill_null("").str.strip_chars() != ""
    days = contents.group_by("day", "source").agg(postings=pl.len(), rate=is_filled.mean())
    days = days.filter(pl.col("postings") >= MIN_CONTENTS)
    return days.select(partition_of(CONTENTS), "rate", usual=_usual(pl.col("rate"), "source"))


def _usual(value: pl.Expr, *of: str) -> pl.Expr:
    """The median of the last `WINDOW` values before the day, null where there are fewer than `ENOUGH_HISTORY`."""
    before = value.rolling_median(WINDOW, min_samples=ENOUGH_HISTORY).shift(1)
    return before.over(*of, order_by="day")
