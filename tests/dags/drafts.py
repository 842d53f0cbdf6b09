"""Drafts of a few rows."""

from datetime import date
from pathlib import Path

import polars as pl

from expectations.contracts import Table
from warehouse.draft import Draft
from warehouse.store import Store


def empty_draft(folder: Path) -> Draft:
    """A draft over an empty synthetic store."""
    store = Store(str(folder / "data"))
    store.claim(is_synthetic=True)
    return Draft(store, folder / "draft", {})


def hold(draft: Draft, table: Table, day: date) -> None:
    """Draft a partition of one row. What stands in it does not matter."""
    row = pl.DataFrame({name: [None] for name in table.schema}, table.schema)
    draft.write(table, f"day={day}", row.lazy(), {})
