"""A second release beside the first, through the store."""

import re
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from expectations.tables import TABLES
from tests.warehouse.small import fill, small_tables
from warehouse.release.publish import publish
from warehouse.release.tables import LEFT_OUT
from warehouse.store import Store, StoreError
from warehouse.verify.release import verify
from warehouse.vintages.corrections import corrections
from warehouse.vintages.vintage import as_of, releases

MONTHLY = TABLES["demand_monthly"]
CORRECTIONS = "corrected_on,release,figure,was,is,reason\n2026-07-05,2026.07,June paid social,=7,8,a typing error\n"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory, release_folder: Path) -> Store:
    """A store in which June was released once, counted otherwise, and released again."""
    root = tmp_path_factory.mktemp("twice")
    shutil.copytree(release_folder.parents[1], root / "data")
    monthly = small_tables()["demand_monthly"]
    is_moved = (pl.col("role") == "paid_social") & (pl.col("month") == "2026-06")
    store = fill(root, demand_monthly=monthly.with_columns(vacancies=pl.col("vacancies") - is_moved.cast(pl.Int64)))
    store.put_bytes(CORRECTIONS.encode(), "corrections.csv")
    publish(store)
    return store


def text(store: Store, path: str) -> str:
    return (Path(store.url) / "releases/2026.07.2" / path).read_text("utf-8")


def test_every_release_keeps_its_numbers(twice: Store) -> None:
    cell = {"month": "2026-06", "role": "paid_social", "country": "ZZ", "rung": "any"}
    old, new = (as_of(twice, name).scan(MONTHLY).filter(**cell).collect() for name in ("2026.07", "2026.07.2"))
    assert old["vacancies"].item() == new["vacancies"].item() + 1
    assert as_of(twice).imprint.release == "2026.07.2"
    assert [imprint.release for imprint in releases(twice)] == ["2026.07", "2026.07.2"]


def test_a_release_says_which_figures_it_moves_and_why(twice: Store) -> None:
    moved = pl.read_csv(Path(twice.url) / "releases/2026.07.2/revisions/figures.csv")
    assert moved.select("month", "role", "measure", "horizon").rows() == [("2026-06", "paid_social", "vacancies", 1)]
    parts = pl.read_csv(Path(twice.url) / "releases/2026.07.2/revisions/causes.csv")
    assert parts.select("month", "role", "measure", "cause", "part").rows() == [
        ("2026-06", "paid_social", "vacancies", "other", -1)
    ]
    changelog = text(twice, "CHANGELOG.md")
    assert "Compared with 2026.07." in changelog
    assert "1 of 42 figures of complete months have moved" in changelog
    assert re.search(r"2026-06 paid_social vacancies: \d+ → \d+ \(other −1\)", changelog)


def test_corrections_are_listed_and_start_no_formula(twice: Store) -> None:
    assert "2026-07-05: June paid social of 2026.07 was =7 and is 8: a typing error" in text(twice, "CHANGELOG.md")
    assert "'=7" in text(twice, "corrections.csv")


def test_a_release_with_changes_holds_all_checks(twice: Store) -> None:
    assert verify(f"{twice.url}/releases/2026.07.2") == []


def test_the_first_release_changes_nothing(release_folder: Path) -> None:
    changelog = (release_folder / "CHANGELOG.md").read_text("utf-8")
    assert "The first release." in changelog
    assert "None: nothing was published before." in changelog


def test_a_table_that_a_release_has_not_yet_is_empty(twice: Store) -> None:
    left_out = TABLES[LEFT_OUT[0]]
    assert as_of(twice).scan(left_out).collect().is_empty()


@pytest.mark.parametrize(
    ("content", "says"),
    [("figure,was\na,b\n", "it needs corrected_on, release"), (CORRECTIONS.replace("2026-07-05", "July"), "no day")],
)
def test_a_file_of_corrections_that_cannot_be_read_says_so(tmp_path: Path, content: str, says: str) -> None:
    store = Store(str(tmp_path))
    store.put_bytes(content.encode(), "corrections.csv")
    with pytest.raises(StoreError, match=says):
        corrections(store)


def test_without_a_file_nothing_was_corrected(tmp_path: Path) -> None:
    assert corrections(Store(str(tmp_path))).is_empty()


def test_corrections_come_in_the_order_of_their_days(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.put_bytes((CORRECTIONS + "2026-07-04,2026.07,x,1,2,y\n").encode(), "corrections.csv")
    assert corrections(store)["corrected_on"].to_list() == [date(2026, 7, 4), date(2026, 7, 5)]


def test_a_release_that_is_not_there_is_told_with_those_that_are(twice: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no release 1999\.01; there are 2026\.07, 2026\.07\.2"):
        as_of(twice, "1999.01")
    shutil.copytree(Path(twice.url) / "tables", tmp_path / "data/tables")
    with pytest.raises(StoreError, match="run `helpwanted release` first"):
        as_of(Store(str(tmp_path / "data")))
