"""Great Expectations really judges, day by day, and what fails is kept out."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import polars as pl
import pytest

from expectations.contracts import Column, Table, Verdict
from expectations.gate import Refused, judge, refuse
from expectations.suite import compile_suite, promises
from expectations.tables import TABLES

Fill = Callable[..., pl.LazyFrame]

DAY = date(2026, 1, 8)
THREE_DAYS = [DAY, DAY + timedelta(1), DAY + timedelta(2)]


STOCK = Table(
    name="stock",
    doc="Has a column of every kind that a declaration can make.",
    grain="day × posting",
    key=("day", "posting"),
    columns=(
        Column("day", pl.Date, ""),
        Column("posting", pl.String, ""),
        Column("status", pl.String, "", allowed=("open", "closed")),
        Column("employer", pl.String, "", is_public=False),
        Column("postings", pl.Int64, "", low=0),
        Column("share", pl.Float64, "", low=0, high=1, is_nullable=True),
        Column("index", pl.Float64, "", is_nullable=True),
        Column("note", pl.String, "", is_nullable=True),
    ),
)
BY_SOURCE = Table(
    name="by_source",
    doc="A table with one file for every source; some rows have no posting.",
    grain="day × source × posting",
    key=("source", "posting"),
    is_by_source=True,
    columns=(
        Column("day", pl.Date, ""),
        Column("source", pl.String, ""),
        Column("posting", pl.String, "", is_nullable=True),
    ),
)


def failures(verdicts: list[Verdict]) -> list[tuple[str, str, str]]:
    return [(found.partition, found.expectation, found.observed) for found in verdicts if not found.is_success]


def test_rows_as_declared_pass_every_expectation(fill: Fill) -> None:
    verdicts = judge(STOCK, fill(STOCK, posting=["a", "b", "c"]))
    assert failures(verdicts) == []
    assert "unique(day, posting)" in {found.expectation for found in verdicts}


def test_one_bad_day_in_a_range_fails_alone(fill: Fill) -> None:
    verdicts = judge(STOCK, fill(STOCK, day=THREE_DAYS, status=["open", "gone", "open"]))
    assert failures(verdicts) == [("day=2026-01-09", "in_set(status)", "1 offending, such as gone")]
    days = {found.partition for found in verdicts if found.is_success}
    assert days == {"day=2026-01-08", "day=2026-01-09", "day=2026-01-10"}


def test_every_partition_has_a_verdict_of_every_expectation(fill: Fill) -> None:
    verdicts = judge(STOCK, fill(STOCK, day=THREE_DAYS))
    assert len({found.expectation for found in verdicts}) * 3 == len(verdicts)


def test_a_table_kept_by_source_is_judged_by_source(fill: Fill) -> None:
    verdicts = judge(BY_SOURCE, fill(BY_SOURCE, source=["ashby", "lever", "lever"], posting=["a", "a", "a"]))
    assert failures(verdicts) == [("day=2026-01-08/lever", "unique(source, posting)", "2 offending, such as lever × a")]


def test_a_key_with_a_gap_is_a_key(fill: Fill) -> None:
    assert failures(judge(BY_SOURCE, fill(BY_SOURCE, posting=[None, "a"]))) == []
    assert len(failures(judge(BY_SOURCE, fill(BY_SOURCE, posting=[None, None])))) == 1


JUDGED = [table for table in TABLES.values() if table.name != "verdicts"]
"""The gate's own findings are not judged by it."""


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_great_expectations_is_asked_every_promise_of_every_table(table: Table) -> None:
    asked = compile_suite(table).expectations
    assert [(expectation.meta or {}).get("name") for expectation in asked] == [name for name, _, _ in promises(table)]
    assert {expectation.severity.value for expectation in asked} == {"critical"}


@pytest.mark.parametrize("table", JUDGED, ids=lambda table: table.name)
def test_every_table_can_be_judged(fill: Fill, table: Table) -> None:
    verdicts = judge(table, fill(table), ["day=2026-02-01"])
    assert failures(verdicts) == []
    assert len({found.partition for found in verdicts}) == 2


def test_a_verdict_counts_all_rows_although_one_stands_for_many(fill: Fill) -> None:
    keys = [str(number) for number in range(1000)]
    verdicts = judge(STOCK, fill(STOCK, posting=keys, status=["open", "gone"] * 500))
    assert failures(verdicts) == [("day=2026-01-08", "in_set(status)", "500 offending, such as gone")]


def test_a_missing_value_is_found(fill: Fill) -> None:
    verdicts = judge(STOCK, fill(STOCK, posting=["a", "b"], employer=["Acme", None]))
    assert failures(verdicts) == [("day=2026-01-08", "not_null(employer)", "1 offending")]


def test_rows_that_share_a_key_are_all_counted(fill: Fill) -> None:
    verdicts = judge(STOCK, fill(STOCK, posting=["a", "b", "a", "a"]))
    assert failures(verdicts) == [("day=2026-01-08", "unique(day, posting)", "3 offending, such as 2026-01-08 × a")]


def test_a_key_may_return_on_another_day(fill: Fill) -> None:
    assert failures(judge(STOCK, fill(STOCK, day=THREE_DAYS, posting="a"))) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.1, 1.1])
def test_a_share_is_a_number_from_0_to_1(fill: Fill, value: float) -> None:
    verdicts = judge(STOCK, fill(STOCK, share=[value]))
    assert [name for _, name, _ in failures(verdicts)] == ["between(share)"]


def test_a_number_without_bounds_above_is_finite(fill: Fill) -> None:
    verdicts = judge(STOCK, fill(STOCK, index=[float("inf")]))
    assert [name for _, name, _ in failures(verdicts)] == ["between(index)"]


def test_a_partition_without_a_row_is_judged(fill: Fill) -> None:
    verdicts = judge(STOCK, fill(STOCK, rows=0), ["day=2026-01-08"])
    assert failures(verdicts) == []
    assert {found.partition for found in verdicts} == {"day=2026-01-08"}
    assert len(verdicts) == len(judge(STOCK, fill(STOCK)))


def test_an_empty_partition_beside_full_ones_is_judged(fill: Fill) -> None:
    verdicts = judge(STOCK, fill(STOCK), ["day=2026-01-08", "day=2026-01-09"])
    assert {found.partition for found in verdicts} == {"day=2026-01-08", "day=2026-01-09"}


def test_a_table_in_one_file_is_one_partition(fill: Fill) -> None:
    roles = TABLES["roles"]
    assert failures(judge(roles, fill(roles, role=["a", "a"]))) == [("all", "unique(role)", "2 offending, such as a")]


@pytest.mark.parametrize(
    ("change", "observed"),
    [
        (pl.col("postings").cast(pl.Int32), "1 offending, such as postings is Int32, not Int64"),
        (pl.lit(1).alias("extra"), "1 offending, such as extra is not declared"),
    ],
)
def test_another_type_or_column_than_declared_fails(fill: Fill, change: pl.Expr, observed: str) -> None:
    verdicts = judge(STOCK, fill(STOCK).with_columns(change))
    assert failures(verdicts) == [("day=2026-01-08", "schema", observed)]


def test_a_missing_column_fails(fill: Fill) -> None:
    verdicts = judge(STOCK, fill(STOCK).drop("note"))
    assert failures(verdicts) == [("day=2026-01-08", "schema", "1 offending, such as note is missing, not String")]


def test_a_verdict_never_shows_what_is_private(fill: Fill) -> None:
    private = Table(
        "private", "", "employer", ("employer",), (Column("employer", pl.String, "", is_public=False),), "none"
    )
    verdicts = judge(private, fill(private, employer=["Acme", "Acme"]))
    assert failures(verdicts) == [("all", "unique(employer)", "2 offending")]


def test_the_same_rows_give_the_same_verdicts(fill: Fill) -> None:
    frame = fill(STOCK, posting=["a", "a", "b"], status=["z", "y", "open"])
    assert judge(STOCK, frame) == judge(STOCK, frame.collect())


def test_a_failed_error_is_refused_in_one_line(fill: Fill) -> None:
    verdicts = judge(STOCK, fill(STOCK, day=THREE_DAYS, status=["open", "gone", "lost"]))
    with pytest.raises(Refused) as refusal:
        refuse(verdicts)
    assert str(refusal.value) == (
        "stock day=2026-01-09: in_set(status) fails: 1 offending, such as gone (and 1 more failed)"
    )


def test_a_warning_is_recorded_and_lets_the_data_pass() -> None:
    refuse([Verdict("sightings", "day=2026-01-08/lever", "volume_ceiling", "warning", False, "too many")])


def test_importing_the_rooms_modules_does_not_import_great_expectations() -> None:
    modules = "expectations.gate, expectations.meaning, expectations.baselines, expectations.tables"
    code = f"import sys, {modules}; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


WATCHED = """
import sys
from expectations.gate import judge
from expectations.tables import TABLES
writes = []
def watch(event, arguments):
    is_written = event == "open" and isinstance(arguments[1], str) and set("wax+") & set(arguments[1])
    if event in ("socket.connect", "socket.getaddrinfo") or is_written:
        writes.append((event, arguments))
sys.addaudithook(watch)
roles = TABLES["roles"]
judge(roles, roles.conform(__import__("polars").LazyFrame(schema=roles.schema)), ["all"])
sys.exit(str(writes) if writes else 0)
"""


def test_judging_prints_nothing_writes_nothing_and_asks_no_network() -> None:
    run = subprocess.run([sys.executable, "-B", "-c", WATCHED], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
