import re
from html.parser import HTMLParser

import polars as pl
import pytest

from warehouse.charts.kit import charts
from warehouse.findings.headline import headline
from warehouse.findings.sentences import CLAIM
from warehouse.page import page as page_of
from warehouse.page import policy
from warehouse.release.imprint import Imprint


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def page(release_folder):
    return (release_folder / "index.html").read_text("utf-8")


def test_the_first_screen_answers_with_interval_size_employers_and_coverage(page):
    first = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page[page.index("<header>") : page.index("</header>")]))
    for said in (
        "It depends on how one asks",
        "52%",
        "46–58%",
        "367",
        "40 employers",
        "45 of 50 boards",
        "undetermined",
    ):
        assert said in first


def test_it_says_that_the_data_are_synthetic_in_title_and_banner(page):
    assert "<title>SYNTHETIC DATA" in page
    assert re.search(r'class="banner"[^>]*>SYNTHETIC DATA', page)


def test_it_runs_no_script_and_asks_nobody(page):
    tags = Tags(page).found
    assert not [tag for tag, _ in tags if tag in ("script", "link", "iframe", "object", "form")]
    assert not [attrs for _, attrs in tags if any(name.startswith("on") or name == "style" for name in attrs)]
    addresses = [attrs.get("src") or attrs.get("href") or "" for _, attrs in tags]
    assert not [address for address in addresses if "//" in address[:9]]


def test_its_policy_lets_in_its_own_style_and_images_and_nothing_else(page):
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    (given,) = (attrs["content"] for tag, attrs in Tags(page).found if attrs.get("http-equiv"))
    assert given == policy(style)
    assert given.startswith("default-src 'none';")
    assert "unsafe" not in given


def test_what_it_links_to_is_in_the_release(page, release_folder):
    links = [attrs["href"] for tag, attrs in Tags(page).found if tag == "a"]
    assert links
    assert [link for link in links if not (release_folder / link).is_file()] == []


def test_every_image_says_in_words_what_it_shows(page):
    assert all(attrs.get("alt") for tag, attrs in Tags(page).found if tag == "img")


def test_it_quotes_the_claim_as_a_claim(page):
    assert CLAIM in page.replace("&#39;", "'")


def test_values_are_escaped_and_a_withheld_share_says_why(make_store, small, release_folder):
    hostile = small["roles"].with_columns(label=pl.format("<script>alert('{}')</script>", "role"))
    none = pl.lit(None, pl.Float64)
    withheld = small["demand_monthly"].with_columns(
        share=none, low=none, high=none, suppressed_why=pl.lit("fewer than 5 employers")
    )
    store = make_store(roles=hostile, demand_monthly=withheld)
    first = headline(store)
    imprint = Imprint("2026.07", first.first_on, first.last_on, True, "1", "f")
    page = page_of(release_folder, first, charts(store, first, imprint), imprint)
    assert "<script" not in page.lower()
    assert "&lt;script&gt;" in page
    assert "withheld: fewer than 5 employers" in page
