"""A running Airflow on this machine alone: UI, API, scheduler, DAG processor, triggerer and logs on 127.0.0.1 with SQLite."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from textwrap import shorten

from dags.scheduling.settings import DAGS, environment

HOST = "127.0.0.1"
COMPONENTS = {
    "api-server": ["airflow", "api-server", "--host", HOST, "--workers", "1"],
    "scheduler": ["airflow", "scheduler", "--skip-serve-logs"],
    "dag-processor": ["airflow", "dag-processor"],
    "triggerer": ["airflow", "triggerer", "--skip-serve-logs"],
    # What a running task says, for the UI. In place of the log servers of scheduler and triggerer, which listen on every
    # address: the same program, bound to this one.
    "log-server": ["uvicorn", "airflow.utils.serve_logs.log_server:get_app", "--factory", "--host", HOST],
}
HEALTHY = ("metadatabase", "scheduler", "dag_processor", "triggerer")
# Four Pythons that each import Airflow take half a minute on two idle cores; five minutes allow for a busy machine.
PATIENCE_SECONDS = 300.0
# Components end within five seconds, unless a running task holds them up; what takes longer hangs.
STOP_SECONDS = 20.0

# Run before the components start side by side, because each of them would make these for itself.
PREPARE = """
import json, sys
from airflow.api_fastapi.app import create_auth_manager
from airflow.configuration import write_default_airflow_configuration_if_needed
from airflow.utils.db import initdb
write_default_airflow_configuration_if_needed()
initdb()
create_auth_manager().init()
from airflow.models.pool import Pool
for name, facts in json.load(open(sys.argv[1])).items():
    # Whoever changed the slots of a pool wanted them so.
    Pool.get_pool(name) or Pool.create_or_update_pool(name, **facts)
"""
# A task whose pool does not exist would wait for ever.
POOLS = DAGS / "pools.json"


class AirflowFailed(Exception):
    """A part of Airflow did not start or has died; the message names it, its last words and its log."""

    exit_code = 1


@dataclass(frozen=True)
class Server:
    """Where Airflow answers, how to log in, and where its logs are."""

    url: str
    user: str
    password: str
    is_new_password: bool
    home: Path
    check: Callable[[], None]
    """Returns while every component runs; raises AirflowFailed when one has died."""

    @property
    def logs(self) -> Path:
        """The folder of what each component says."""
        return self.home / "console"


@contextmanager
def serving(home: Path, port: int = 0) -> Iterator[Server]:
    """Airflow with its state in `home`, answering on `port` (0: any free one), stopped on leaving the block.

    Raises AirflowFailed when the port is taken, or a component does not get well.
    """
    address = HOST, _free_port(port)
    logs_port = str(_free_port(0))
    home = home.absolute()
    logs = home / "console"
    for folder in (home, logs):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_new_password = not password_file(home).exists()
    variables = _addressed(environment(home), *address, logs_port)
    _prepare(variables, logs / "prepare.log")
    commands = {**COMPONENTS, "log-server": [*COMPONENTS["log-server"], "--port", logs_port]}
    with _running(commands, variables, logs) as check:
        _wait_until_healthy(*address, check)
        ((user, password),) = json.loads(password_file(home).read_text()).items()
        yield Server("http://{}:{}".format(*address), user, password, is_new_password, home, check)


def loopback() -> str:
    """What Airflow takes for the name of this machine."""
    return HOST


def password_file(home: Path) -> Path:
    """Where Airflow keeps the password it made; nobody but the owner may read it."""
    return home / "simple_auth_manager_passwords.json.generated"


def _free_port(wanted: int) -> int:
    with socket.socket() as probe:
        # A port whose last user has just ended counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError as problem:
            raise AirflowFailed(f"port {wanted} is taken: choose another one with --port") from problem
        return int(probe.getsockname()[1])


def _addressed(variables: dict[str, str], host: str, port: int, logs_port: str) -> dict[str, str]:
    base = f"http://{host}:{port}"
    return {
        **variables,
        # What the components and the tasks know each other by. A new one at each start: nobody stays logged in.
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": base,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{base}/execution/",
        # A task says on which host its log is asked for.
        "AIRFLOW__CORE__HOSTNAME_CALLABLE": f"{__name__}.loopback",
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": logs_port,
        "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": logs_port,
    }


def _prepare(variables: dict[str, str], log: Path) -> None:
    command = [sys.executable, "-c", PREPARE, str(POOLS)]
    with log.open("w") as errors:
        # Airflow says the new password on standard output: that is not kept in a log.
        done = subprocess.run(
            command, env=variables, check=False, stdout=subprocess.DEVNULL, stderr=errors, umask=0o077
        )
    if done.returncode:
        raise _stopped("preparation", log)


@contextmanager
def _running(commands: dict[str, list[str]], variables: dict[str, str], logs: Path) -> Iterator[Callable[[], None]]:
    children: dict[str, subprocess.Popen[bytes]] = {}

    def check() -> None:
        for name, child in children.items():
            if child.poll() is not None:
                raise _stopped(name, logs / f"{name}.log")

    try:
        for name, arguments in commands.items():
            children[name] = _start(arguments, variables, logs / f"{name}.log")
        yield check
    finally:
        _stop(list(children.values()))


def _start(arguments: list[str], variables: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", *arguments]
    with log.open("w") as output:
        # A session of its own: Ctrl-C reaches this process alone, which then stops them in good order.
        return subprocess.Popen(
            command, env=variables, stdout=output, stderr=output, start_new_session=True, umask=0o077
        )


def _stop(children: "list[subprocess.Popen[bytes]]") -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    for child in children:
        _end_session(child.pid)


def _end_session(leader: int) -> None:
    """End what a killed component has left: the scheduler's workers would wait for it for ever, and their tasks go on.

    Tasks have process groups of their own, so it is known by its session.
    """
    import psutil

    for process in psutil.process_iter():
        with suppress(ProcessLookupError, psutil.NoSuchProcess):
            if os.getsid(process.pid) == leader:
                process.kill()


def _wait_until_healthy(host: str, port: int, check: Callable[[], None]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _is_healthy(host, port):
        check()
        if time.monotonic() > deadline:
            raise AirflowFailed(f"Airflow is not well at {host}:{port} after {PATIENCE_SECONDS:.0f} s")
        time.sleep(0.5)


def _is_healthy(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/api/v2/monitor/health")
        health = json.load(connection.getresponse())
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return all(health[part]["status"] == "healthy" for part in HEALTHY)


def _stopped(name: str, log: Path) -> AirflowFailed:
    *_, last = log.read_text().strip().splitlines() or ["it said nothing"]
    return AirflowFailed(f"Airflow's {name} has stopped: {shorten(last, 200)} (log: {log})")
