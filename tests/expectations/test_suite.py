"""What is declared is what Great Expectations is asked."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.suite import promises
from expectations.tables import TABLES

SMALL = Table(
    name="small",
    doc="",
    grain="day × name",
    key=("day", "name"),
    columns=(
        Column("day", pl.Date, ""),
        Column("name", pl.String, "", allowed=("a", "b")),
        Column("note", pl.String, "", is_nullable=True),
        Column("postings", pl.Int64, "", low=0),
        Column("share", pl.Float64, "", low=0, high=1, is_nullable=True),
        Column("ratio", pl.Float64, "", is_nullable=True),
    ),
)


def test_every_promise_of_a_declaration_has_its_name() -> None:
    assert [name for name, _, _ in promises(SMALL)] == [
        "not_null(day)",
        "not_null(name)",
        "in_set(name)",
        "not_null(postings)",
        "between(postings)",
        "between(share)",
        "between(ratio)",
        "unique(day, name)",
    ]


def test_a_key_of_one_column_is_unique_by_itself() -> None:
    kinds = {name: kind for name, kind, _ in promises(TABLES["roles"])}
    assert kinds["unique(role)"] == "expect_column_values_to_be_unique"
