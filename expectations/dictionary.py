"""The data dictionary, written from the declarations: the same text in the docs and in every release."""

from collections.abc import Iterable

import polars as pl

from expectations.contracts import Column, Table

HEADER = "| column | type | unit | meaning | source | allowed | public |\n|---|---|---|---|---|---|---|"

TYPES: dict[object, str] = {
    pl.String: "text",
    pl.Int64: "whole number",
    pl.UInt64: "whole number of 64 bits",
    pl.Float64: "number",
    pl.Boolean: "true or false",
    pl.Date: "date",
    pl.Datetime: "UTC timestamp",
}
"""Names that a reader without polars understands."""


def markdown(tables: Iterable[Table]) -> str:
    """The dictionary of `tables` as Markdown: one section per table, in the order given."""
    return "\n".join(_section(table) for table in tables)


def _section(table: Table) -> str:
    kept = "one file" if table.partition == "none" else f"by {table.partition}"
    facts = [
        f"- Grain: {table.grain}",
        f"- Key: {', '.join(f'`{name}`' for name in table.key)}",
        f"- Kept {kept}{' and source' if table.is_by_source else ''}; method version {table.version}",
        f"- {'Public' if table.is_public else 'Private: never published'}",
    ]
    rows = [_row(column, table.is_public) for column in table.columns]
    return "\n".join([f"### `{table.name}`\n", f"{table.doc}\n", *facts, "", HEADER, *rows, ""])


def _row(column: Column, is_table_public: bool) -> str:
    cells = (
        f"`{column.name}`",
        TYPES[column.dtype.base_type()] + (", may be null" if column.is_nullable else ""),
        column.unit,
        column.doc,
        column.source,
        allowed(column),
        "yes" if is_table_public and column.is_public else "no",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def allowed(column: Column) -> str:
    """What may stand in the column, in words; nothing where anything may."""
    if column.allowed:
        return ", ".join(f"`{value}`" for value in column.allowed)
    if column.low is not None and column.high is not None:
        return f"{column.low:g} to {column.high:g}"
    if column.low is not None:
        return f"{column.low:g} or more"
    return f"at most {column.high:g}" if column.high is not None else ""
