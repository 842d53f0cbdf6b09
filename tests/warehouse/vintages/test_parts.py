from datetime import date

import polars as pl
import pytest

from warehouse.vintages.causes import Differences
from warehouse.vintages.parts import parts
from warehouse.vintages.revised import compared, moved

MONTH = "2026-05"
NO_MOVES = pl.DataFrame(schema={"month": pl.String, "role": pl.String, "bridged": pl.Int64})
BRIDGED = pl.DataFrame({"month": MONTH, "role": ["paid_social", "any_social", "any"], "bridged": [10, 4, 0]})
Said = dict[str, float | None]


def now(*changed: str) -> Differences:
    """A later release that differs from the one before in these causes."""
    day = {cause: date(2026, 5, 2) for cause in changed}
    methods = frozenset({"lifecycle"} if "method" in changed else ())
    return Differences(methods, "reclassification" in changed, day.get("late crawl"), day.get("linking"))


def monthly(paid: tuple[int, int], social: tuple[int, int]) -> pl.LazyFrame:
    """Stock and vacancies of paid social and of all twelve."""
    roles = {"paid_social": paid, "any_social": social, "any": (1000, 1000)}
    wholes = {"paid_social": social[0], "any_social": 1000}
    rows = [
        {"month": MONTH, "role": role, "open": o, "vacancies": v, "share": o / wholes[role] if role in wholes else None}
        for role, (o, v) in roles.items()
    ]
    same = {"country": "ZZ", "rung": "any", "is_complete": True}
    return pl.LazyFrame(rows, schema_overrides={"share": pl.Float64}).with_columns(
        pl.lit(value).alias(name) for name, value in same.items()
    )


OLD = monthly((100, 80), (400, 300))


def told(later: pl.LazyFrame, differ: Differences, measure: str, moves: pl.DataFrame = NO_MOVES) -> Said:
    """By cause, the parts of paid social."""
    figures = compared(OLD, later, "2026-06")
    found = parts(moved(figures), figures, moves, differ)
    summed = found.group_by("month", "role", "measure").agg(pl.col("part").sum())
    for row in moved(figures).drop_nulls("now").join(summed, on=["month", "role", "measure"]).iter_rows(named=True):
        assert row["part"] == pytest.approx(row["now"] - row["before"], abs=2e-6), row
    one = found.filter(role="paid_social", measure=measure)
    return {cause: part and round(part, 6) for cause, part in one.select("cause", "part").rows()}


@pytest.mark.parametrize("cause", ["method", "late crawl", "other"])
def test_where_one_cause_is_possible_all_of_it_is_its(cause: str) -> None:
    assert told(monthly((90, 72), (390, 293)), now(cause), "open") == {cause: -10}


def test_where_nothing_parts_causes_they_stand_together() -> None:
    assert told(monthly((90, 72), (390, 293)), now("method", "late crawl"), "open") == {"method + late crawl": -10}


def test_the_bridge_measures_reclassification_and_leaves_the_rest() -> None:
    both, later = now("late crawl", "reclassification"), monthly((107, 85), (401, 301))
    assert told(later, both, "open", BRIDGED) == {"reclassification": 10, "late crawl": -3}
    share = 110 / 404 - 0.25
    assert told(later, both, "share", BRIDGED) == {
        "reclassification": round(share, 6),
        "late crawl": round(107 / 401 - 0.25 - share, 6),
    }


def test_a_taxonomy_that_moved_less_than_the_figure_is_not_all_of_it() -> None:
    assert told(monthly((107, 85), (401, 301)), now("reclassification"), "open", BRIDGED) == {
        "reclassification": 10,
        "other": -3,
    }


def test_without_a_bridge_reclassification_stands_with_the_others() -> None:
    later = monthly((107, 85), (401, 301))
    assert told(later, now("late crawl", "reclassification"), "open") == {"reclassification + late crawl": 7}
    assert told(later, now("reclassification"), "open") == {"reclassification": 7}


def test_linking_moves_vacancies_alone_and_where_the_stock_stays_all_of_them() -> None:
    relinked = monthly((100, 75), (400, 295))
    assert told(relinked, now("linking", "late crawl"), "vacancies") == {"linking": -5}
    assert told(relinked, now("linking", "late crawl"), "open") == {}


def test_vacancies_move_by_their_stock_and_by_linking() -> None:
    later = monthly((90, 70), (390, 290))
    assert told(later, now("linking", "late crawl"), "vacancies") == {"late crawl": -8, "linking": -2}
    assert told(later, now("late crawl"), "vacancies") == {"late crawl": -10}


def test_all_three_are_told_apart() -> None:
    changed = now("linking", "late crawl", "reclassification")
    assert told(monthly((107, 85), (401, 301)), changed, "vacancies", BRIDGED) == {
        "reclassification": 8,
        "late crawl": -2.4,
        "linking": -0.6,
    }


def test_a_figure_that_is_withheld_at_one_end_has_causes_and_no_size() -> None:
    later = monthly((90, 72), (390, 293)).with_columns(share=pl.lit(None, pl.Float64))
    assert told(later, now("method", "reclassification"), "share", BRIDGED) == {"method + reclassification": None}


def test_where_nothing_has_moved_there_is_no_part() -> None:
    assert told(OLD, now("method"), "open") == {}
