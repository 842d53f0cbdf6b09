"""`kill -9` in the middle of a refresh, and again from the start: the tables come out as if nothing had happened."""

import multiprocessing
import os
import re
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from dags import steps
from dags.cli import main
from spiders.sandbox.market import DEFAULT_SEED, Market
from spiders.sandbox.server import Server
from warehouse.scratch import PREFIX
from warehouse.store import Store

pytestmark = pytest.mark.slow

FIRST_DAY = date(2026, 3, 2)
DAY = date(2026, 3, 3)

# One process loads Great Expectations, in five seconds of a core, and forks one for each that is to die. It must not load
# polars as well: the threads of polars do not outlive a fork.
SPARE = multiprocessing.get_context("forkserver")
SPARE.set_forkserver_preload(["great_expectations"])

DEATHS = {
    "between the parts of an attempt": ("landing/.*/crawls", 1),
    "when one source of three is landed": ("landing/.*/crawls", 2),
    "among the verdicts": ("tables/verdicts/", 3),
    "among the tables": ("tables/lifecycle/", 1),
}
"""Which file a refresh does not live to put in place: the n-th of such a path."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    with Server(Market(DEFAULT_SEED, FIRST_DAY, 2, open_at_once=150), 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.url
        server.shutdown()


def refresh(data: Path, sandbox: str, monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Refresh a day, undisturbed."""
    monkeypatch.setenv("HELPWANTED_DATA", str(data))
    monkeypatch.setenv("HELPWANTED_SANDBOX", sandbox)
    monkeypatch.delenv("HELPWANTED_PANEL", raising=False)
    steps.crawl_all(day)
    steps.rebuild(day)


def refresh_until_killed(data: Path, sandbox: str, paths: str, number: int) -> None:
    """Refresh the day in a process of its own, which dies before it puts the n-th file of such a path in place."""
    process = SPARE.Process(target=refresh_and_die, args=(data, sandbox, paths, number))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def refresh_and_die(data: Path, sandbox: str, paths: str, number: int) -> None:
    """What that process does: the command `refresh`, with a SIGKILL to itself before that file."""
    put, numbers = Store.put, count(1)

    def put_or_die(store: Store, local: Path, path: str, *, may_move: bool = False) -> None:
        if re.match(paths, path) and next(numbers) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        put(store, local, path, may_move=may_move)

    Store.put = put_or_die  # type: ignore[method-assign]
    os.environ.update(HELPWANTED_DATA=str(data), HELPWANTED_SANDBOX=sandbox)
    tempfile.tempdir = str(working_folders(data))
    sys.argv = ["helpwanted", "refresh", "--day", str(DAY)]
    main()


def working_folders(data: Path) -> Path:
    """Where those who are killed leave theirs."""
    folder = data.parent / "tmp"
    folder.mkdir(exist_ok=True)
    return folder


def scratch_folders(folder: Path) -> list[Path]:
    return list(folder.glob(f"{PREFIX}*"))


def age(folder: Path) -> None:
    """As if everything in it had been left long ago."""
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (0, 0))


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


def test_a_refresh_that_was_killed_again_and_again_leaves_what_was_live_and_ends_with_the_same_bytes(
    tmp_path: Path, yesterday: Path, undisturbed: dict[str, bytes], sandbox: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(yesterday, data)
    for where, file in DEATHS.items():
        refresh_until_killed(data, sandbox, *file)
        assert of_first_day(tables(data)) == of_first_day(tables(yesterday)), where
    left = working_folders(data)
    monkeypatch.setattr(tempfile, "tempdir", str(left))
    assert len(scratch_folders(left)) >= len(DEATHS)
    age(left)
    refresh(data, sandbox, monkeypatch, DAY)
    assert tables(data) == undisturbed
    assert scratch_folders(left) == []
