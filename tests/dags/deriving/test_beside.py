"""The gate beside the derivation finds what it finds at the end."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from dags.deriving import beside, judging
from dags.deriving.beside import Beside
from expectations.tables import TABLES
from tests.dags.drafts import empty_draft, hold
from warehouse.draft import Draft

LIFECYCLE, CRAWLS, COVERAGE = TABLES["lifecycle"], TABLES["crawls"], TABLES["coverage"]
DAYS = [date(2026, 3, 1) + timedelta(days=later) for later in range(4)]


def draft_day(draft: Draft, day: date) -> None:
    """Coverage of ten boards a day, of which twelve were observed on the third: that breaks a rule."""
    observed = 12 if day == DAYS[2] else 9
    counts = {"boards": 10, "observed": observed, "recent": 10, "postings": 5, "postings_observed": 5}
    rows = [{"day": day, "source": source, "country": "ZZ", **counts} for source in ("all", "x")]
    draft.write(COVERAGE, f"day={day}", pl.LazyFrame(rows), {})
    hold(draft, LIFECYCLE, day)


def test_days_are_judged_once_and_as_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "ROWS_AT_ONCE", 2)
    draft = empty_draft(tmp_path)
    with Beside(draft) as judge:
        for day in DAYS[:3]:
            draft_day(draft, day)
            judge.whole([day])
        draft_day(draft, DAYS[3])
        early = [verdict for verdict in judge.found() if verdict.table == "coverage"]
    late = judging.by_themselves(draft, [key for key in draft.drafted if key[0] == "coverage"])
    assert early == [verdict for verdict in late if verdict.partition <= f"day={DAYS[1]}"]
    assert {verdict.partition for verdict in late if not verdict.is_success} == {f"day={DAYS[2]}"}


def test_what_is_compared_with_a_table_that_is_not_there_yet_waits(tmp_path: Path) -> None:
    draft = empty_draft(tmp_path)
    hold(draft, LIFECYCLE, DAYS[0])
    assert judging.comparable(draft.drafted, DAYS[0]) == []
    hold_crawls = pl.LazyFrame(schema=CRAWLS.schema)
    draft.write_days(CRAWLS, hold_crawls, {f"day={DAYS[0]}": ["lever"]}, lambda _: {})
    assert judging.comparable(draft.drafted, DAYS[0]) == [("lifecycle", f"day={DAYS[0]}")]
