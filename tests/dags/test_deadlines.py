"""A run that can be late can be cleared: that is what every runbook says to do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dags.scheduling.settings import environment

pytestmark = [pytest.mark.airflow, pytest.mark.slow]

QUEUE_AND_CLEAR = """
import json
from datetime import UTC, datetime

from airflow.utils.db import initdb
initdb()
from airflow.dag_processing.bundles.manager import DagBundlesManager
from airflow.dag_processing.dagbag import DagBag, sync_bag_to_db
from airflow.models.deadline import Deadline
from airflow.models.serialized_dag import SerializedDagModel
from airflow.models.taskinstance import clear_task_instances
from airflow.utils.session import create_session
from airflow.utils.state import DagRunState
from airflow.utils.types import DagRunTriggeredByType, DagRunType
from sqlalchemy import select
from dags.scheduling.settings import DAGS

DagBundlesManager().sync_bundles_to_db()
sync_bag_to_db(DagBag(DAGS), "dags-folder", None)
with create_session() as session:
    run = SerializedDagModel.get_dag("collect_postings").create_dagrun(
        run_id="late", run_after=datetime.now(UTC), run_type=DagRunType.MANUAL, state=DagRunState.QUEUED,
        triggered_by=DagRunTriggeredByType.TEST, logical_date=None, conf={}, session=session,
    )
    session.flush()
    (deadline,) = session.scalars(select(Deadline))
    clear_task_instances(run.get_task_instances(session=session), session, DagRunState.QUEUED)
    print("SEEN" + json.dumps({
        "hours": (deadline.deadline_time - run.queued_at).total_seconds() / 3600,
        "cleared": run.clear_number,
    }))
"""


def test_a_run_is_late_two_hours_after_it_was_queued_and_can_be_cleared(tmp_path: Path) -> None:
    command = [sys.executable, "-c", QUEUE_AND_CLEAR]
    done = subprocess.run(command, env=environment(tmp_path), check=True, capture_output=True, text=True)
    seen = json.loads(done.stdout.partition("SEEN")[2].splitlines()[0])
    assert seen["hours"] == pytest.approx(2, abs=0.01)
    assert seen["cleared"] == 1
