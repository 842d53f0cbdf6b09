"""The settings under which Airflow runs over this repository, wherever it keeps its own state.

Airflow reads its settings when it is first imported, so they are made here, without it, for a child process.
"""

import os
from pathlib import Path

DAGS = Path(__file__).parents[1]

SETTINGS = {
    # The DAGs of this repository and no others.
    "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    # A DAG says itself whether a person has to switch it on.
    "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
    "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
    # One task for each board family at once, and one to spare.
    "AIRFLOW__CORE__PARALLELISM": "4",
    "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES": "1",
    # A task asks the API for what it needs; on a busy machine five seconds for an answer are not enough (the task failed).
    "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "60",
    # A task that ended is known to have after a second, not five: an answer that a person gives to `review` meanwhile is lost
    # (apache/airflow#72716).
    "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
    # A task whose scheduler was killed is tried again within a minute of the next start; by default after up to five.
    "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "30",
    "AIRFLOW__CORE__PLUGINS_FOLDER": str(DAGS / "plugins"),
    # Nothing about its use is reported to anybody.
    "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
}


def environment(home: Path) -> dict[str, str]:
    """The variables for a process that runs Airflow with its state (SQLite, logs, secrets) in `home`.

    The caller's own AIRFLOW__ settings are left out: they belong to another Airflow.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW__")}
    return {
        **inherited,
        **SETTINGS,
        "AIRFLOW_HOME": str(home.absolute()),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home.absolute() / 'airflow.db'}",
        "HELPWANTED_DATA": _anywhere(os.environ.get("HELPWANTED_DATA", "data")),
    }


def default_home() -> Path:
    """Where Airflow keeps its own state: beside the data, or in ./data where the data are not on this machine."""
    data = os.environ.get("HELPWANTED_DATA", "data")
    return Path("data" if "://" in data else data) / ".airflow"


def _anywhere(data: str) -> str:
    """The place of the data, valid whatever folder a task runs in."""
    return data if "://" in data else str(Path(data).absolute())
