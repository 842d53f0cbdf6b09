"""The dictionary says of every table and column what its declaration says."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.dictionary import markdown
from expectations.tables import TABLES

SMALL = Table(
    name="small",
    doc="A small table.",
    grain="day × board",
    key=("day", "board"),
    is_by_source=True,
    columns=(
        Column("day", pl.Date, "The day."),
        Column("status", pl.String, "One of `a | b`.", allowed=("a", "b"), source="stated"),
        Column("share", pl.Float64, "A share.", unit="share", is_nullable=True, low=0, high=1, is_public=False),
        Column("asked_at", pl.Datetime("us", "UTC"), "When."),
    ),
)


def test_a_table_is_written_with_its_grain_key_and_columns() -> None:
    assert markdown([SMALL]) == (
        "### `small`\n\n"
        "A small table.\n\n"
        "- Grain: day × board\n"
        "- Key: `day`, `board`\n"
        "- Kept by day and source; method version 1\n"
        "- Public\n\n"
        "| column | type | unit | meaning | source | allowed | public |\n"
        "|---|---|---|---|---|---|---|\n"
        "| `day` | date |  | The day. | derived |  | yes |\n"
        "| `status` | text |  | One of `a \\| b`. | stated | `a`, `b` | yes |\n"
        "| `share` | number, may be null | share | A share. | derived | 0 to 1 | no |\n"
        "| `asked_at` | UTC timestamp |  | When. | derived |  | yes |\n"
    )


def test_every_table_and_column_is_in_the_dictionary() -> None:
    text = markdown(TABLES.values())
    for table in TABLES.values():
        assert f"### `{table.name}`" in text
        assert all(f"| `{column.name}` |" in text for column in table.columns)


def test_no_column_of_a_private_table_is_called_public() -> None:
    private = [table for table in TABLES.values() if not table.is_public]
    assert private
    assert "| yes |" not in markdown(private)
