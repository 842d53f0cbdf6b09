"""What it counts, into a draft: coverage and demand of each day, and what is asked of each month."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from dags.deriving import questions
from dags.deriving.chunks import base_before, month_of, names_of, whole
from dags.deriving.linking import VACANCIES
from expectations.tables import TABLES
from transforms import adjusted, coverage, demand, durations, months
from transforms.gold import gold_table
from warehouse.draft import Draft

CRAWLS, BOARDS, LIFECYCLE, COVERAGE = (TABLES[name] for name in ("crawls", "boards", "lifecycle", "coverage"))
DAILY, MONTHLY, ADJUSTED = (TABLES[name] for name in ("demand_daily", "demand_monthly", "shares_adjusted"))
CLOSINGS, DURATIONS = TABLES["closings"], TABLES["durations"]


def count(draft: Draft, days: Sequence[date]) -> None:
    """Coverage and demand of many days at once."""
    names, base = names_of(days), base_before(draft, days[0])
    panel, crawls, alive = (draft.scan(table, names) for table in (BOARDS, CRAWLS, LIFECYCLE))
    covered = draft.write_days(
        COVERAGE,
        coverage.cover(panel, crawls, alive),
        whole(days),
        lambda name: draft.made_from((LIFECYCLE, [name]), (BOARDS, [name]), (CRAWLS, [name])),
    )
    held = demand.by_employer(alive).collect()
    cells = demand.cells(alive, draft.scan(VACANCIES, names), held.lazy()).collect()
    before = draft.scan(DAILY, _week_before(draft, names[0]))
    draft.write_days(
        DAILY,
        demand.count(days, cells.lazy(), before, draft.scan(MONTHLY, base), covered.lazy()),
        whole(days),
        lambda name: draft.made_from(
            *((table, [name]) for table in (LIFECYCLE, VACANCIES, COVERAGE)),
            *((DAILY, _week_before(draft, name)), (MONTHLY, base)),
        ),
        is_chained=True,
    )


def _week_before(draft: Draft, name: str) -> list[str]:
    """The partitions of demand that a day looks back to: those of the week that ends with it, at least the last one."""
    day = date.fromisoformat(name.removeprefix("day="))
    start = f"day={day - timedelta(days=demand.WEEK - 1)}"
    week = [earlier for earlier in draft.partitions(DAILY) if start <= earlier < name]
    return week or draft.before(DAILY, name)


def sum_up(draft: Draft, days: Sequence[date]) -> None:
    """Draft the demand of the month of these days."""
    month, base = month_of(days[0]), base_before(draft, days[0])
    names = _days_of(draft, month)
    counted = [date.fromisoformat(name.removeprefix("day=")) for name in names]
    draft.write(
        MONTHLY,
        f"month={month}",
        months.sum_up(month, counted, draft.scan(DAILY, names), draft.scan(MONTHLY, base) if base else None),
        draft.made_from((DAILY, names), (MONTHLY, base)),
    )


def _days_of(draft: Draft, month: str) -> list[str]:
    """The partitions of the days of a month that are counted."""
    return [name for name in draft.partitions(DAILY) if name.startswith(f"day={month}")]


def answer_month(draft: Draft, days: Sequence[date]) -> None:
    """Draft what is asked of the month of these days, and what no other table is made from."""
    month = month_of(days[0])
    if (DURATIONS.name, f"month={month}") in draft.drafted:
        return
    names = _days_of(draft, month)
    questions.answer(draft, month, names)
    _adjust(draft, f"month={month}", names[-1:])
    _last(draft, month, names)


def _adjust(draft: Draft, partition: str, last: Sequence[str]) -> None:
    """The shares of a month, whose `last` day is its stock, beside what they are without the classifier's known errors."""
    gold, monthly = gold_table(), draft.scan(MONTHLY, [partition])
    counted = pl.collect_all([adjusted.stock(draft.scan(LIFECYCLE, last)), adjusted.confusion(gold)])
    draft.write(
        ADJUSTED,
        partition,
        adjusted.beside(monthly, adjusted.adjust(*counted).lazy(), gold),
        draft.made_from((LIFECYCLE, last), (MONTHLY, [partition])),
    )


def _last(draft: Draft, month: str, names: Sequence[str]) -> None:
    """How long postings stay open, in the window that ends with a month, whose days are `names`."""
    partition = f"month={month}"
    start = f"month={durations.window_start(month):%Y-%m}"
    window = [name for name in draft.partitions(CLOSINGS) if start <= name <= partition]
    spells = durations.at_risk(month, draft.scan(CLOSINGS, window), draft.scan(LIFECYCLE, names[-1:])).collect()
    made_from = draft.made_from((CLOSINGS, window), (LIFECYCLE, names[-1:]))
    draft.write(DURATIONS, partition, durations.measure(month, spells), made_from)
