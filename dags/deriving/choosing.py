"""Where a rebuild of chosen tables starts: each table is made in one step, and what follows from it in later ones."""

from collections.abc import Sequence
from enum import IntEnum


class Step(IntEnum):
    """The steps of a derivation, in their order. A rebuild starts with one of them and does all that come later."""

    reduce = 0
    clean = 1
    classify = 2
    link = 3
    demand = 4
    answer = 5


MADE_IN = {
    Step.reduce: ("crawls", "traffic", "boards", "sightings", "rejects"),
    # Which contents are new rests on what was open; what is open, on what was closed in earlier months.
    Step.clean: ("contents", "lifecycle", "closings"),
    Step.classify: ("postings",),
    Step.link: ("vacancies", "links"),
    # The index of a day rests on a month that is summed up.
    Step.demand: ("coverage", "demand_daily", "demand_monthly"),
    Step.answer: ("managers", "decomposition", "shifts", "shares_adjusted", "durations", "employers"),
}
"""The tables that can be chosen, by the step with which a rebuild of them starts."""

CHOICES = [table for tables in MADE_IN.values() for table in tables]


class UnknownTable(Exception):
    """A name that a rebuild cannot start from; its text is one line that says what can be chosen."""

    exit_code = 2


def first_step(tables: Sequence[str]) -> Step:
    """The earliest step that makes one of these tables; without a choice, the first. Raises `UnknownTable`."""
    if unknown := sorted(set(tables).difference(CHOICES)):
        raise UnknownTable(f"a rebuild cannot start from {', '.join(unknown)}; choose among {', '.join(CHOICES)}")
    return min((step for step, made in MADE_IN.items() if set(made) & set(tables)), default=Step.reduce)
