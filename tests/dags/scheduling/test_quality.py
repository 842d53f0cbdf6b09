"""The quality page, over the small store of the releases' tests."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dags.scheduling.quality import quality_of, report
from tests.warehouse.small import fill, small_tables
from warehouse.store import Store

DAY = date(2026, 7, 3)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One board in two is not seen on the last day, its title is hostile, and the gate has refused the coverage."""
    tables = small_tables()
    is_late = (pl.col("day") == DAY) & (pl.col("board") != "acme")
    crawls = tables["crawls"].with_columns(
        status=pl.when(is_late).then(pl.lit("failed")).otherwise("status"),
        why=pl.when(is_late).then(pl.lit("HTTP 500 <script>")),
    )
    daily = tables["demand_daily"].with_columns(carried=pl.min_horizontal("open", pl.lit(9)))
    root = tmp_path_factory.mktemp("quality")
    return fill(root, failing="coverage", crawls=crawls, demand_daily=daily)


def test_a_day_says_what_arrived_what_is_late_and_what_it_touches(store: Store) -> None:
    found = quality_of(store, DAY)
    assert found.arrived.rows(named=True)[-1] == {
        "source": "all",
        "boards": 2,
        "complete": 1,
        "failed": 1,
        "postings": 6,
    }
    assert found.late.select("board", "status").rows() == [("=cmd()", "failed")]
    assert found.touched.filter(role="any_social").row(0)[1:] == (367, 9, 2)
    assert found.counted_to == DAY


def test_a_refusal_says_what_was_refused(store: Store) -> None:
    refused = quality_of(store, DAY).refused
    assert refused.select("table", "partition").rows() == [("coverage", f"day={DAY}")]


def test_days_on_which_nobody_asked_are_named(tmp_path: Path) -> None:
    crawls = small_tables()["crawls"].filter(pl.col("day") != date(2026, 7, 1))
    assert quality_of(fill(tmp_path, crawls=crawls), DAY).missing == [date(2026, 7, 1)]


def test_the_page_is_one_file_without_script_beside_a_page_for_each_table(store: Store) -> None:
    report(store, DAY)
    folder = Path(store.url) / "reports" / f"day={DAY}"
    page = (folder / "index.html").read_text()
    assert "The gate refused 3 July 2026" in page
    assert "HTTP 500 &lt;script&gt;" in page
    assert "<script" not in page
    assert "SYNTHETIC DATA" in page
    for table in ("crawls", "coverage", "demand_daily", "demand_monthly"):
        assert f'href="{table}.html"' in page
        assert (folder / f"{table}.html").exists()
    assert f"day={DAY}/index.html" in (folder.parent / "index.html").read_text()


def test_the_page_of_a_table_tells_what_failed_before_the_declaration_and_lets_in_nothing(store: Store) -> None:
    report(store, DAY)
    page = (Path(store.url) / "reports" / f"day={DAY}" / "coverage.html").read_text()
    told, _, declared = page.partition('class="ge-section')
    assert "<td>rows</td>" in told
    assert "values must never be null." in declared
    assert re.search(
        r"default-src 'none'; style-src &#39;sha256-|default-src &#39;none&#39;; style-src &#39;sha256-", page
    )
    assert "SYNTHETIC DATA" in told


def test_the_same_tables_give_the_same_pages(store: Store) -> None:
    pages = []
    for _ in range(2):
        report(store, DAY)
        pages.append([path.read_bytes() for path in sorted((Path(store.url) / "reports").rglob("*.html"))])
    assert pages[0] == pages[1]


def test_a_day_that_nobody_has_derived_says_so(store: Store) -> None:
    empty = quality_of(store, date(2026, 7, 9))
    assert empty.arrived.is_empty()
    assert empty.touched.is_empty()
