import re

import altair as alt
import polars as pl
import pytest
import vl_convert
from altair.utils.schemapi import validate_jsonschema

from expectations.contracts import TWELVE_ROLES
from tests.warehouse.charts.drawing import Held, imprint_of
from warehouse.charts.frame import framed
from warehouse.charts.kit import charts
from warehouse.findings.headline import headline

NAMES = ("roles", "managers", "specifications", "demand_by_role", "stock_and_inflow", "durations", "shifts")


def _text(svg: str) -> str:
    return " ".join(re.findall(r">([^<>]+)</(?:text|tspan)>", svg))


@pytest.fixture(params=NAMES)
def svg(request, release_folder):
    return (release_folder / f"charts/{request.param}.svg").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_drawn_as_png_and_svg_beside_its_points(release_folder, name):
    folder = release_folder / "charts"
    assert (folder / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / f"{name}.svg").read_text("utf-8").startswith("<svg")
    assert pl.read_csv(folder / f"{name}.csv").height > 0


def test_every_role_has_a_chart_of_its_own(release_folder):
    assert {path.stem for path in release_folder.glob("charts/*.png")} == {
        *NAMES,
        *(f"role_{role}" for role in TWELVE_ROLES),
    }


def test_a_chart_tells_its_source_and_that_it_is_synthetic(svg):
    said = _text(svg)
    assert "Source: helpwanted release 2026.07 (SYNTHETIC DATA), to 3 July 2026, CC BY 4.0" in said
    assert "SYNTHETIC DATA: a pretend labour market" in said


def test_a_chart_needs_no_script_and_no_network(svg):
    assert "<script" not in svg
    assert set(re.findall(r"https?://[^\"' ]+", svg)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_a_chart_fits_a_phone_without_scrolling_and_is_as_wide_as_the_others(svg):
    width = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    assert 424 <= width <= 424 + 8


def test_no_letter_of_a_chart_is_smaller_than_nine_pixels_on_a_phone(svg):
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', svg)]
    assert min(sizes) * 360 / 432 > 9


def test_every_point_says_in_words_what_it_is(svg):
    labels = re.findall(r'aria-label="([^"]+)" role="graphics-symbol" aria-roledescription="(?:point|square|bar)"', svg)
    assert labels
    assert all(re.search(r"\d", label) for label in labels)


def test_every_role_has_a_panel_with_a_line_of_its_own(release_folder):
    svg = (release_folder / "charts/demand_by_role.svg").read_text("utf-8")
    lines = re.findall(r"mark-line role-mark[^>]*>\s*<path[^>]* d=\"([^\"]+)\"", svg)
    assert len(lines) == len(set(lines)) == len(TWELVE_ROLES)


@pytest.fixture
def drawn(small):
    tables = Held(small)
    return charts(tables, headline(tables), imprint_of(tables))


def test_the_points_beside_a_chart_are_those_drawn(drawn, small):
    for chart in drawn:
        rows = chart.points.with_columns(pl.col(pl.Date).cast(pl.String)).to_dicts()
        assert framed(chart, imprint_of(Held(small)))["datasets"]["points"] == rows


def test_a_chart_is_as_the_schema_of_vega_lite_wants_it(drawn, small):
    for chart in drawn[: len(NAMES) + 1]:
        spec = framed(chart, imprint_of(Held(small)))
        whole = {"$ref": "#/definitions/TopLevelVConcatSpec"}
        validate_jsonschema({**spec, "datasets": {}}, whole, rootschema=alt.load_schema())


def test_who_cannot_see_a_chart_is_told_its_axes_and_its_finding(drawn):
    for chart in drawn:
        assert chart.title in chart.alt
        assert re.search("Across: .* (Down|Up): |Down: .* Across: ", chart.alt)


def test_a_chart_without_a_row_to_draw_is_left_out(small):
    tables = Held({**small, "durations": small["durations"].clear(), "shifts": small["shifts"].clear()})
    shown = charts(tables, headline(tables), imprint_of(tables))
    assert {chart.name for chart in shown} & {*NAMES} == {*NAMES} - {"durations", "shifts"}


def test_a_single_day_with_shares_withheld_can_be_drawn(small):
    none = pl.lit(None, pl.Float64)
    withheld = {"share": none, "low": none, "high": none, "low_all": none, "high_all": none}
    blank = {
        "demand_daily": small["demand_daily"].filter(pl.col("day") == pl.col("day").max()).with_columns(**withheld),
        "demand_monthly": small["demand_monthly"].with_columns(**withheld),
        "managers": small["managers"].with_columns(**withheld, verdict=pl.lit("undetermined")),
    }
    tables = Held({**small, **blank})
    for chart in charts(tables, headline(tables), imprint_of(tables))[: len(NAMES) + 1]:
        assert vl_convert.vegalite_to_svg(framed(chart, imprint_of(tables))).startswith("<svg")
