"""What the boards answer on each day: most of them everything, some nothing, less, or not yet."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from expectations.landed import CRAWLS
from simulation.markets import LAST, SOURCE, Markets

FIRST_DAY = date(2026, 3, 2)
EVERY = 2
"""Days from one crawl to the next: half the work, and every rule still has its turn."""
NUMBERS = range(0, LAST + 1, EVERY)

LATE, RETIRED, OUT = 0.10, 0.05, 0.12
"""Boards that join during the month, that are given up in it, and that are silent from `OUTAGE` on."""
OUTAGE = (8, 23)
"""From one day until before the other: for longer than the 10 days for which silence is bridged."""
FAULTS = {"failed": 0.010, "empty": 0.003, "cut": 0.005}
"""Of all answers so many fail, show nothing, or show a third of the listing. Long listings alone are cut: of a short one without
a total nobody can tell."""
QUIET = 3
"""Every so many crawls nobody lies: who shows too little three times in a row is believed, and nothing could tell. Left to
chance, that happened to 1 of 473,950 postings."""
HAS_TOTAL = 0.5
"""Boards that state how many postings they have. The others are judged by what they had."""
LONG = 75
"""Postings, well above the band of the ledger."""


@dataclass(frozen=True)
class Boards:
    """How the boards behave: `rows` with the days from which and until which each is asked, silence and totals."""

    rows: pl.DataFrame
    seed: int

    def asked(self, number: int, there: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The landed crawls of a day, and those of the postings `there` that they show."""
        asked = self.rows.filter(pl.col("joins") <= number, pl.col("retires") > number)
        long = there.group_by("board").len("postings").filter(pl.col("postings") >= LONG)
        asked = asked.join(long, on="board", how="left", maintain_order="left")
        answers = asked.with_columns(fault=_faults(number, self.seed, asked))
        shown = there.join(answers.select("board", "fault"), on="board", maintain_order="left").filter(
            (pl.col("fault") == "none") | ((pl.col("fault") == "cut") & (pl.int_range(pl.len()) % 3 == 0))
        )
        counts = there.group_by("board").agg(there=pl.len())
        collected = shown.group_by("board").agg(collected=pl.len())
        crawls = answers.join(counts, on="board", how="left").join(collected, on="board", how="left")
        return _landed(number, crawls), shown


def behaviour(markets: Markets, seed: int) -> Boards:
    """Draw how the boards of the markets behave."""
    chance = np.random.default_rng(seed)
    count = markets.boards.height
    late, retired = chance.random(count) < LATE, chance.random(count) < RETIRED
    joins, retires = chance.integers(1, LAST, size=(2, count))
    rows = markets.boards.with_columns(
        joins=pl.Series(np.where(late, joins, 0)),
        retires=pl.Series(np.where(retired, retires, LAST + 1)),
        is_out=pl.Series(chance.random(count) < OUT),
        has_total=pl.Series(chance.random(count) < HAS_TOTAL),
    )
    return Boards(rows, seed)


def _faults(number: int, seed: int, asked: pl.DataFrame) -> pl.Expr:
    likely = [1 - sum(FAULTS.values()), *FAULTS.values()]
    drawn = np.random.default_rng([seed, number]).choice(["none", *FAULTS], asked.height, p=likely)
    fault = pl.lit(pl.Series(drawn))
    is_out = pl.col("is_out") & pl.lit(OUTAGE[0] <= number < OUTAGE[1])
    is_short = (fault == "cut") & pl.col("postings").is_null()
    is_true = pl.lit(number // EVERY % QUIET == 0) & (fault != "failed")
    return pl.when(is_out).then(pl.lit("failed")).when(is_short | is_true).then(pl.lit("none")).otherwise(fault)


def _landed(number: int, answers: pl.DataFrame) -> pl.DataFrame:
    """Crawls as a spider lands them: a cut listing is partial where a total says so."""
    fault, collected = pl.col("fault"), pl.col("collected").fill_null(0).cast(pl.Int64)
    there = pl.col("there").fill_null(0).cast(pl.Int64)
    is_total = pl.col("has_total") & fault.is_in(["none", "cut"])
    status = (
        pl.when(fault == "failed")
        .then(pl.lit("failed"))
        .when((fault == "empty") | ((collected == 0) & ~is_total))
        .then(pl.lit("empty"))
        .when(is_total & (collected < there))
        .then(pl.lit("partial"))
        .otherwise(pl.lit("complete"))
    )
    return answers.select(
        day=pl.lit(FIRST_DAY + timedelta(days=number)),
        attempt=pl.lit(1, pl.Int64),
        source=pl.lit(SOURCE),
        board="board",
        status=status,
        proof=pl.when(status == "complete").then(pl.lit("simulated")),
        listed=pl.when(is_total).then(there),
        collected=collected,
        rejected=pl.lit(0, pl.Int64),
        robots=pl.lit("allowed"),
        misses_to_close=pl.lit(1, pl.Int64),
        covers=pl.lit("board"),
    ).match_to_schema({"day": pl.Date, "attempt": pl.Int64, **CRAWLS}, missing_columns="insert")
