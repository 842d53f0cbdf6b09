"""What Airflow calls when a task has failed for good, and when a run is late. Each alert says what is live meanwhile."""

from typing import Any

from dags.scheduling.alerts import Alert, deliver


def task_failed(context: Any) -> None:
    """A task that is not tried again. What the gate refused is told as such."""
    task, why = context["task_instance"], context.get("exception")
    where = f"{task.dag_id}.{task.task_id}, run {task.run_id}"
    is_refused = type(why).__name__ == "Refused"
    deliver([Alert("gate refused" if is_refused else "task failed", f"{where}: {why}. {_live()}")])


def late(context: Any) -> None:
    """A run that is not done when it should be."""
    run, deadline = context["dag_run"], context["deadline"]
    kind = "release waits" if run["dag_id"] == "publish_release" else "late day"
    said = f"{run['dag_id']}, run {run['dag_run_id']}, should have been done by {deadline['deadline_time']}"
    deliver([Alert(kind, f"{said} and is {run['state']}. {_live()}")])


def _live() -> str:
    """In one sentence."""
    from dags import steps

    last = steps.counted_to()
    return f"What is live stands: counted to {last}." if last else "Nothing is counted yet."
