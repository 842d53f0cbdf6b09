"""
### Rebuild the history

Derives the tables of a range of days again from what was landed: after a change of the code or of the taxonomy, or
when an old day was mended. Nobody is asked anything; the landing is the only source.

**Runs** by hand only: `from` and `to` are days, both included; empty means from the first landed day, to the last.
`tables` are the tables that have to be made anew; all that follows from them is, too, and what they are made from is
not. Empty: all tables. Where the taxonomy has changed it is every day, from `postings` on at the latest.

Days rest on the days before them, so they are derived in order. Two kinds of tables rest on no other day: `postings`
follow from the contents of their day; `managers`, `decomposition`, `shifts`, `shares_adjusted` and `durations` from the
tables of their month. Where a rebuild starts with these, `derive_month` makes them side by side, month by month, and
keeps them aside. Nothing is put in place before `rebuild` has judged all of it.

**When to worry**
- `rebuild` is red: the gate refused a table of a day, the log says which. The days before it are new, it and those
  after it are as they were. If a floor refused and the source really fell: `helpwanted accept`, then clear the task.
- "no longer there" in the log: a day was collected or counted while months were derived. Clear `derive_month`, too.
- the numbers of old months have moved and neither code nor taxonomy has: that must not be, the same landing gives the
  same bytes. Keep both files and open an issue.

**To run it again** clear the red task, or trigger it from the refused day on. Days later than `to` stand on the days
before them: leave `to` empty unless you know why not.
"""

from datetime import date
from hashlib import sha256
from typing import Any, TypedDict

from airflow.sdk import Param, TriggerRule, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from dags.conventions import RULES, TABLES_POOL
from dags.days import day_param
from dags.deriving.choosing import CHOICES


class Chosen(TypedDict):
    """What the form says is to be derived again, as the steps take it."""

    first: date | None
    last: date | None
    tables: list[str]


@dag(
    schedule=None,
    doc_md=__doc__,
    tags=["helpwanted", "by hand", "transforms"],
    params={
        "from": day_param("First day", "Empty: the first that was landed."),
        "to": day_param("Last day", "Empty: the last that was landed; days after it rest on it."),
        "tables": Param(
            None,
            type=["array", "null"],
            items={"type": "string", "enum": CHOICES},
            examples=CHOICES,
            title="Tables",
            description="These and all that follows from them; empty: all.",
        ),
    },
    **RULES,
)
def rebuild_history() -> None:
    """Months side by side where the tables allow it, then the rest in order."""

    @task
    def plan() -> list[str]:
        """The months to derive side by side: none, where a table rests on the day before."""
        from dags import steps

        return steps.months_to_derive_aside(**chosen())

    # One slot each, so that nobody puts tables in place meanwhile: that takes all of them.
    @task(map_index_template="{{ task.op_kwargs['month'] }}", pool=TABLES_POOL["pool"])
    def derive_month(month: str) -> dict[str, Any]:
        """Derive the first tables of a month and keep them aside."""
        from dags import steps

        return steps.derive_month_aside(month, aside(), **chosen())

    @task(multiple_outputs=False, trigger_rule=TriggerRule.NONE_FAILED, **TABLES_POOL)
    def rebuild() -> dict[str, Any]:
        """Derive all that follows, judge everything, put it in place."""
        from dags import steps

        return steps.rebuild(aside=aside(), **chosen())

    @task
    def tidy() -> None:
        """Remove what was kept aside."""
        from dags import steps

        steps.discard_aside(aside())

    derive_month.expand(month=plan()) >> rebuild() >> tidy().as_teardown()


def chosen() -> Chosen:
    """What the form says. Raises AirflowFailException where the range ends before it starts."""
    params = get_current_context()["params"]
    first, last = (date.fromisoformat(day) if day else None for day in (params["from"], params["to"]))
    if first and last and first > last:
        raise AirflowFailException(f"`from` ({first}) is after `to` ({last})")
    return {"first": first, "last": last, "tables": params["tables"] or []}


def aside() -> str:
    """The folder of the store in which this run keeps what is not judged yet."""
    return f"drafts/{sha256(get_current_context()['run_id'].encode()).hexdigest()[:16]}"


rebuild_history()
