"""Days are parts of one frame, and none is lost."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.by_day import by_day

FIRST, SECOND = date(2026, 3, 2), date(2026, 3, 3)


def frame(days: list[date]) -> pl.DataFrame:
    return pl.DataFrame({"day": days, "place": range(len(days))}, {"day": pl.Date, "place": pl.Int64})


@given(st.lists(st.sampled_from([FIRST, SECOND])).map(sorted))
def test_the_days_put_together_are_the_rows_again(days: list[date]) -> None:
    rows = frame(days)
    parts = by_day(rows)
    assert [part["day"].unique().to_list() for part in parts.values()] == [[day] for day in parts]
    assert pl.concat([rows.clear(), *parts.values()]).equals(rows)


def test_a_day_whose_rows_lie_apart_is_refused() -> None:
    with pytest.raises(ValueError, match="lie apart"):
        by_day(frame([FIRST, SECOND, FIRST]))
