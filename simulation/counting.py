"""The markets through the pipeline's own functions, from the ledger to the tables of demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import polars as pl

from expectations.contracts import NO_ROLE
from expectations.tables import TABLES
from simulation.crawls import FIRST_DAY, NUMBERS, Boards
from simulation.markets import SOURCE, Markets
from spiders.sandbox import words
from spiders.sandbox.texts import describe
from transforms import boards, closings, coverage, demand, ledger, lifecycle
from transforms.roles import classify

EMPLOYERS = {kind: name for name, kind, _ in reversed(words.EMPLOYERS)}
"""One of each kind in the sandbox: some titles mean something else with another employer."""
UNCHANGED = pl.lit("0" * 16)
"""The digest of what a posting states: nobody edits one here."""


@dataclass(frozen=True)
class Counted:
    """What the pipeline made of the markets.

    `daily` is `demand_daily` of all days; `cells` what it was counted from and `lifecycle`, both of the last; `closed` has
    posting_key and day of every posting that was counted as closed.
    """

    daily: pl.DataFrame
    cells: pl.DataFrame
    lifecycle: pl.DataFrame
    closed: pl.DataFrame


def day_of(number: int) -> date:
    """The day of the calendar."""
    return FIRST_DAY + timedelta(days=number)


def count(markets: Markets, behaviour: Boards) -> Counted:
    """Crawl, follow and count the markets, one day after the other."""
    postings = _classified(markets)
    state, alive = _nothing("boards"), _nothing("lifecycle")
    never_closed_before = closings.last(_nothing("closings").lazy(), postings)
    unlinked = _nothing("vacancies").lazy()
    cells, covered, closed = [], [], []
    for number in NUMBERS:
        day = day_of(number)
        there = markets.postings.filter(pl.col("opens") <= number, pl.col("closes") > number)
        landed, shown = behaviour.asked(number, there)
        before = state.lazy().with_columns(day=pl.lit(day))
        crawls = TABLES["crawls"].conform(ledger.settle(landed.lazy(), before)).collect()
        state = TABLES["boards"].conform(boards.advance(day, state.lazy(), crawls.lazy())).collect()
        sightings, new = _seen(day, shown), shown.join(alive, on="posting_key", how="anti")
        advanced = lifecycle.advance(
            day,
            alive.lazy(),
            never_closed_before,
            sightings,
            _nothing("rejects").lazy(),
            _filled("postings", postings.join(new.lazy(), on="posting_key", how="semi")),
            crawls.lazy(),
            state.lazy(),
        )
        alive = TABLES["lifecycle"].conform(advanced).collect()
        closed.append(alive.filter(event="closed").select("posting_key", "day"))
        held = demand.by_employer(alive.lazy()).collect()
        cells.append(demand.cells(alive.lazy(), unlinked, held.lazy()).collect())
        covered.append(coverage.cover(state.lazy(), crawls.lazy(), alive.lazy()).collect())
    return Counted(_demand(cells, covered), cells[-1], alive, pl.concat(closed))


def _classified(markets: Markets) -> pl.LazyFrame:
    """Every posting as the classifier reads it: each title with an employer of each kind, and with a text of its role."""
    named = markets.postings.join(markets.boards, on="board").rename({"role": "true_role"})
    advertised = named.select("kind", "title", "true_role").unique().sort("kind", "title", "true_role")
    employers = [EMPLOYERS[kind] for kind in advertised["kind"]]
    texts = [
        describe(Random(SOURCE), employer, title, role != NO_ROLE, has_contact=False)
        for employer, (_, title, role) in zip(employers, advertised.iter_rows(), strict=True)
    ]
    read = classify(advertised.lazy().with_columns(employer=pl.Series(employers), text=pl.Series(texts)))
    known = read.select("kind", "title", "true_role", "role", "rung", "is_manager_titled").collect()
    return (
        named.lazy()
        .join(known.lazy(), on=["kind", "title", "true_role"])
        .select("posting_key", "employer", "role", "rung", "country", "is_manager_titled", content_digest=UNCHANGED)
    )


def _seen(day: date, shown: pl.DataFrame) -> pl.LazyFrame:
    stated = shown.lazy().with_columns(day=pl.lit(day), source=pl.lit(SOURCE), content_digest=UNCHANGED, is_active=True)
    return _filled("sightings", stated)


def _demand(cells: Sequence[pl.DataFrame], covered: Sequence[pl.DataFrame]) -> pl.DataFrame:
    days = [day_of(number) for number in NUMBERS]
    counted = demand.count(
        days,
        pl.concat(cells).lazy(),
        _nothing("demand_daily").lazy(),
        _nothing("demand_monthly").lazy(),
        pl.concat(covered).lazy(),
    )
    return TABLES["demand_daily"].conform(counted).collect()


def _nothing(name: str) -> pl.DataFrame:
    return pl.DataFrame(schema=TABLES[name].schema)


def _filled(name: str, rows: pl.LazyFrame) -> pl.LazyFrame:
    """`rows` as a table; what no step of the count looks at is null."""
    return rows.match_to_schema(TABLES[name].schema, missing_columns="insert", extra_columns="ignore")
