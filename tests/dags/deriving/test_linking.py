"""Vacancies and links of some days at once."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl

from dags.deriving.linking import link_days
from expectations.tables import TABLES
from expectations.tables.vacancies import MARKS
from tests.dags.drafts import empty_draft, hold
from warehouse.store import footer_of

LIFECYCLE = TABLES["lifecycle"]


def test_days_that_are_linked_at_once_each_name_the_day_before(tmp_path: Path) -> None:
    draft = empty_draft(tmp_path)
    linked = [date(2026, 2, 1) + timedelta(days=later) for later in range(3)]
    for day in linked:
        hold(draft, LIFECYCLE, day)
    unmarked = pl.Schema([("day", pl.Date), ("posting_key", pl.String), ("posting_id", pl.String)])
    link_days(draft, linked, pl.DataFrame(schema={**unmarked, **{column.name: column.dtype for column in MARKS}}))
    path = "tables/{}/day=2026-02-{}/all.parquet"
    for table in ("vacancies", "links"):
        inputs = footer_of(draft.local(path.format(table, "03")))["inputs"]
        assert path.format("vacancies", "02") in inputs
