"""Redis, PostgreSQL and an S3 service of a test's own: on loopback, at free ports, in a folder that is thrown away."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
MISSING = "needs Debian's redis-server and postgresql: apt-get install redis-server postgresql"


def program(name: str) -> str | None:
    """Where a server's program is; Debian keeps those of PostgreSQL apart, by version."""
    return shutil.which(name) or next((str(found) for found in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None)


def is_missing() -> bool:
    return not all(program(name) for name in ("redis-server", "initdb", "postgres"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def redis() -> Iterator[str]:
    """Address of a Redis that keeps nothing."""
    port = free_port()
    with _running([program("redis-server"), "--bind", HOST, "--port", str(port), "--save", ""], lambda: _answers(port)):
        yield f"{HOST}:{port}"


@contextmanager
def postgres(user: str) -> Iterator[str]:
    """Address of a PostgreSQL with a database and a superuser of this name, who needs no password."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="helpwanted-test-postgres-") as folder:
        someone = _nobody_special(Path(folder))
        data = f"{folder}/data"
        made = [program("initdb"), "-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder, **someone)
        served = [program("postgres"), "-D", data, "-h", HOST, "-p", str(port), "-k", folder, "-F"]
        with _running(served, lambda: _is_postgres_ready(port), cwd=folder, **someone):
            subprocess.run([program("createdb"), "-h", HOST, "-p", str(port), "-U", user, user], check=True)
            yield f"{HOST}:{port}"


@contextmanager
def s3() -> Iterator[str]:
    """URL of an S3 service: moto, in a process of its own, so that it does not keep the test's from answering."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", HOST, "-p", str(port)]
    with _running(command, lambda: _answers(port), stderr=subprocess.DEVNULL):
        yield f"http://{HOST}:{port}"


def _nobody_special(folder: Path) -> dict[str, Any]:
    """Who runs PostgreSQL in a folder: it refuses root."""
    if os.geteuid():
        return {}
    owner = pwd.getpwnam("nobody")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _is_postgres_ready(port: int) -> bool:
    """It takes connections before it is."""
    asked = [program("pg_isready"), "--quiet", "-h", HOST, "-p", str(port)]
    return subprocess.run(asked, check=False).returncode == 0


@contextmanager
def _running(command: list[Any], is_ready: Callable[[], bool], **how: Any) -> Iterator[None]:
    """A server, from when it is ready until the block is left."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, **how)
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_ready():
            assert server.poll() is None, f"{command[0]} has ended"
            assert time.monotonic() < deadline, f"{command[0]} is not ready"
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
