"""A rebuild: which days are derived again, from which step on, and what of it can be derived month by month, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dags.deriving import counting, following, stages, taxonomies
from dags.deriving.choosing import Step, first_step
from expectations.tables import TABLES
from warehouse import landing
from warehouse.draft import Draft
from warehouse.store import Store, StoreError

BY_MONTH = {Step.classify: following.classify, Step.answer: counting.answer_month}
"""Steps in which no partition rests on another one that they make: postings follow from the contents of their day, answers
from the tables of their month."""


@dataclass(frozen=True)
class Rebuild:
    """These days, in their order, from this step on."""

    days: Sequence[date]
    step: Step

    @property
    def months(self) -> dict[str, list[date]]:
        """Month → its days, where the first step can be done month by month; else nothing."""
        by_month = groupby(self.days, key="{:%Y-%m}".format)
        return {month: list(days) for month, days in by_month} if self.step in BY_MONTH else {}

    def set_month_aside(self, draft: Draft, month: str, folder: str) -> None:
        """Do the first step for a month, and keep what it drafts in the store."""
        BY_MONTH[self.step](draft, self.months[month])
        draft.set_aside(folder)

    def derive(self, draft: Draft, days: Sequence[date], progress: stages.Progress, whole: stages.Whole) -> None:
        """Draft all of it but what the draft holds already."""
        if self.step is Step.reduce:
            stages.derive_days(draft, days, progress, whole)
        else:
            stages.derive_from(self.step, draft, days, progress, whole)


def plan(store: Store, first: date | None, last: date | None, tables: Sequence[str]) -> Rebuild:
    """What to derive again for these days and tables: all days where none is named, all tables where none is chosen.

    Where the taxonomy has changed since they were counted it is every day, and from the postings on at the latest.
    Raises `StoreError` where nothing was landed on these days, or where what an earlier step makes of them is not there.
    """
    landed = [day for day in landing.days(store) if (first or day) <= day <= (last or day)]
    if not landed:
        raise StoreError(f"nothing was landed in {store.url} on these days: `helpwanted refresh` or `import` does that")
    step = first_step(tables)
    rebuild = Rebuild(
        taxonomies.days_due(store, landed), min(step, Step.classify) if taxonomies.has_changed(store) else step
    )
    _refuse_underived(store, rebuild)
    return rebuild


def _refuse_underived(store: Store, rebuild: Rebuild) -> None:
    if rebuild.step is Step.reduce:
        return
    needed = TABLES["boards" if rebuild.step is Step.clean else "demand_daily"]
    there = store.partitions(needed)
    if missing := [str(day) for day in rebuild.days if f"day={day}" not in there]:
        raise StoreError(
            f"no {needed.name} of {', '.join(missing)} yet: rebuild these days without choosing tables first"
        )
