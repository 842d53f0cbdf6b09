"""
### Publish a release

Builds a release of the tables as they are (Parquet, CSV, charts, a page, checksums), puts it aside, and waits for a
person, who sees what it says, which published figures it moves, and what the gate warns of. Approved, it is published
byte for byte as it was built, whatever was counted meanwhile; refused, everything is as it was. A release is never
changed afterwards; when nothing has changed since the last one, nobody is asked.

**Runs** on the second of each month at 09:00 UTC, by hand (with a `name` if you like), or at the end of a day that was
collected with `publish`.

**When to worry**
- `propose` is red: a file that would go in has no verdict of the gate, or a bad one. The log names the file and what to
  run. Nothing was published.
- `review` waits: that is its state until somebody answers, in the task's tab “Required Actions”. An alert says so after
  three days; after fourteen it fails, and nothing is published.
- `review` asks again a minute after an answer: that one came before Airflow had put the task to rest, and was lost
  (apache/airflow#72716). Answer again; nothing is published without an answer that was taken.
- it is green and the name is last month's: no day was counted since. Look at `collect_postings`.

**To run it again** clear `propose`. A release without `SHA256SUMS` was never finished and is put in place again from
scratch; what was proposed and not published is removed at the end of its run.
"""

from datetime import timedelta
from typing import Any

from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sdk import CronTriggerTimetable, Param, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

from dags.conventions import RULES, TABLES_POOL, deadline

# Long enough for holidays, and over before the next month's release is proposed.
ANSWER_WITHIN = timedelta(days=14)


@dag(
    schedule=CronTriggerTimetable("0 9 2 * *", timezone="UTC", run_immediately=timedelta(0)),
    doc_md=__doc__,
    tags=["helpwanted", "monthly", "warehouse"],
    params={
        "name": Param(
            None,
            type=["string", "null"],
            pattern=r"^[0-9]{4}\.[0-9]{2}(\.[0-9]+)?$",
            title="Name",
            description="Year and month of the data, such as 2026.11 or 2026.11.2; empty: the next free name.",
        ),
    },
    deadline=deadline(timedelta(days=3)),
    **{**RULES, "dagrun_timeout": ANSWER_WITHIN + RULES["dagrun_timeout"]},
)
def publish_release() -> None:
    """Propose, ask, publish."""

    # All slots: no table may change while a release is built of them.
    @task(multiple_outputs=False, **TABLES_POOL)
    def propose() -> dict[str, Any]:
        """Build the release and put it aside."""
        from dags import steps

        proposed = steps.propose_release(get_current_context()["params"]["name"])
        if not proposed["is_new"]:
            raise AirflowSkipException(f"nothing has changed since release {proposed['name']}")
        return proposed

    review = ApprovalOperator(
        task_id="review",
        subject="Publish release {{ ti.xcom_pull('propose')['name'] }}?",
        body="{{ ti.xcom_pull('propose')['report'] }}",
        doc="Ask a person whether what is proposed may be published.",
        response_timeout=ANSWER_WITHIN,
        execution_timeout=None,
    )

    @task
    def publish() -> dict[str, Any]:
        """Publish what was approved."""
        from dags import steps

        return steps.publish_proposed(proposed_name())

    @task
    def tidy() -> None:
        """Remove what was proposed, if it was not published."""
        from dags import steps

        steps.discard_proposed(proposed_name())

    proposed, tidied = propose().as_setup(), tidy().as_teardown()
    proposed >> review >> publish() >> tidied
    proposed >> tidied


def proposed_name() -> str:
    """The name of the release that this run has proposed."""
    return str(get_current_context()["ti"].xcom_pull("propose")["name"])


publish_release()
