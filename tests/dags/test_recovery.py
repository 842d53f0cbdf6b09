"""`kill -9` in the middle of a refresh, and again from the start: the tables come out as if nothing had happened."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dags import steps
from spiders.sandbox.server import running

FIRST_DAY = date(2026, 3, 2)
DAY = date(2026, 3, 3)

REFRESH = "import sys; from dags.cli import main; sys.argv[1:] = {arguments}; main()"
KILLED_AT_PUT = """
import os, signal
from warehouse.store import Store

put, count = Store.put, 0
def put_or_die(self, local, path):
    global count
    count += 1
    if count == {number}:
        os.kill(os.getpid(), signal.SIGKILL)
    put(self, local, path)
Store.put = put_or_die
"""
"""The process dies by SIGKILL just before it puts its n-th file in place."""

PUTS = {
    "between the parts of an attempt": 3,
    "when one source of three is landed": 4,
    "among the verdicts": 12,
    "among the tables": 28,
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    with running(FIRST_DAY, 2) as url:
        yield url


def refresh(data: Path, sandbox: str, monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Refresh a day, undisturbed."""
    monkeypatch.setenv("HELPWANTED_DATA", str(data))
    monkeypatch.setenv("HELPWANTED_SANDBOX", sandbox)
    monkeypatch.delenv("HELPWANTED_PANEL", raising=False)
    steps.crawl_all(day)
    steps.rebuild(day)


def refresh_until_killed(data: Path, sandbox: str, put: int) -> None:
    """Refresh the day in a process of its own, which dies before it puts its n-th file in place."""
    program = KILLED_AT_PUT.format(number=put) + REFRESH.format(arguments=["refresh", "--day", str(DAY)])
    environment = {**os.environ, "HELPWANTED_DATA": str(data), "HELPWANTED_SANDBOX": sandbox}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


def tables(data: Path) -> dict[str, bytes]:
    """Every file of every table but `traffic`, which holds clocks."""
    files = sorted(path for path in (data / "tables").rglob("*") if path.is_file())
    named = {str(path.relative_to(data)): path.read_bytes() for path in files}
    return {name: content for name, content in named.items() if "traffic" not in name}


def of_first_day(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if f"day={FIRST_DAY}" in name}


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patched:
        yield patched


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory, sandbox: str, patch: pytest.MonkeyPatch) -> Path:
    """A store that holds the day before."""
    data = tmp_path_factory.mktemp("yesterday") / "data"
    refresh(data, sandbox, patch, FIRST_DAY)
    return data


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, yesterday: Path, sandbox: str, patch: pytest.MonkeyPatch
) -> dict[str, bytes]:
    data = tmp_path_factory.mktemp("undisturbed") / "data"
    shutil.copytree(yesterday, data)
    refresh(data, sandbox, patch, DAY)
    return tables(data)


@pytest.mark.parametrize("put", PUTS.values(), ids=PUTS.keys())
def test_a_refresh_that_was_killed_and_run_again_gives_the_same_bytes(
    put: int,
    tmp_path: Path,
    yesterday: Path,
    undisturbed: dict[str, bytes],
    sandbox: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = tmp_path / "data"
    shutil.copytree(yesterday, data)
    refresh_until_killed(data, sandbox, put)
    assert of_first_day(tables(data)) == of_first_day(tables(yesterday)), "what was live stays live"
    refresh(data, sandbox, monkeypatch, DAY)
    assert tables(data) == undisturbed
