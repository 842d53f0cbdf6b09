import re

import polars as pl
import pytest

from expectations.contracts import TWELVE_ROLES
from warehouse.charts.kit import charts
from warehouse.findings.headline import headline
from warehouse.findings.sentences import mostly_managers, wanted
from warehouse.release.imprint import Imprint

NAMES = ("demand", "demand_by_role", "managers")


def _text(svg: str) -> str:
    return " ".join(re.findall(r">([^<>]+)</(?:text|tspan)>", svg))


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_drawn_as_png_and_svg_beside_its_points(release_folder, name):
    folder = release_folder / "charts"
    assert (folder / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / f"{name}.svg").read_text("utf-8").startswith("<svg")
    assert pl.read_csv(folder / f"{name}.csv").height > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_tells_its_source_its_size_and_that_it_is_synthetic(release_folder, name):
    said = _text((release_folder / f"charts/{name}.svg").read_text("utf-8"))
    assert "Source: helpwanted release 2026.07 (SYNTHETIC DATA), to 3 July 2026, CC BY 4.0" in said
    assert "n = 367 open postings, 40 employers; 45 of 50 boards observed." in said


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_needs_no_script_and_no_network(release_folder, name):
    svg = (release_folder / f"charts/{name}.svg").read_text("utf-8")
    assert "<script" not in svg
    assert set(re.findall(r"https?://[^\"' ]+", svg)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_every_role_has_a_panel_with_a_line_of_its_own(release_folder):
    svg = (release_folder / "charts/demand_by_role.svg").read_text("utf-8")
    lines = re.findall(r"mark-line role-mark[^>]*>\s*<path[^>]* d=\"([^\"]+)\"", svg)
    assert len(lines) == len(set(lines)) == len(TWELVE_ROLES)


def test_every_way_to_ask_has_a_dot(release_folder):
    svg = (release_folder / "charts/managers.svg").read_text("utf-8")
    assert len(re.findall(r'aria-roledescription="point"', svg)) == 20


def test_the_points_beside_a_chart_are_those_drawn(make_store):
    store = make_store()
    first = headline(store)
    imprint = Imprint("2026.07", first.first_on, first.last_on, True, "1", "f")
    for chart in charts(store, first, imprint):
        assert chart.spec["datasets"]["points"] == chart.points.with_columns(pl.col(pl.Date).cast(pl.String)).to_dicts()


def test_a_title_says_the_finding(make_store):
    store = make_store()
    first = headline(store)
    drawn = charts(store, first, Imprint("2026.07", first.first_on, first.last_on, True, "1", "f"))
    titles = [chart.title for chart in drawn]
    assert titles[1:] == [wanted(first), mostly_managers(first)]


def test_a_single_day_with_shares_withheld_can_be_drawn(make_store, small):
    none = pl.lit(None, pl.Float64)
    withheld = {"share": none, "low": none, "high": none}
    last = small["demand_daily"].filter(pl.col("day") == pl.col("day").max())
    store = make_store(
        demand_daily=last.with_columns(**withheld),
        demand_monthly=small["demand_monthly"].with_columns(**withheld),
        managers=small["managers"].with_columns(**withheld, verdict=pl.lit("undetermined")),
    )
    first = headline(store)
    drawn = charts(store, first, Imprint("2026.07", first.first_on, first.last_on, False, "1", "f"))
    assert drawn[2].points["label"].to_list() == ["–  n = 300"] * 20
