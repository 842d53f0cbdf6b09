import polars as pl

from warehouse.vintages.revisions import moved


def monthly(*rows: tuple[str, str, int], is_complete: bool = True) -> pl.LazyFrame:
    frame = pl.DataFrame(rows, schema=["month", "role", "open"], orient="row")
    return frame.lazy().with_columns(country=pl.lit("ZZ"), rung=pl.lit("any"), is_complete=pl.lit(is_complete))


BEFORE = monthly(("2026-05", "any_social", 100), ("2026-05", "brand_persona", 10), ("2026-06", "any_social", 200))


def test_figures_that_moved_are_told_the_largest_change_first() -> None:
    now = monthly(("2026-05", "any_social", 101), ("2026-05", "brand_persona", 5), ("2026-06", "any_social", 200))
    rows = moved(BEFORE, now).with_columns(pl.col("change").round(2)).rows()
    assert rows == [("2026-05", "brand_persona", 10, 5, -0.5), ("2026-05", "any_social", 100, 101, 0.01)]


def test_a_figure_that_is_gone_has_moved_and_a_new_month_has_not() -> None:
    now = monthly(("2026-05", "any_social", 100), ("2026-05", "brand_persona", 10), ("2026-07", "any_social", 7))
    assert moved(BEFORE, now).rows() == [("2026-06", "any_social", 200, None, None)]


def test_a_month_that_was_not_complete_was_bound_to_move() -> None:
    assert moved(monthly(("2026-05", "any", 1), is_complete=False), monthly(("2026-05", "any", 9))).is_empty()


def test_single_countries_and_rungs_are_not_told() -> None:
    now = BEFORE.with_columns(open=pl.col("open") + 1)
    assert moved(BEFORE.with_columns(country=pl.lit("US")), now).is_empty()
    assert moved(BEFORE.with_columns(rung=pl.lit("manager")), now).is_empty()
