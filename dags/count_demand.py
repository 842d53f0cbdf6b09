"""
### Count the demand of one day

From the day's sightings: the postings, cleaned and classified (`contents`, `postings`), which are open, new, closed
(`lifecycle`), how much of the panel was seen (`coverage`), and how many people each role is being asked for
(`demand_daily`, `demand_monthly`, `managers`). Each table is judged before it is put in place.

**Runs** when `collect_postings` has put a day's sightings in place (the asset `sightings`, its partition key is the
day), or by hand with `day`.

**When to worry**
- it is red: the gate refused a table, its log says which, and why. The last good tables are still live, and the next
  day does not count on top of a missing one. If a floor refused and the source has it so: `helpwanted accept`.
- `collect_postings` is green and no run of this DAG follows within minutes: it is paused, or the scheduler is.
- "this run names no day": somebody triggered it without one.

**To run it again** clear the red task; counting a day again gives the same bytes. A day counts on top of the day
before it: after changing an old day run `rebuild_history` from there.

If `publish` was wished for, here or where the day was collected, the last task asks `publish_release` for a release.
"""

from datetime import timedelta
from typing import Any, NoReturn

from airflow.sdk import Param, PartitionedAssetTimetable, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException, DagRunTriggerException

from dags.conventions import DEMAND, RULES, SIGHTINGS, TABLES_POOL, deadline
from dags.days import day_of, day_param


@dag(
    schedule=PartitionedAssetTimetable(assets=SIGHTINGS),
    doc_md=__doc__,
    tags=["helpwanted", "daily", "transforms"],
    params={
        "day": day_param("Day to count", "It has to be landed; empty only where the run has a partition key."),
        "publish": Param(False, type="boolean", title="Publish", description="Publish a release afterwards."),
    },
    deadline=deadline(timedelta(hours=1)),
    **RULES,
)
def count_demand() -> None:
    """Count, then pass on the wish for a release."""

    @task(outlets=[DEMAND], **TABLES_POOL)
    def count() -> dict[str, Any]:
        """Derive the day's postings, lifecycle, coverage and demand, judge them, put them in place."""
        from dags import steps

        context = get_current_context()
        day = day_of(context)
        summary = steps.count(day)
        context["outlet_events"][DEMAND].add_partitions(day.isoformat())
        return summary

    @task
    def ask_for_release() -> NoReturn:
        """Trigger `publish_release`, if the one who asked for this day wished for it."""
        context = get_current_context()
        if not is_release_wanted(context):
            raise AirflowSkipException("nobody asked for a release with this day")
        raise release_of(context["run_id"])

    @task
    def report() -> None:
        """Renew the day's quality page and Data Docs, whatever became of the day."""
        from dags import steps

        steps.renew_report(day_of(get_current_context()))

    counted = count()
    counted >> ask_for_release()
    # A teardown: it runs in any case, and whether the run is green does not depend on it.
    counted >> report().as_teardown()


def is_release_wanted(context: Any) -> bool:
    """Whether this run, or the collecting run whose event started it, has `publish` set."""
    events = [event for of_asset in context["triggering_asset_events"].values() for event in of_asset]
    return bool(context["params"]["publish"]) or any(event.extra.get("publish") for event in events)


def release_of(run_id: str) -> DagRunTriggerException:
    """What TriggerDagRunOperator raises; importing that operator would take longer than all DAG files together."""
    return DagRunTriggerException(
        trigger_dag_id="publish_release",
        dag_run_id=f"wanted_by__{run_id}",
        conf={},
        reset_dag_run=False,
        skip_when_already_exists=True,
        wait_for_completion=False,
        allowed_states=[],
        failed_states=[],
        poke_interval=60,
        deferrable=False,
    )


count_demand()
