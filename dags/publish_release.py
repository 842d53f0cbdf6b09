"""
### Publish a release

Freezes the tables as they are into `releases/<name>/`: Parquet, CSV, charts, a page, checksums. A release is never
changed afterwards; when nothing has changed since the last one, that one is the answer and nothing is written.

**Runs** on the second of each month at 09:00 UTC, by hand (with a `name` if you like), or at the end of a day that was
collected with `publish`.

**When to worry**
- it is red: a file that would go in has no verdict of the gate, or a bad one. The log names the file and what to run.
  Nothing was published.
- it is green and the name is last month's: no day was counted since. Look at `collect_postings`.

**To run it again** clear the red task. A release without `SHA256SUMS` was never finished and is built again from
scratch.
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import CronTriggerTimetable, Param, dag, get_current_context, task

from dags.conventions import RULES


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
    **RULES,
)
def publish_release() -> None:
    """Release."""

    @task
    def release() -> dict[str, Any]:
        """Build the release in a local folder and put it into the store."""
        from dags import steps

        return steps.release(get_current_context()["params"]["name"])

    release()


publish_release()
