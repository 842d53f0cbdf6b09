"""The snippets of a release's README are run, and give the numbers of its trend table; Spark's in tests/distributed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse.metadata.printed import missing
from warehouse.metadata.snippets import elsewhere, snippets

R = elsewhere()["R (arrow, dplyr)"][1]


def r_has(*packages: str) -> bool:
    wanted = " && ".join(f'requireNamespace("{package}", quietly = TRUE)' for package in packages)
    return bool(shutil.which("Rscript")) and not subprocess.call(["Rscript", "-e", f"quit(status = !({wanted}))"])


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Twenty years of months, as a release holds them: more than tables are shown of by default."""
    months = [f"{year}-{month:02}" for year in range(2007, 2027) for month in range(1, 13)]
    stock = pl.DataFrame({"month": months, "role": "any_social", "open": range(1000, 1240)})
    for folder in ("data", "trends"):
        (tmp_path / folder).mkdir()
    stock.with_columns(country=pl.lit("ZZ"), rung=pl.lit("any")).write_parquet(tmp_path / "data/demand_monthly.parquet")
    stock.write_csv(tmp_path / "trends/demand_by_role.csv")
    return tmp_path


def test_the_readme_has_every_snippet(release_folder: Path) -> None:
    text = (release_folder / "README.md").read_text("utf-8")
    all_of_them = [*snippets().values(), *(code for _, code in elsewhere().values())]
    assert re.findall(r"```(?:python|r)\n(.*?)```", text, re.DOTALL) == [f"{code}\n" for code in all_of_them]


@pytest.mark.parametrize("library", snippets())
def test_a_snippet_prints_the_numbers_of_the_trend_table(release_folder: Path, library: str) -> None:
    assert missing(release_folder, sys.executable, "-c", snippets()[library]) == []


@pytest.mark.parametrize("library", snippets())
def test_a_snippet_prints_every_month_of_a_long_history(long: Path, library: str) -> None:
    assert missing(long, sys.executable, "-c", snippets()[library]) == []


@pytest.mark.skipif(not shutil.which("Rscript"), reason="needs R: apt-get install r-base-core")
def test_r_can_parse_its_snippet(tmp_path: Path) -> None:
    (tmp_path / "snippet.R").write_text(R)
    subprocess.run(["Rscript", "-e", 'invisible(parse("snippet.R"))'], cwd=tmp_path, check=True)


@pytest.mark.skipif(not r_has("dplyr"), reason="needs R's dplyr: apt-get install r-cran-dplyr")
def test_r_prints_them_too_once_the_table_is_read(long: Path) -> None:
    """Debian has no arrow: R's own CSV reader stands in for `read_parquet`, the rest is the snippet."""
    pl.read_parquet(long / "data/demand_monthly.parquet").write_csv(long / "data/demand_monthly.parquet")
    instead = R.replace("library(arrow)", "read_parquet <- read.csv")
    assert missing(long, "Rscript", "-e", instead) == []


@pytest.mark.skipif(not r_has("arrow", "dplyr"), reason="needs R's arrow and dplyr, which CRAN has")
def test_r_prints_them_too(release_folder: Path) -> None:
    assert missing(release_folder, "Rscript", "-e", R) == []
