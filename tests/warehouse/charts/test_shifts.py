import re

import polars as pl
import pytest

from tests.warehouse.charts.drawing import Held, chart_of, imprint_of
from warehouse.charts.writing import pictures


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (0.5, "More postings speak of pull than of push (marketing); the rest is open."),
        (-0.5, "More postings speak of push than of pull (marketing); the rest is open."),
        (0.3, "Whether the old roles speak more of the new emphasis or of the old is open."),
        (None, "Too few words of either emphasis to say of which the old roles speak more."),
    ],
)
def test_its_title_names_a_lean_only_where_the_whole_interval_leans(small, ratio, said):
    middle = pl.when(pl.col("traditional_role") == "marketing").then(pl.lit(ratio, pl.Float64))
    shifts = small["shifts"].with_columns(log_ratio=middle, log_ratio_low=middle - 0.4, log_ratio_high=middle + 0.4)
    assert chart_of("shifts", {**small, "shifts": shifts}).title == said


def test_ratios_are_drawn_as_times_not_as_logarithms(small):
    marketing = chart_of("shifts", small).points.row(0, named=True)
    assert marketing["ratio_numbers"] == "1.6 (1.1–2.5)"
    assert marketing["label"] == "Marketing: 55% (43–67%) ask for social media, push → pull 1.6 (1.1–2.5), n = 100"


def test_an_emphasis_that_is_open_has_the_form_that_the_legend_says(small):
    middle = pl.when(pl.col("traditional_role") == "marketing").then(0.1)
    rows = {**small, "shifts": small["shifts"].with_columns(log_ratio=middle, log_ratio_low=-0.3, log_ratio_high=0.5)}
    drawn = chart_of("shifts", rows)
    svg, _ = pictures(drawn, imprint_of(Held(rows)))
    (marketing,) = [mark for mark in re.findall(r"<path aria-label[^>]*>", svg) if "push → pull" in mark][1:]
    assert 'fill="#ffffff"' in marketing


def test_no_tick_stands_beyond_the_ends_of_the_scale(small):
    svg, _ = pictures(chart_of("shifts", small), imprint_of(Held(small)))
    ticks = re.findall(r">([\d.]+)</text>", svg)
    assert "1" in ticks
    assert {"0.01", "100"}.isdisjoint(ticks)
