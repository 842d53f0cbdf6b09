import polars as pl

from tests.warehouse.charts.drawing import chart_of


def test_its_title_is_the_median_of_all_roles_with_its_interval(small):
    chart = chart_of("durations", small)
    assert chart.title == "Half of the social media postings close within 35 days (30–42)."
    assert "300 postings of 40 employers, 200 seen to close." in chart.subtitle


def test_an_end_that_is_not_reached_is_drawn_to_the_end_of_the_scale_and_said(small):
    open_ended = small["durations"].with_columns(high_days=pl.lit(None, pl.Int64))
    chart = chart_of("durations", {**small, "durations": open_ended})
    assert chart.points.row(0, named=True)["numbers"] == "35 days (30 or more)"
    assert chart.points["drawn_to"].to_list() == [35] + [None] * 12


def test_it_says_so_where_no_half_has_closed_yet(small):
    nothing = small["durations"].with_columns(median_days=pl.lit(None, pl.Int64))
    assert chart_of("durations", {**small, "durations": nothing}).title.endswith("cannot be said yet.")
