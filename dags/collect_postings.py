"""
### Collect the postings of one day

Asks every board of the panel for its open postings, lands what they answered, and derives the day's ledger and
sightings from it. One mapped `crawl` task per board family, because a family is one host and a host is asked by one
task only; one `reduce` after them.

**Runs** daily at 05:00 UTC for that UTC day (the partition key), by hand with `day`, or as a backfill. The past cannot
be crawled: for any day but today real boards are entered as skipped, and what was landed then is derived again.

**When to worry**
- `reduce` is red: the gate refused the day, its log says which table, rule and count. The last good tables are still
  live. If a floor refused and the source really fell: `helpwanted accept`, then clear the task.
- one `crawl` is red in a green run: that family landed nothing new today. Its postings are carried, none is closed.
- all `crawl` tasks are red: the run is red and no table was touched. Look for the network, then for
  `HELPWANTED_CONTACT`.
- one board failing is no reason: it is in the ledger, with why. Ten days without it is.

**To run it again** clear the red task, on the same UTC day for a `crawl`, at any time for `reduce`. Every attempt is
landed beside the earlier ones and the last complete one counts, so nothing is counted twice.

`publish` passes a wish on: count the day, then publish a release.
"""

import os
from datetime import date, timedelta
from typing import Any

from airflow.sdk import CronPartitionTimetable, Param, TriggerRule, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from dags.conventions import RULES, SIGHTINGS
from dags.days import KEY_FORMAT, day_of, day_param


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
        "day": day_param("Day to collect"),
        "sources": names_param("Sources", "Board families, one a line; empty: all."),
        "boards": names_param("Boards", "Boards of the panel, one a line; empty: all."),
        "publish": Param(False, type="boolean", title="Publish", description="Count this day and publish a release."),
    },
    **RULES,
)
def collect_postings() -> None:
    """Plan, crawl each board family, reduce."""

    @task
    def plan() -> list[str]:
        """The board families to ask."""
        from dags import steps

        context = get_current_context()
        params = context["params"]
        groups = steps.host_groups(day_of(context), params["sources"], params["boards"])
        if not groups:
            raise AirflowFailException("no board to ask: look at `sources` and `boards`, and at the panel")
        return groups

    @task(map_index_template="{{ task.op_kwargs['source'] }}")
    def crawl(source: str) -> dict[str, Any]:
        """Ask the boards of one family, one after the other, and land one attempt."""
        from dags import steps

        context = get_current_context()
        return steps.crawl(day_of(context), source, context["params"]["boards"])

    @task(outlets=[SIGHTINGS], trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS)
    def reduce() -> dict[str, Any]:
        """Derive the day's tables from what was landed, judge them, put them in place."""
        from dags import steps

        context = get_current_context()
        day = day_of(context)
        summary = steps.reduce(day)
        announce(context, day)
        return summary

    crawl.expand(source=plan()) >> reduce()


def announce(context: Any, day: date) -> None:
    """Say that the day's sightings are in place: under its key, whichever way the run was told its day."""
    event = context["outlet_events"][SIGHTINGS]
    event.add_partitions(day.isoformat())
    event.extra = {"publish": context["params"]["publish"]}


collect_postings()
