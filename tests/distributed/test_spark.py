"""A rebuild on Spark comes to the bytes of one without it, and a release read by Spark to the numbers of its trend table."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dags import steps
from dags.collecting import importing
from dags.deriving.choosing import Step
from tests.dags.deriving.test_rebuilding import CSV, spoil, tables
from tests.distributed.cluster import REPOSITORY
from tests.warehouse.conftest import release_folder  # noqa: F401  a fixture
from tests.warehouse.metadata.printed import missing
from warehouse.metadata.snippets import elsewhere
from warehouse.store import Store

SPARK = REPOSITORY / ".venv" / "spark"
"""Apart from the other packages, because Great Expectations loads Spark with it wherever it finds it."""


pytestmark = [
    pytest.mark.distributed,
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java 17: apt-get install openjdk-17-jre-headless"),
    pytest.mark.skipif(not SPARK.is_dir(), reason="needs Spark: make setup-spark"),
]


def environment() -> dict[str, str]:
    """Where a driver finds Spark, and its executors Python."""
    path = os.pathsep.join(map(str, (REPOSITORY, SPARK)))
    return {**os.environ, "PYTHONPATH": path, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}


def test_the_snippet_of_a_release_prints_the_numbers_of_its_trend_table(release_folder) -> None:  # noqa: F811
    assert missing(release_folder, sys.executable, "-c", elsewhere()["Spark"][1], environment=environment()) == []


def test_a_rebuild_on_spark_comes_to_the_bytes_of_one_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    (tmp_path / "held.csv").write_text(CSV)
    monkeypatch.setenv("HELPWANTED_DATA", str(data))
    importing.import_file(steps.store(), tmp_path / "held.csv", "held", "at", {}, False)
    steps.rebuild()
    store = Store(str(data))
    whole = tables(store)
    spoilt = spoil(store, Step.classify)

    driver = [sys.executable, "-m", "tests.distributed.spark_rebuild"]
    said = subprocess.run(driver, cwd=REPOSITORY, env=environment(), check=True, capture_output=True, text=True).stdout

    assert json.loads(said.splitlines()[-1])["files_changed"] == spoilt
    assert tables(store) == whole
    assert store.paths("drafts") == []
