"""CITATION.cff before its own validator, cffconvert, which lives apart: it wants an older jsonschema than Airflow does."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from docs.generate import ROOT
from warehouse.metadata.archives import citation_file, zenodo
from warehouse.metadata.cite import cite
from warehouse.metadata.forms import Form
from warehouse.release.imprint import Imprint

FOLDER = ROOT / ".venv" / "cffconvert"
REAL = Imprint(
    "2026.06", date(2026, 1, 1), date(2026, 6, 30), is_synthetic=False, taxonomy_version="1", fingerprint="f"
)
HOSTED = replace(REAL, site="https://example.org")
Run = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs cffconvert: make setup-cffconvert")


@pytest.fixture
def cffconvert(tmp_path: Path) -> Run:
    """`cffconvert(text, …)`: what it says of such a CITATION.cff."""

    def run(text: str, *options: str) -> "subprocess.CompletedProcess[str]":
        (tmp_path / "CITATION.cff").write_text(text, "utf-8")
        command = [sys.executable, FOLDER / "bin" / "cffconvert", *options]
        environment = {**os.environ, "PYTHONPATH": str(FOLDER)}
        return subprocess.run(command, check=False, cwd=tmp_path, env=environment, capture_output=True, text=True)

    return run


def test_it_finds_the_citation_file_of_a_release_valid(release_folder: Path, cffconvert: Run) -> None:
    done = cffconvert((release_folder / "CITATION.cff").read_text("utf-8"), "--validate")
    assert (done.returncode, done.stdout.strip()) == (
        0,
        "Citation metadata are valid according to schema version 1.2.0.",
    )


@pytest.mark.parametrize("imprint", [REAL, HOSTED, replace(REAL, is_synthetic=True)])
def test_it_makes_of_it_what_zenodo_is_told(imprint: Imprint, cffconvert: Run) -> None:
    made = json.loads(cffconvert(citation_file(imprint), "-f", "zenodo").stdout)
    assert {**made, "license": made["license"]["id"]}.items() <= zenodo(imprint).items()


def test_it_cites_by_the_author_year_title_release_and_address_that_we_do(cffconvert: Run) -> None:
    theirs = cffconvert(citation_file(HOSTED), "-f", "apalike").stdout
    ours = cite(HOSTED, None, Form.apa)
    said = [
        "The helpwanted project",
        "(2026)",
        "Help wanted: how many people",
        "2026.06",
        "https://example.org/2026.06/",
    ]
    assert [[part for part in said if part not in text] for text in (theirs, ours)] == [[], []]


def test_it_refuses_what_is_no_citation(cffconvert: Run) -> None:
    assert cffconvert(citation_file(REAL).replace("authors:", "writers:"), "--validate").returncode != 0
