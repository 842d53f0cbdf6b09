"""Tells Airflow of the deadline references that the DAGs use."""

from typing import Any

from airflow.plugins_manager import AirflowPlugin

from dags.deadlines import Queued


class DeadlinesPlugin(AirflowPlugin):
    """Without it no DAG that names `Queued` can be read."""

    name = "helpwanted_deadlines"
    deadline_references: list[Any] = [Queued]  # noqa: RUF012 - as Airflow declares it
