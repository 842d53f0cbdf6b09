"""What the DAGs have in common: the rules they run by, and the assets that hand a day from one to the next."""

from datetime import timedelta
from typing import Any

from airflow.sdk import Asset
from airflow.sdk.definitions.callback import SyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert
from airflow.sdk.definitions.retry_policy import RetryDecision, RetryPolicy

from dags.deadlines import Queued
from dags.scheduling.failures import task_failed

OWNER = "helpwanted"

# Both assets are partitioned by day: the partition key of an event is the UTC day it is about, as YYYY-MM-DD.
SIGHTINGS = Asset("sightings")
DEMAND = Asset("demand")

# Who asks boards takes a slot, so that so many hosts are asked at once and no more.
BOARDS_POOL: dict[str, Any] = {"pool": "boards"}
# Who writes tables takes all slots of theirs: a day is derived from the one before it, and by nobody else meanwhile.
TABLES_POOL: dict[str, Any] = {"pool": "tables", "pool_slots": 4}

# A crawl of a board family takes minutes, not hours; what is still running after these limits hangs.
LIMITS: dict[str, Any] = {"execution_timeout": timedelta(hours=2)}


class UnlessForeseen(RetryPolicy):
    """Tries again, but not where the project itself refused: what is refused once is refused again."""

    def evaluate(self, exception: BaseException, *_: Any, **__: Any) -> RetryDecision:
        """An exception with an `exit_code` says in one line what somebody has to do."""
        is_foreseen = hasattr(exception, "exit_code")
        return RetryDecision.fail("trying again would not help") if is_foreseen else RetryDecision.default()


# One minute, then two: long enough for a host that hiccups, short enough to be done on the same UTC day.
RETRIES: dict[str, Any] = {
    "retries": 2,
    "retry_delay": timedelta(minutes=1),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=30),
    "retry_policy": UnlessForeseen(),
}


def deadline(interval: timedelta) -> DeadlineAlert:
    """An alert where a run is not done so long after it was due."""
    return DeadlineAlert(Queued(), interval, SyncCallback("dags.scheduling.failures.late"))


# One run of a DAG at a time: no host is asked by two runs, and a day is counted after the day it stands on.
RULES: dict[str, Any] = {
    "catchup": False,
    "max_active_runs": 1,
    "dagrun_timeout": timedelta(hours=6),
    "default_args": {"owner": OWNER, **LIMITS, **RETRIES, "on_failure_callback": [task_failed]},
}
