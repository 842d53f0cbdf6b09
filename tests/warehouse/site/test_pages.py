import re
from html.parser import HTMLParser

import polars as pl
import pytest

from expectations.contracts import TWELVE_ROLES
from warehouse.charts.kit import charts
from warehouse.findings.headline import headline
from warehouse.findings.sentences import CLAIM
from warehouse.release.imprint import Imprint
from warehouse.site.page import NAVIGATION, POLICY, Site
from warehouse.site.writing import PAGES, pages


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def addresses(page: str) -> list[str]:
    """Whatever a page leads to or loads."""
    return [link for _, attrs in Tags(page).found if (link := attrs.get("href") or attrs.get("src"))]


def sources(page: str) -> list[str]:
    """Whatever a page loads beside its style sheet."""
    return [attrs["src"] for _, attrs in Tags(page).found if attrs.get("src")]


def scripts(page: str) -> int:
    return sum(tag == "script" for tag, _ in Tags(page).found)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture(scope="module")
def site(release_folder):
    """Every page of the small release, by address."""
    return {str(path.relative_to(release_folder)): path.read_text("utf-8") for path in release_folder.rglob("*.html")}


def test_there_is_a_page_for_each_role_and_each_of_the_navigation_leads_somewhere(site):
    assert set(PAGES) | {f"roles/{role}.html" for role in TWELVE_ROLES} <= set(site)
    assert set(NAVIGATION) <= set(site)


def test_the_first_screen_answers_with_interval_size_employers_period_and_what_would_change_it(site):
    page = site["index.html"]
    first = words(page[page.index('class="first"') : page.index("<figure")])
    for said in (
        "It depends on how one asks",
        "52%",
        "46–58%",
        "open postings 300",
        "employers 40",
        "boards observed on the last day 45 of 50",
        "22 June 2026 to 3 July 2026",
        "undetermined",
        "How sure? 40 employers of unequal size weigh as much as 20 equal ones.",
        "One half lies inside the interval",
        "D3 61% (55–67%), supported",
        "Cite it: The helpwanted project (2026)",
    ):
        assert said in first


def test_every_page_says_that_the_data_are_synthetic_in_title_and_banner(site):
    for page in site.values():
        assert "<title>SYNTHETIC DATA" in page
        assert re.search(r'class="banner"[^>]*>SYNTHETIC DATA', page)


def test_every_page_lets_in_the_files_beside_it_and_nothing_else(site):
    for page in (page for address, page in site.items() if not address.startswith("charts/")):
        tags = Tags(page).found
        assert [attrs["content"] for _, attrs in tags if attrs.get("http-equiv")] == [POLICY]
        assert not [attrs for _, attrs in tags if any(name.startswith("on") or name == "style" for name in attrs)]
        assert {attrs.get("src", "").split("/")[-1] for tag, attrs in tags if tag == "script"} <= {"filter.js"}
        assert not [tag for tag, _ in tags if tag in ("style", "iframe", "object", "form")]


def test_what_a_page_links_to_is_in_the_release_or_at_its_front_door(site, release_folder):
    for address, page in site.items():
        near = [link for link in addresses(page) if not link.startswith(("#", "http"))]
        places = [(release_folder / address).parent.joinpath(link).resolve() for link in near]
        beside = [place for place in places if release_folder not in place.parents]
        assert {str(place.relative_to(release_folder.parent)) for place in beside} <= {
            "index.html",
            "latest/index.html",
        }
        assert [place for place in places if place not in beside and not place.is_file()] == []


def test_pages_link_abroad_only_from_the_method(site):
    abroad = {address for address, page in site.items() if any("//" in link for link in addresses(page))}
    assert abroad <= {"method.html"}


def test_a_page_with_all_it_loads_weighs_less_than_a_megabyte(site, release_folder):
    for address, page in site.items():
        loaded = {(release_folder / address).parent / link for link in sources(page)}
        weight = sum(path.stat().st_size for path in {release_folder / address, release_folder / "page.css", *loaded})
        assert weight < 1_000_000, address


def test_every_image_says_in_words_what_it_shows(site):
    assert all(attrs.get("alt") for page in site.values() for tag, attrs in Tags(page).found if tag == "img")


def test_it_quotes_the_claim_as_a_claim(site):
    assert CLAIM in site["index.html"]


def test_a_page_of_a_role_shows_the_numbers_of_the_parquet_file(site, release_folder):
    monthly = pl.read_parquet(release_folder / "data/demand_monthly.parquet")
    last = monthly.filter(country="ZZ", rung="any", month="2026-07")
    for role in TWELVE_ROLES:
        page = site[f"roles/{role}.html"]
        shown = {
            name: re.search(rf'id="{name}"><data value="([^"]+)"', page)[1] for name in ("open", "share", "employers")
        }
        row = last.row(by_predicate=pl.col("role") == role, named=True)
        assert (int(shown["open"]), float(shown["share"]), int(shown["employers"])) == (
            row["open"],
            row["share"],
            row["employers"],
        )


@pytest.fixture
def hostile(make_store, small, release_folder):
    """The pages of a store whose labels, titles, boards and reasons are hostile, by address."""
    attack = "<script>alert(1)</script>\u202e\"'>"
    none = pl.lit(None, pl.Float64)
    store = make_store(
        roles=small["roles"].with_columns(label=pl.lit(attack), definition=pl.lit(attack), belongs=pl.lit(attack)),
        demand_monthly=small["demand_monthly"].with_columns(
            share=none, low=none, high=none, suppressed_why=pl.lit("fewer than 5 employers")
        ),
        postings=pl.concat(
            small["postings"]
            .head(1)
            .with_columns(employer=pl.lit(f"Employer {n}"), posting_key=pl.lit(f"{n}{title[0]}"), title=pl.lit(title))
            for n in range(6)
            for title in (attack, "x" * 10_000)
        ),
        crawls=small["crawls"].with_columns(why=pl.lit(attack)),
    )
    first = headline(store)
    imprint = Imprint("2026.07", first.first_on, first.last_on, True, "1", "f" * 64)
    drawn = {chart.name: chart for chart in charts(store, first, imprint)}
    return dict(pages(Site(release_folder, store, first, drawn, imprint)))


def test_what_others_wrote_changes_nothing_but_an_escaped_string(hostile, site):
    for address, page in hostile.items():
        assert "<script>" not in page
        assert scripts(page) == scripts(site[address])
    assert "&lt;script&gt;" in hostile["roles/community_manager.html"]
    assert "xxxxx" not in hostile["roles/community_manager.html"]


def test_a_withheld_share_says_why(hostile):
    assert "withheld: fewer than 5 employers" in hostile["roles.html"]


def test_what_a_release_does_not_hold_is_said(site):
    assert "This release holds no labelled titles." in site["quality.html"]
    assert "No title is used in the same words by 5 or more employers." in site["roles/community_manager.html"]
