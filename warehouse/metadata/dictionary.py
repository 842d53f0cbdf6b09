"""The data dictionary of a release, from the contracts: for people, for a browser, for programs."""

from dataclasses import replace
from typing import Any

from expectations.contracts import Column, Table
from expectations.dictionary import TYPES, allowed, markdown
from warehouse.release.imprint import Imprint
from warehouse.release.tables import RELEASED


def published() -> list[Table]:
    """The released tables with their public columns alone."""
    return [replace(table, columns=tuple(c for c in table.columns if c.is_public)) for table in RELEASED]


def dictionary(imprint: Imprint) -> str:
    """As Markdown."""
    return f"# Data dictionary\n\n{imprint.edition}. A null means “unknown”, never zero.\n\n{markdown(published())}"


def dictionary_json(imprint: Imprint) -> dict[str, Any]:
    """For programs: release, and each table with its columns."""
    return {**imprint.facts, "tables": [_table(table) for table in published()]}


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "description": table.doc,
        "grain": table.grain,
        "key": [*table.key],
        "partition": table.partition,
        "method_version": table.version,
        "columns": [_column(column) for column in table.columns],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": TYPES[column.dtype.base_type()],
        "is_nullable": column.is_nullable,
        "unit": column.unit,
        "meaning": column.doc,
        "source": column.source,
        "allowed": allowed(column).replace("`", ""),
    }
