"""From when on a run can be late."""

from typing import TYPE_CHECKING, Any

from airflow.sdk.definitions.deadline import BaseDeadlineReference

if TYPE_CHECKING:
    from datetime import datetime


class Queued(BaseDeadlineReference):
    """When a run was queued: due by its schedule, started by an event, by a backfill, or by somebody.

    Airflow's own `DAGRUN_QUEUED_AT` says the same, but in 3.3.2 no task of a run that has it can be cleared (HTTP 500,
    `timedelta(seconds=…)` of a serialized interval).
    """

    required_kwargs = frozenset({"dag_id", "run_id"})

    def _evaluate_with(self, *, session: Any, dag_id: str, run_id: str) -> "datetime | None":
        """Called by the scheduler, as Airflow documents it for references of one's own."""
        from airflow.models.dagrun import DagRun
        from sqlalchemy import select

        wanted = select(DagRun.queued_at).where(DagRun.dag_id == dag_id, DagRun.run_id == run_id)
        queued_at: datetime | None = session.scalar(wanted)
        return queued_at
