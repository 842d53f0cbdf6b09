"""A rebuild on Spark comes to the bytes of one without it."""

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
from warehouse.store import Store

SPARK = REPOSITORY / ".venv" / "spark"
"""Apart from the other packages, because Great Expectations loads Spark with it wherever it finds it."""


pytestmark = [
    pytest.mark.distributed,
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java 17: apt-get install openjdk-17-jre-headless"),
    pytest.mark.skipif(not SPARK.is_dir(), reason="needs Spark: make setup-spark"),
]


def test_a_rebuild_on_spark_comes_to_the_bytes_of_one_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    (tmp_path / "held.csv").write_text(CSV)
    monkeypatch.setenv("HELPWANTED_DATA", str(data))
    importing.import_file(steps.store(), tmp_path / "held.csv", "held", "at", {}, False)
    steps.rebuild()
    store = Store(str(data))
    whole = tables(store)
    spoilt = spoil(store, Step.classify)

    path = os.pathsep.join(map(str, (REPOSITORY, SPARK)))
    driver = [sys.executable, "-m", "tests.distributed.spark_rebuild"]
    environment = {**os.environ, "PYTHONPATH": path, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    said = subprocess.run(driver, cwd=REPOSITORY, env=environment, check=True, capture_output=True, text=True).stdout

    assert json.loads(said.splitlines()[-1])["files_changed"] == spoilt
    assert tables(store) == whole
    assert store.paths("drafts") == []
