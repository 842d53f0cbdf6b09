from datetime import date, timedelta

import polars as pl
import pytest

from warehouse.charts.days import drawn_days, step

LAST = date(2026, 6, 30)


def _drawn(*before: int) -> list[int]:
    """How many days before the last one those lie that are drawn of the days seen."""
    seen = pl.LazyFrame({"day": [LAST - timedelta(days=back) for back in before]})
    return [(LAST - day).days for day in drawn_days(seen).collect()["day"].sort(descending=True)]


@pytest.mark.parametrize(("days", "points", "apart"), [(1, 1, 1), (62, 62, 1), (63, 9, 7), (365, 53, 7)])
def test_up_to_two_months_every_day_is_drawn_then_one_a_week(days, points, apart):
    drawn = _drawn(*range(days))
    assert len(drawn) == points
    assert drawn[0] == 0
    assert step(pl.DataFrame({"day": [LAST - timedelta(days=back) for back in drawn]})) == apart


def test_where_nobody_asked_on_the_last_day_of_a_week_the_day_before_is_drawn():
    assert _drawn(0, *range(1, 7), *range(8, 80))[:2] == [0, 8]
