"""
### Collect the postings of one day

Asks every board of the panel for its open postings, lands what they answered, and derives the day's ledger and
sightings from it. One mapped `crawl` task per board family, because a family is one host and a host is asked by one
task only; one `reduce` after them.

**Runs** daily at 05:00 UTC for that UTC day (the partition key), by hand with the form, or as a backfill with its
defaults. The past cannot be crawled: for any day but today real boards are entered as skipped, and what was landed then
is derived again. With `dry_run` the log of `plan` says who would be asked, and nobody is.

**When to worry**
- `reduce` is red: the gate refused the day, its log says which table, rule and count. The last good tables are still
  live. If a floor refused and the source really fell: `helpwanted accept`, then clear the task.
- an alert says "late": two hours were not enough. Look which task runs or waits; a pool without slots shows in Admin.
- one `crawl` is red in a green run: that family landed nothing new today. Its postings are carried, none is closed.
- all `crawl` tasks are red: the run is red and no table was touched. Look for the network, then for
  `HELPWANTED_CONTACT`.
- one board failing is no reason: it is in the ledger, with why. Five days without it are (an alert says "chronic").

The tab “Quality” of a run has the day in plain words: what arrived, what is late, what was refused, and which numbers
that touches. What each alert means and how to recover: docs/airflow.md.

**To run it again** clear the red task, on the same UTC day for a `crawl`, at any time for `reduce`. Every attempt is
landed beside the earlier ones and the last complete one counts, so nothing is counted twice.

`publish` passes a wish on: count the day, then publish a release.
"""

import os
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import CronPartitionTimetable, Param, TriggerRule, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

from dags.conventions import BOARDS_POOL, RULES, SIGHTINGS, TABLES_POOL, deadline
from dags.days import KEY_FORMAT, day_of, day_param

if TYPE_CHECKING:
    from dags.collecting.panels import Choice


def names_param(title: str, description: str) -> Param:
    """A choice of names in the trigger form, one a line."""
    items = {"type": "string", "minLength": 1}
    return Param(None, type=["array", "null"], items=items, title=title, description=description)


@dag(
    # A zero wait: a scheduler started at 06:00 leaves today alone, it would not be the day's usual hour.
    schedule=CronPartitionTimetable("0 5 * * *", timezone="UTC", key_format=KEY_FORMAT, run_immediately=timedelta(0)),
    # Asking real boards every day is for a person to switch on; the sandbox may be asked at once.
    is_paused_upon_creation=not os.environ.get("HELPWANTED_SANDBOX"),
    doc_md=__doc__,
    tags=["helpwanted", "daily", "spiders"],
    params={
        "day": day_param("Day to collect", "Empty: today, or the day of the backfill."),
        "sources": names_param("Sources", "Board families, one a line; empty: all."),
        "boards": names_param("Boards", "Boards of the panel, one a line; empty: all."),
        "panel": Param(
            None,
            type=["string", "null"],
            pattern=r"\.csv$",
            title="Panel",
            description="Path of a panel file on the worker; empty: the one it is set up with.",
        ),
        "limit": Param(
            None,
            type=["integer", "null"],
            minimum=1,
            title="Limit",
            description="Boards of each source at most, for a try; empty: no limit.",
        ),
        "dry_run": Param(False, type="boolean", title="Dry run", description="Only say who would be asked."),
        "publish": Param(False, type="boolean", title="Publish", description="Count this day and publish a release."),
    },
    # A panel of hundreds of boards takes an hour.
    deadline=deadline(timedelta(hours=2)),
    **RULES,
)
def collect_postings() -> None:
    """Plan, crawl each board family, reduce."""

    @task
    def plan() -> list[str]:
        """The board families to ask."""
        from dags import steps

        context = get_current_context()
        boards = steps.plan(day_to_collect(context), chosen(context["params"]))
        asked = ", ".join(f"{source} {number:,}" for source, number in boards.items())
        if context["params"]["dry_run"]:
            raise AirflowSkipException(f"dry run, nobody is asked. Boards that would be: {asked}")
        print(f"boards to ask: {asked}")
        return list(boards)

    @task(map_index_template="{{ task.op_kwargs['source'] }}", **BOARDS_POOL)
    def crawl(source: str) -> dict[str, Any]:
        """Ask the boards of one family, one after the other, and land one attempt."""
        from dags import steps

        context = get_current_context()
        return steps.crawl(day_to_collect(context), source, chosen(context["params"]))

    @task(outlets=[SIGHTINGS], trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS, **TABLES_POOL)
    def reduce() -> dict[str, Any]:
        """Derive the day's tables from what was landed, judge them, put them in place."""
        from dags import steps

        context = get_current_context()
        day = day_to_collect(context)
        summary = steps.reduce(day)
        announce(context, day)
        return summary

    @task
    def report() -> dict[str, int]:
        """Write the day's quality page and Data Docs, whatever became of the day, and tell what it gives cause to."""
        from dags import steps

        return steps.report(day_to_collect(get_current_context()))

    # A teardown: it runs in any case, and whether the run is green does not depend on it.
    crawl.expand(source=plan()) >> reduce() >> report().as_teardown()


def day_to_collect(context: Any) -> date:
    """The day of a run; where it names none, the one on which it was triggered, whenever its tasks are cleared."""
    return day_of(context, otherwise=context["dag_run"].run_after)


def chosen(params: Mapping[str, Any]) -> "Choice":
    """What the form says about whom to ask."""
    from dags.collecting.panels import Choice

    return Choice(params["sources"] or (), params["boards"] or (), params["limit"], params["panel"])


def announce(context: Any, day: date) -> None:
    """Say that the day's sightings are in place: under its key, whichever way the run was told its day."""
    event = context["outlet_events"][SIGHTINGS]
    event.add_partitions(day.isoformat())
    event.extra = {"publish": context["params"]["publish"]}


collect_postings()
