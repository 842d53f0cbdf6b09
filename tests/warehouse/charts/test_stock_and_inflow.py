from datetime import timedelta

import polars as pl

from tests.warehouse.charts.drawing import chart_of


def test_its_title_has_the_numbers_of_the_trend_table(small):
    july = (
        small["demand_monthly"].filter(role="any_social", country="ZZ", rung="any", month="2026-07").row(0, named=True)
    )
    title = chart_of("stock_and_inflow", small).title
    assert title == (
        f"{july['open']} social media postings open on 3 July 2026; "
        f"{july['opened']} opened and {july['closed']} closed in 3 days of July 2026."
    )


def test_beyond_two_months_it_has_a_point_a_week_with_the_flows_of_seven_days(small):
    last = small["demand_daily"].filter(pl.col("day") == pl.col("day").max())
    many = pl.concat(last.with_columns(day=pl.col("day") - timedelta(days=back)) for back in range(73))
    points = chart_of("stock_and_inflow", {**small, "demand_daily": many}).points
    one = last.filter(role="any_social", country="ZZ", rung="any").row(0, named=True)
    assert points["day"].diff().drop_nulls().unique().to_list() == [timedelta(days=7)]
    assert points["label"][-1].endswith("closed in the week up to it")
    assert points["opened"].to_list() == [7 * one["opened"]] * 10
