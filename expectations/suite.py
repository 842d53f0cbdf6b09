"""A table's declaration as a Great Expectations suite.

Great Expectations is imported inside the functions: its import costs 5 to 8 CPU-seconds, and most commands judge nothing.
"""

import sys
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from expectations.contracts import Column, Severity, Table

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

SEVERITIES: dict[str, Severity] = {"critical": "error", "warning": "warning", "info": "warning"}
"""What Great Expectations' severities are called here. A declaration is a promise: all that is compiled is critical."""

Promise = tuple[str, str, dict[str, Any]]
"""Name, Great Expectations' type, and its arguments."""


@cache
def compile_suite(table: Table) -> "ExpectationSuite":
    """The suite of `table`: one expectation for every promise of its declaration.

    Each carries its name in `meta["name"]`, as in `not_null(title)`, `in_set(status)`, `between(share)` or
    `unique(day, posting_key)`. Types and the set of columns are not in it: pandas would only see what the conversion
    from polars made of them, so the gate compares the polars schema itself.
    """
    from great_expectations import ExpectationSuite
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    return ExpectationSuite(
        name=table.name,
        expectations=[
            ExpectationConfiguration(type=kind, kwargs=arguments, meta={"name": name})
            for name, kind, arguments in promises(table)
        ],
    )


def promises(table: Table) -> Iterator[Promise]:
    """What the declaration promises: of each column by itself, then that the key is unique."""
    for column in table.columns:
        yield from _promises_of(column)
    key = ", ".join(table.key)
    if len(table.key) == 1:
        yield f"unique({key})", "expect_column_values_to_be_unique", {"column": key}
    else:
        yield f"unique({key})", "expect_compound_columns_to_be_unique", {"column_list": list(table.key)}


def _promises_of(column: Column) -> Iterator[Promise]:
    name = column.name
    if not column.is_nullable:
        yield f"not_null({name})", "expect_column_values_to_not_be_null", {"column": name}
    if column.allowed:
        allowed = {"column": name, "value_set": list(column.allowed)}
        yield f"in_set({name})", "expect_column_values_to_be_in_set", allowed
    if _has_bounds(column):
        low, high = _bounds(column)
        bounds = {"column": name, "min_value": low, "max_value": high}
        yield f"between({name})", "expect_column_values_to_be_between", bounds


def has_value_rule(column: Column) -> bool:
    """Whether an expectation looks at the values of `column`, and not only at whether there is one."""
    return bool(column.allowed) or _has_bounds(column)


def _has_bounds(column: Column) -> bool:
    return column.dtype == pl.Float64 or column.low is not None or column.high is not None


def _bounds(column: Column) -> tuple[float | None, float | None]:
    """A float without a bound is still finite: an infinity is a division by zero that nobody noticed."""
    if column.dtype != pl.Float64:
        return column.low, column.high
    largest = sys.float_info.max
    return -largest if column.low is None else column.low, largest if column.high is None else column.high
