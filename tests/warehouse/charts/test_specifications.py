import polars as pl

from tests.warehouse.charts.drawing import chart_of


def test_ways_are_sorted_by_share_and_all_of_them_count(small):
    chart = chart_of("specifications", small)
    assert chart.points["share"].is_sorted()
    assert (
        chart.title == "Mostly managers? It depends on how one asks: yes in 4 of 20 ways, no in 8, undetermined in 8."
    )


def test_a_way_without_a_share_counts_as_undetermined_and_is_not_drawn(small):
    is_text = pl.col("definition") == "D4"
    unread = small["managers"].with_columns(
        pl.when(~is_text).then(pl.col("share", "low", "high")),
        verdict=pl.when(is_text).then(pl.lit("undetermined")).otherwise("verdict"),
    )
    chart = chart_of("specifications", {**small, "managers": unread})
    assert chart.points.height == 16
    assert chart.title.endswith("yes in 4 of 20 ways, no in 4, undetermined in 12.")
    assert "16 of 20 ways have one" in chart.subtitle[0]
