import shutil
from pathlib import Path

import polars as pl
import pytest

from expectations.tables import TABLES
from warehouse.release.sums import SUMS, checksums
from warehouse.release.tables import Published, data_path
from warehouse.store import footer_of, write_parquet
from warehouse.verify.release import verify


def _rewrite(folder: Path, name: str, rows: pl.DataFrame, **footer: str) -> None:
    """Put other rows into a released table and sign the release anew, as a forger would."""
    path = folder / data_path(TABLES[name])
    write_parquet(rows, path, {**footer_of(path), **footer})
    (folder / SUMS).write_text(checksums(folder), "utf-8")


def _rows(folder: Path, name: str) -> pl.DataFrame:
    return Published(folder).scan(TABLES[name]).collect()


def test_a_good_release_has_no_problems(release_folder):
    assert verify(str(release_folder)) == []


def test_a_folder_without_checksums_is_no_release(copied_release):
    (copied_release / SUMS).unlink()
    assert "no finished release" in verify(str(copied_release))[0]


def test_a_folder_that_is_not_there_is_no_release(tmp_path):
    assert "no finished release" in verify(str(tmp_path / "nowhere"))[0]


def test_a_changed_byte_is_found(copied_release):
    with (copied_release / "trends/managers.csv").open("a") as file:
        file.write("2026-08,D1\n")
    assert verify(str(copied_release)) == ["trends/managers.csv is not the file that was released: its SHA-256 differs"]


def test_a_missing_file_and_one_too_many_are_found(copied_release):
    shutil.move(copied_release / "CITATION.cff", copied_release / "notes.txt")
    assert verify(str(copied_release)) == ["CITATION.cff is missing", f"notes.txt is not in {SUMS}"]


def test_a_private_column_is_found(copied_release):
    _rewrite(copied_release, "postings", _rows(copied_release, "postings").with_columns(description=pl.lit("Call me")))
    assert verify(str(copied_release)) == ["data/postings.parquet has not the declared public columns: see description"]


def test_a_table_of_another_release_is_found(copied_release):
    _rewrite(copied_release, "postings", _rows(copied_release, "postings"), fingerprint="other")
    assert verify(str(copied_release)) == ["the tables are of different releases: their footers disagree"]


def test_a_key_that_occurs_twice_is_found(copied_release):
    rows = _rows(copied_release, "postings")
    _rewrite(copied_release, "postings", pl.concat([rows, rows.tail(1)]))
    assert verify(str(copied_release)) == ["data/postings.parquet has 2 rows that share their key"]


def test_rows_out_of_order_are_found(copied_release):
    _rewrite(copied_release, "postings", _rows(copied_release, "postings").reverse())
    assert verify(str(copied_release)) == ["data/postings.parquet is not sorted by its key"]


@pytest.mark.parametrize("flow", ["opened", "closed", "left_unobserved"])
def test_a_stock_that_is_not_accounted_for_is_found(copied_release, flow):
    rows = _rows(copied_release, "demand_daily")
    is_last = (pl.col("day") == pl.col("day").max()) & (pl.col("role") == "any") & (pl.col("country") == "US")
    _rewrite(copied_release, "demand_daily", rows.with_columns(pl.col(flow) + is_last.cast(pl.Int64)))
    assert "not accounted for in 1 cells" in verify(str(copied_release))[0]


def test_a_stock_that_vanishes_without_a_row_is_found(copied_release):
    rows = _rows(copied_release, "demand_daily")
    is_last = (pl.col("day") == pl.col("day").max()) & (pl.col("role") == "any") & (pl.col("country") == "US")
    _rewrite(copied_release, "demand_daily", rows.filter(~is_last))
    assert "not accounted for in 1 cells" in verify(str(copied_release))[0]


def test_roles_that_do_not_add_up_are_found(copied_release):
    rows = _rows(copied_release, "demand_monthly")
    is_one = (pl.col("role") == "paid_social") & (pl.col("country") == "US")
    _rewrite(copied_release, "demand_monthly", rows.with_columns(pl.col("open") + is_one.cast(pl.Int64)))
    assert verify(str(copied_release))[0].startswith("demand_monthly: the roles do not add up in 2 cells")


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("demand_monthly", {"month": "2026-06", "role": "paid_social", "country": "US"}),
        ("managers", {"month": "2026-06", "definition": "D2", "roles": "twelve", "flow": "stock"}),
    ],
)
def test_a_share_that_its_counts_do_not_give_is_found(copied_release, name, cell):
    is_wrong = pl.all_horizontal(pl.col(column) == value for column, value in cell.items())
    share = pl.when(is_wrong).then(pl.col("share") - 0.001).otherwise("share")
    _rewrite(copied_release, name, _rows(copied_release, name).with_columns(share=share))
    assert any(f"{name}: 1 shares are not" in problem for problem in verify(str(copied_release)))


def test_employers_that_do_not_hold_the_stock_are_found(copied_release):
    _rewrite(copied_release, "employers", _rows(copied_release, "employers").slice(1))
    assert verify(str(copied_release)) == ["employers: their postings are not the stock of demand_monthly in 1 cells"]


def test_a_trend_that_tells_other_numbers_is_found(copied_release):
    path = copied_release / "trends/demand_by_role.csv"
    path.write_text(path.read_text("utf-8").replace("101", "102"), "utf-8")
    (copied_release / SUMS).write_text(checksums(copied_release), "utf-8")
    assert verify(str(copied_release)) == ["trends/demand_by_role.csv does not hold the numbers of the tables"]


def test_synthetic_data_that_do_not_say_so_are_found(copied_release):
    path = copied_release / "charts/managers.svg"
    path.write_text(path.read_text("utf-8").replace("SYNTHETIC DATA", ""), "utf-8")
    (copied_release / SUMS).write_text(checksums(copied_release), "utf-8")
    assert verify(str(copied_release)) == ["charts/managers.svg does not say SYNTHETIC DATA"]


def test_a_release_behind_an_address_is_checked_like_a_folder(release_folder):
    assert verify(f"file://{release_folder}") == []
