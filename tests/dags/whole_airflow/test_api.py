"""A whole Airflow, as `helpwanted airflow` starts it, asked through its API."""

import httpx
import psutil
import pytest

from tests.dags.whole_airflow.running import Running

pytestmark = pytest.mark.ui


def test_all_dags_are_there_without_an_import_error(running: Running) -> None:
    assert running.api.get("importErrors").json()["import_errors"] == []
    dags = {dag["dag_id"]: dag["is_paused"] for dag in running.api.get("dags").json()["dags"]}
    assert dags == dict.fromkeys(("collect_postings", "count_demand", "publish_release", "rebuild_history"), False)


def test_nobody_gets_in_without_the_password(running: Running) -> None:
    assert httpx.get(f"{running.url}/api/v2/dags").status_code == 401


def test_nothing_of_it_listens_on_another_address_than_loopback(running: Running) -> None:
    family = psutil.Process(running.process.pid).children(recursive=True)
    open_to = {port.laddr.ip for process in family for port in process.net_connections() if port.status == "LISTEN"}
    assert open_to == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("dag", "conf"),
    [
        ("collect_postings", {"day": "soon"}),
        ("collect_postings", {"limit": 0}),
        ("rebuild_history", {"tables": ["verdicts"]}),
        ("publish_release", {"name": "autumn"}),
    ],
)
def test_a_bad_param_is_refused_by_the_form(running: Running, dag: str, conf: dict[str, object]) -> None:
    answer = running.api.post(f"dags/{dag}/dagRuns", json={"logical_date": None, "conf": conf})
    assert answer.status_code == 400


def test_a_range_of_days_that_ends_before_it_starts_fails_at_once(running: Running) -> None:
    run = running.trigger("rebuild_history", **{"from": "2026-02-01", "to": "2026-01-01"})
    assert running.ended("rebuild_history", run) == "failed"
