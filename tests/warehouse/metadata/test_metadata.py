import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest
import yaml

from warehouse.metadata.snippets import elsewhere, snippets
from warehouse.release.sums import SUMS, files_of
from warehouse.release.tables import RELEASED


def test_checksums_are_those_that_sha256sum_reads(release_folder):
    lines = (release_folder / SUMS).read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[0-9a-f]{64}  \S+", line) for line in lines)
    assert [line[66:] for line in lines] == files_of(release_folder)


def test_the_citation_file_has_what_its_format_requires(release_folder):
    cited = yaml.safe_load((release_folder / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert (cited["version"], str(cited["date-released"]), cited["type"]) == ("2026.07", "2026-07-03", "dataset")
    assert "SYNTHETIC DATA" in cited["title"]


def test_the_dictionary_tells_every_released_column(release_folder):
    text = (release_folder / "dictionary.md").read_text("utf-8")
    for table in RELEASED:
        section = text[text.index(f"### `{table.name}`") :].split("\n### ")[0]
        assert [name for name in table.public_columns if f"| `{name}` |" not in section] == []


def _snippets_of_the_readme(text: str) -> list[str]:
    return re.findall(r"```(?:python|r)\n(.*?)```", text, re.DOTALL)


def test_the_readme_has_every_snippet(release_folder):
    text = (release_folder / "README.md").read_text("utf-8")
    all_of_them = [*snippets().values(), *(code for _, code in elsewhere().values())]
    assert _snippets_of_the_readme(text) == [f"{code}\n" for code in all_of_them]


def prints_the_trend(folder: Path, *command: str) -> bool:
    """Whether a program, run inside a release, prints the numbers of its trend table."""
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    trend = pl.read_csv(folder / "trends/demand_by_role.csv").filter(role="any_social")
    return all(re.search(rf"{month}\D+{count}\b", done.stdout) for month, count in trend.select("month", "open").rows())


@pytest.mark.parametrize("library", ["polars", "DuckDB", "pandas"])
def test_a_snippet_prints_the_numbers_of_the_trend_table(release_folder, library):
    assert prints_the_trend(release_folder, sys.executable, "-c", snippets()[library])


@pytest.mark.slow
@pytest.mark.skipif(not (find_spec("pyspark") and shutil.which("java")), reason="Spark is not installed here")
def test_spark_prints_them_too(release_folder):
    assert prints_the_trend(release_folder, sys.executable, "-c", elsewhere()["Spark"][1])


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed here")
def test_r_prints_them_too(release_folder):
    assert prints_the_trend(release_folder, "Rscript", "-e", elsewhere()["R (arrow, dplyr)"][1])
