"""Rows that keep their table's declaration, so that a test states only the columns it is about."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from expectations.contracts import Column, Table

Fill = Callable[..., pl.LazyFrame]

DEFAULTS = {pl.String: "x", pl.Float64: 0.5, pl.Boolean: False, pl.Date: date(2026, 1, 8)}


def _default(column: Column) -> object:
    if column.is_nullable:
        return None
    if column.name == "month":
        return "2026-01"
    if column.dtype.is_integer():
        return int(column.low or 0)
    return column.allowed[0] if column.allowed else DEFAULTS[column.dtype.base_type()]


def _fill(table: Table, rows: int | None = None, **given: object) -> pl.LazyFrame:
    height = (
        rows
        if rows is not None
        else max((len(value) for value in given.values() if isinstance(value, list)), default=1)
    )
    columns = {}
    for column in table.columns:
        value = given.pop(column.name, _default(column))
        columns[column.name] = pl.Series(value if isinstance(value, list) else [value] * height, dtype=column.dtype)
    assert not given, f"not in {table.name}: {sorted(given)}"
    return pl.LazyFrame(columns)


@pytest.fixture
def fill() -> Fill:
    """`fill(table, column=value or list of values, …)`: a frame of `table` with valid values in all other columns."""
    return _fill
