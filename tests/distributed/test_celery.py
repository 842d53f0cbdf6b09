"""One refresh by two Celery workers over Redis, PostgreSQL and S3, one of which dies: the tables are those of one machine."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from docs.deployment import services
from spiders.sandbox.market import DEFAULT_SEED
from spiders.sandbox.server import Handler
from tests.distributed import servers
from tests.distributed.cluster import REPOSITORY, Cluster, stopped_at_the_end
from tests.markets import WellMarket, answering
from warehouse.scratch import PREFIX
from warehouse.store import Store
from warehouse.sweep import sweep

pytestmark = [
    pytest.mark.distributed,
    pytest.mark.skipif(servers.is_missing(), reason=servers.MISSING),
    pytest.mark.skipif(find_spec("celery") is None, reason="needs Celery: make setup-distributed"),
]

DAY = date(2026, 3, 2)
SOURCES = ("ashby", "bamboohr", "greenhouse", "lever", "recruitee", "remotive", "teamtailor", "workable")
HELD = "ashby"
MARKET = WellMarket(DEFAULT_SEED, DAY, 1, open_at_once=150, sources=SOURCES)
PATIENCE_SECONDS = 600
ENDED = ("success", "failed")


class Holding(Handler):
    """A board that takes the first request and does not answer, so that somebody can die meanwhile."""

    arrived: threading.Event
    asked_from: int

    def do_GET(self) -> None:
        if HELD not in self.path or Holding.arrived.is_set():
            super().do_GET()
            return
        Holding.asked_from = self.client_address[1]
        Holding.arrived.set()
        self.rfile.read(1)  # until the other end is gone
        self.close_connection = True


@dataclass
class Api:
    """Airflow's API, as somebody who is logged in."""

    client: httpx.Client
    check: Callable[[], None]

    def until(self, what: str, found: Callable[[], Any]) -> Any:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (answer := found()):
            self.check()
            assert time.monotonic() < deadline, f"{what}: not within {PATIENCE_SECONDS} s"
            time.sleep(1)
        return answer

    def get(self, path: str) -> dict[str, Any]:
        return dict(self.client.get(path).raise_for_status().json())

    def is_well(self) -> bool:
        try:
            health = self.client.get("monitor/health").json()
        except httpx.TransportError:
            return False
        return all(health[part]["status"] == "healthy" for part in ("scheduler", "dag_processor", "triggerer"))

    def has(self, dag: str) -> bool:
        return dag in {found["dag_id"] for found in self.get("dags")["dags"]}

    def state(self, dag: str) -> str | None:
        """How the run of a DAG ended, once it has."""
        runs = self.get(f"dags/{dag}/dagRuns")["dag_runs"]
        return next((run["state"] for run in runs if run["state"] in ENDED), None)

    def tries(self, dag: str, run: str, task: str) -> dict[str, int]:
        """How often each mapped instance of a task was tried."""
        tasks = self.get(f"dags/{dag}/dagRuns/{run}/taskInstances?limit=100")["task_instances"]
        return {found["rendered_map_index"]: found["try_number"] for found in tasks if found["task_id"] == task}


@dataclass
class House:
    """What the test drives: a cluster, its API, and where everything is."""

    cluster: Cluster
    api: Api
    data: str
    sandbox: str
    scratch: Path


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home, console = tmp_path_factory.mktemp("airflow"), tmp_path_factory.mktemp("console")
    scratch = tmp_path_factory.mktemp("scratch")
    Holding.arrived = threading.Event()
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patched:
        bucket = stack.enter_context(servers.s3())
        aws = {"AWS_ENDPOINT_URL": bucket, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
        aws |= {"AWS_REGION": "us-east-1"}
        for name, value in {**aws, "AWS_ALLOW_HTTP": "true"}.items():
            patched.setenv(name, value)
        data = new_bucket()
        sandbox = stack.enter_context(answering(MARKET, Holding))
        secrets = {"POSTGRES_PASSWORD": "none-needed", "AIRFLOW_JWT_SECRET": os.urandom(32).hex()}
        port = servers.free_port()
        cluster = Cluster(
            caller={**aws, **secrets, "HELPWANTED_DATA": data, "HELPWANTED_SANDBOX": sandbox},
            places={
                "postgres:5432": stack.enter_context(servers.postgres("airflow")),
                "redis:6379": stack.enter_context(servers.redis()),
                "api-server:8080": f"{servers.HOST}:{port}",
                "/srv/helpwanted": str(REPOSITORY),
                "/var/lib/airflow": str(home),
            },
            instead={
                "AIRFLOW__API__HOST": servers.HOST,
                "AIRFLOW__API__PORT": str(port),
                "AWS_ALLOW_HTTP": "true",
                "TMPDIR": str(scratch),
            },
            console=console,
        )
        stack.enter_context(stopped_at_the_end(cluster))
        cluster.run("prepare")
        for service in services().keys() - {"prepare"}:
            cluster.start(service, service)
        cluster.start("worker", "second worker")
        api = Api(httpx.Client(base_url=f"http://{servers.HOST}:{port}/api/v2", timeout=30), cluster.check)
        api.until("all parts well", api.is_well)
        log_in(api, home)
        api.until("DAGs read", lambda: api.has("collect_postings") and api.has("count_demand"))
        yield House(cluster, api, data, sandbox, scratch)


def new_bucket() -> str:
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir("helpwanted")
    return "s3://helpwanted/data"


def log_in(api: Api, home: Path) -> None:
    (login,) = json.loads((home / "simple_auth_manager_passwords.json.generated").read_text()).items()
    address = str(api.client.base_url).replace("/api/v2/", "/auth/token")
    answer = httpx.post(address, json=dict(zip(("username", "password"), login, strict=True)), timeout=30)
    api.client.headers["Authorization"] = f"Bearer {answer.raise_for_status().json()['access_token']}"


def who_asked(cluster: Cluster, port: int) -> str:
    """The worker from one of whose processes a connection comes."""
    pids = (
        found.pid for found in psutil.net_connections("tcp") if found.laddr.port == port and found.pid != os.getpid()
    )
    return cluster.whose(next(pid for pid in pids if pid))


def refreshed_on_one_machine(folder: Path, sandbox: str) -> dict[str, bytes]:
    """The tables of the same day by the command."""
    command = [sys.executable, "-m", "dags.cli", "--data", str(folder), "refresh", "--day", str(DAY)]
    subprocess.run(command, cwd=REPOSITORY, env={**os.environ, "HELPWANTED_SANDBOX": sandbox}, check=True)
    return tables(Store(str(folder)))


def tables(store: Store) -> dict[str, bytes]:
    """Every file of every table but `traffic`, which holds clocks, and its verdicts."""
    paths = [path for path in store.paths("tables") if "traffic" not in path]
    return {path: store.fs.cat_file(f"{store.root}/{path}") for path in paths}


def test_a_worker_dies_in_the_middle_of_a_crawl_and_the_tables_are_those_of_one_machine(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = {"logical_date": None, "conf": {"day": str(DAY)}}
    run = house.api.client.post("dags/collect_postings/dagRuns", json=conf).raise_for_status().json()["dag_run_id"]
    house.api.until("a worker asks", Holding.arrived.is_set)
    house.cluster.kill(who_asked(house.cluster, Holding.asked_from))
    left = list(house.scratch.glob(f"{PREFIX}*"))
    alone = refreshed_on_one_machine(tmp_path / "alone", house.sandbox)

    assert house.api.until("collected", lambda: house.api.state("collect_postings")) == "success"
    assert house.api.until("counted", lambda: house.api.state("count_demand")) == "success"
    tries = house.api.tries("collect_postings", run, "crawl")
    assert set(tries) == set(SOURCES)
    assert tries[HELD] == 2
    assert min(tries.values()) == 1, "what the other worker did was done once"

    store = Store(house.data)
    together = tables(store)
    assert set(together) == set(alone)
    assert [path for path in alone if together[path] != alone[path]] == []

    monkeypatch.setattr(tempfile, "tempdir", str(house.scratch))
    assert left
    sweep(store, datetime.now(UTC))
    assert [folder for folder in left if folder.exists()] == []
