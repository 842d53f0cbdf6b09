import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import polars as pl
import pytest

from dags.scheduling import failures
from dags.scheduling.alerts import Alert, AlertFailed, deliver, of_day
from expectations.gate import Refused
from warehouse.reports import Quality

BOARD = {"source": "lever", "board": "a", "status": "failed", "why": "HTTP 500", "failures": 1, "is_chronic": False}
WELL = Quality(
    day=date(2026, 6, 30),
    is_synthetic=True,
    counted_to=date(2026, 6, 30),
    arrived=pl.DataFrame({"source": ["lever", "all"], "boards": [20, 20], "postings": [9, 9]}),
    late=pl.DataFrame([BOARD]),
    missing=[],
    rejected=pl.DataFrame(),
    failed=pl.DataFrame(schema=dict.fromkeys(("severity", "table", "partition", "expectation", "observed"), pl.String)),
    touched=pl.DataFrame(),
)


def test_a_board_that_fails_is_no_cause_for_an_alert() -> None:
    assert list(of_day(WELL)) == []


def test_one_board_in_ten_missing_is() -> None:
    late = pl.DataFrame([BOARD | {"board": board} for board in "abc"])
    (alert,) = of_day(replace(WELL, late=late))
    assert alert.kind == "missing boards"
    assert "3 of 20 boards were not seen whole: lever 3" in alert.text


def test_a_board_becomes_chronic_once() -> None:
    told = [
        [alert.kind for alert in of_day(replace(WELL, late=pl.DataFrame([BOARD | {"failures": n}])))] for n in (4, 5, 6)
    ]
    assert told == [[], ["chronic board"], []]


def test_an_odd_volume_that_is_in_place_is_told_and_other_warnings_are_not() -> None:
    failed = {
        "severity": "warning",
        "table": "sightings",
        "partition": "day=2026-06-30/lever",
        "observed": "99 where 40 are usual",
    }
    rows = [failed | {"expectation": expectation} for expectation in ("volume_ceiling", "something_else")]
    (alert,) = of_day(replace(WELL, failed=pl.DataFrame(rows)))
    assert alert.kind == "volume anomaly"
    assert "volume_ceiling, 99 where 40 are usual" in alert.text


def test_a_failed_task_is_told_with_what_is_live_and_a_refusal_as_such(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: object
) -> None:
    monkeypatch.setenv("HELPWANTED_DATA", f"{tmp_path}")
    task = SimpleNamespace(dag_id="count_demand", task_id="count", run_id="r1")
    failures.task_failed({"task_instance": task, "exception": Refused("lifecycle day=2026-06-30: nope")})
    failures.task_failed({"task_instance": task, "exception": OSError(28, "No space left on device")})
    refused, failed = caplog.messages
    assert refused.startswith(
        "ALERT gate refused: count_demand.count, run r1: lifecycle day=2026-06-30: nope. Nothing is"
    )
    assert failed.startswith("ALERT task failed: count_demand.count, run r1: [Errno 28] No space left on device.")


@pytest.fixture
def webhook() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """An address, and what was posted to it."""
    taken: list[dict[str, str]] = []

    class Take(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Take) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"json://127.0.0.1:{server.server_port}/alerts", taken
        server.shutdown()


def test_an_alert_goes_to_the_log_and_to_every_place_that_is_configured(
    webhook: tuple[str, list[dict[str, str]]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    address, taken = webhook
    monkeypatch.setenv("HELPWANTED_ALERTS", f"{address}/1 {address}/2")
    deliver([Alert("late day", "it is late")])
    assert [(post["title"], post["message"]) for post in taken] == 2 * [("helpwanted: late day", "it is late")]
    assert "ALERT late day: it is late (docs/airflow.md, “late day”)" in caplog.messages


@pytest.mark.parametrize(
    ("places", "said"), [("nonsense", "not all of it are addresses"), ("json://127.0.0.1:9/", "not every place")]
)
def test_an_alert_that_nobody_took_is_an_error_and_stands_in_the_log(
    places: str, said: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("HELPWANTED_ALERTS", places)
    with pytest.raises(AlertFailed, match=said):
        deliver([Alert("late day", "it is late")])
    assert "ALERT late day" in caplog.text
