import json
from dataclasses import replace

from tests.warehouse.charts.drawing import Held, chart_of, imprint_of
from warehouse.charts.card import card


def test_the_card_of_a_chart_says_what_it_shows_how_it_came_about_and_how_to_cite_it(small):
    chart = chart_of("durations", small)
    told = card(chart, imprint_of(Held(small)))
    assert told["title"] == "Half of the social media postings close within 35 days (30–42)."
    assert "Kaplan and Meier" in told["processing"]
    assert told["licence"] == "CC-BY-4.0"
    assert told["citation"].startswith(
        f"“{chart.title}” Chart at 2026.07/charts/durations.html in: The helpwanted project"
    )


def test_where_the_releases_are_hosted_its_address_is_whole(small):
    imprint = replace(imprint_of(Held(small)), site="https://example.org/data")
    told = card(chart_of("shifts", small), imprint)
    assert told["permalink"] == "https://example.org/data/2026.07/charts/shifts.html"


def test_the_files_that_a_card_names_are_in_the_release(release_folder):
    for path in release_folder.glob("charts/*.json"):
        told = json.loads(path.read_text("utf-8"))
        assert told["is_synthetic"] is True
        assert all((path.parent / name).is_file() for name in told["files"])
