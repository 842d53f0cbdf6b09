"""Redis, PostgreSQL and an S3 service of a test's own: on loopback, at free ports, in a folder that is thrown away."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
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
    with _running([program("redis-server"), "--bind", HOST, "--port", str(port), "--save", ""], port):
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
        with _running(served, port, cwd=folder, **someone):
            _create_database(user, port)
            yield f"{HOST}:{port}"


@contextmanager
def s3() -> Iterator[str]:
    """URL of an S3 service: moto, in a process of its own, so that it does not keep the test's from answering."""
    port = free_port()
    with _running([sys.executable, "-m", "moto.server", "-H", HOST, "-p", str(port)], port, stderr=subprocess.DEVNULL):
        yield f"http://{HOST}:{port}"


def _nobody_special(folder: Path) -> dict[str, Any]:
    """Who runs PostgreSQL in a folder: it refuses root."""
    if os.geteuid():
        return {}
    owner = pwd.getpwnam("nobody")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _create_database(name: str, port: int) -> None:
    import psycopg2

    connection = psycopg2.connect(host=HOST, port=port, user=name, dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()


@contextmanager
def _running(command: list[Any], port: int, **how: Any) -> Iterator[None]:
    """A server, from when it takes connections until the block is left."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, **how)
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _answers(port):
            assert server.poll() is None, f"{command[0]} has ended"
            assert time.monotonic() < deadline, f"{command[0]} takes no connection"
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
