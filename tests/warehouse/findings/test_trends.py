import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.tables import TABLES
from warehouse.findings.trends import csv_bytes
from warehouse.release.tables import Published


def test_the_trend_table_has_the_numbers_of_the_parquet_file(release_folder):
    trend = pl.read_csv(release_folder / "trends/demand_by_role.csv", try_parse_dates=True)
    cells = Published(release_folder).scan(TABLES["demand_monthly"]).filter(country="ZZ", rung="any").collect()
    numbers = ["month", "role", "open", "opened", "closed", "employers", "share", "low", "high", "coverage"]
    assert trend.select(numbers).sort("month", "role").equals(cells.select(numbers).sort("month", "role"))


def test_every_row_of_a_trend_carries_its_citation(release_folder):
    for name in ("demand_by_role", "managers"):
        rows = pl.read_csv(release_folder / f"trends/{name}.csv")
        assert rows["source"].unique().to_list() == ["helpwanted release 2026.07 (SYNTHETIC DATA)"]


def test_roles_have_names_that_people_use(release_folder):
    labels = pl.read_csv(release_folder / "trends/demand_by_role.csv")["label"].to_list()
    assert {"All social media roles", "All postings", "Community manager"} <= set(labels)
    assert None not in labels


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_starts_a_formula(text):
    assert pl.read_csv(io.BytesIO(csv_bytes(pl.DataFrame({"cell": [text]}))))["cell"].item() == f"'{text}"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])), min_size=1))
def test_whatever_a_cell_says_no_program_runs_it(texts):
    rows = csv.reader(io.StringIO(csv_bytes(pl.DataFrame({"cell": texts})).decode(), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_negative_number_stays_a_number():
    assert csv_bytes(pl.DataFrame({"change": [-0.5]})) == b"change\n-0.5\n"
