"""The command, run inside the test's own process: Great Expectations takes seconds to load, once."""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

# Airflow takes its home when it is first imported, and would otherwise make itself one in the user's.
os.environ["AIRFLOW_HOME"] = tempfile.mkdtemp(prefix="helpwanted-test-airflow-")


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A store's folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def helpwanted(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`helpwanted("show", "demand", HELPWANTED_SANDBOX=url)`: arguments, and variables of the environment."""
    from dags.cli import main

    def run(*arguments: object, **variables: str) -> Done:
        for name, value in {"HELPWANTED_DATA": str(data), **variables}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["helpwanted", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    for name in (
        "HELPWANTED_DEBUG",
        "HELPWANTED_PANEL",
        "HELPWANTED_SANDBOX",
        "HELPWANTED_CONTACT",
        "HELPWANTED_TAXONOMY",
    ):
        monkeypatch.setenv(name, "")  # so that what a command sets itself is undone with the rest
        monkeypatch.delenv(name)
    return run
