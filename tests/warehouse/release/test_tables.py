from datetime import date

import polars as pl
import pytest

from expectations.tables import TABLES
from warehouse.release import tables
from warehouse.release.imprint import Imprint
from warehouse.release.tables import LEFT_OUT, RELEASED, Published, data_path, month_path, write_table
from warehouse.verify.files import keys

CRAWLS = TABLES["crawls"]


def test_every_public_table_is_released_but_those_left_out():
    assert {table.name for table in RELEASED} | set(LEFT_OUT) == {t.name for t in TABLES.values() if t.is_public}


def test_a_table_that_is_no_more_than_a_file_holds_is_one_file(release_folder):
    assert Published(release_folder).paths(CRAWLS) == [release_folder / data_path(CRAWLS)]


@pytest.fixture
def parted(copied_release, monkeypatch):
    """A release whose table of crawls is too large for one file."""
    rows = Published(copied_release).scan(CRAWLS).collect()
    (copied_release / data_path(CRAWLS)).unlink()
    monkeypatch.setattr(tables, "ROWS_OF_ONE_FILE", 10)
    write_table(rows.lazy(), CRAWLS, copied_release, Imprint("x", date.min, date.max, True, "1", "f"))
    return copied_release, rows


def test_a_larger_table_has_a_folder_for_each_month_as_hive_names_them(parted):
    folder, rows = parted
    assert (folder / month_path(CRAWLS, "2026-06")).exists()
    assert Published(folder).scan(CRAWLS).collect().equals(rows)
    hive = pl.scan_parquet(folder / "data/crawls", hive_partitioning=True).group_by("month").len().collect()
    assert dict(hive.iter_rows()) == {"2026-06": 18, "2026-07": 6}


def test_a_table_in_months_is_checked_as_one(parted):
    assert [problem for problem in keys(parted[0]) if "crawls" in problem] == []
