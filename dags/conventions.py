"""What the DAGs have in common: the rules they run by, and the assets that hand a day from one to the next."""

from datetime import timedelta
from typing import Any

from airflow.sdk import Asset

OWNER = "helpwanted"

# Both assets are partitioned by day: the partition key of an event is the UTC day it is about, as YYYY-MM-DD.
SIGHTINGS = Asset("sightings")
DEMAND = Asset("demand")

# A crawl of a board family takes minutes, not hours; what is still running after these limits hangs.
LIMITS: dict[str, Any] = {"execution_timeout": timedelta(hours=2)}
# One minute, then two: long enough for a host that hiccups, short enough to be done on the same UTC day.
RETRIES: dict[str, Any] = {
    "retries": 2,
    "retry_delay": timedelta(minutes=1),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=30),
}

# One run of a DAG at a time: no host is asked by two runs, and a day is counted after the day it stands on.
RULES: dict[str, Any] = {
    "catchup": False,
    "max_active_runs": 1,
    "dagrun_timeout": timedelta(hours=6),
    "default_args": {"owner": OWNER, **LIMITS, **RETRIES},
}
