"""The site in a browser: every page, every download, at the width of a desk by day and of a phone by night."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.browser import screenshot
from tests.warehouse.site.conftest import served
from warehouse.release.publish import publish
from warehouse.release.tables import RELEASED

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.ui

SCREENS = {"desktop": (1280, 800, "light"), "phone": (360, 740, "dark")}
ROLE = "community_manager"
KINDS = (
    *("index", "roles", f"roles/{ROLE}", "managers", "shifts", "method", "data", "dictionary"),
    *("quality", "revisions", "corrections", "cite", "charts/managers"),
)
"""A page of every template."""
SERIOUS = ("serious", "critical")
PATIENCE = 60_000
"""Milliseconds: long pages take their time on a machine that does other things."""

Look = Callable[[str], "Page"]


@pytest.fixture(params=SCREENS)
def look(request: pytest.FixtureRequest, browser: "Browser", address: str) -> Iterator[Look]:
    """Opens pages of the release; at the end nothing may have been complained of, and nobody else asked."""
    width, height, scheme = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page, complaints = context.new_page(), []
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    page.on("request", lambda request: complaints.extend(() if request.url.startswith(address) else (request.url,)))

    def open_(path: str) -> "Page":
        answer = page.goto(f"{address}/2026.07/{path}")
        assert answer is not None
        assert answer.ok, path
        return page

    yield open_
    assert complaints == []
    context.close()


def links(page: "Page") -> set[str]:
    """The pages that a page leads to, as their addresses in the release."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.pathname)")
    return {path.removeprefix("/2026.07/") for path in found if path.startswith("/2026.07/") and path.endswith(".html")}


def test_every_page_can_be_reached_and_fits_the_screen(look: Look, release_folder: Path) -> None:
    seen, waiting = set[str](), {"index.html"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        page = look(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth)"), path
        waiting |= links(page) - seen
    assert seen == {str(path.relative_to(release_folder)) for path in release_folder.rglob("*.html")}


def test_no_word_of_a_chart_is_cut_whatever_fonts_a_browser_has(browser: "Browser", release_folder: Path) -> None:
    page = browser.new_page()
    for chart in sorted((release_folder / "charts").glob("*.svg")):
        page.goto(chart.as_uri())
        ends = "[...document.querySelectorAll('text')].map(text => text.getBoundingClientRect().right)"
        assert page.evaluate(f"Math.max(...{ends}) <= document.documentElement.width.baseVal.value"), chart.name
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_read_it(look: Look, kind: str, request: pytest.FixtureRequest) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = look(f"{kind}.html")
    screenshot(page, f"site-{request.node.callspec.params['look']}-{kind.replace('/', '-')}")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SERIOUS] == []


def test_every_download_is_the_file_of_the_release(browser: "Browser", address: str, release_folder: Path) -> None:
    taken: set[str] = set()
    for kind in KINDS:
        page = browser.new_page()
        page.goto(f"{address}/2026.07/{kind}.html")
        links = {link.evaluate("link => link.href"): link for link in page.locator("a[download]").all()}
        for url in links.keys() - taken:
            page.goto(page.url)  # Chromium lets a page that was opened once save ten files at most
            with page.expect_download() as download:
                links[url].click()
            assert download.value.path().read_bytes() == (release_folder / url.split("/2026.07/")[1]).read_bytes()
        taken |= links.keys()
        page.close()
    assert len(taken) > len(RELEASED)


def test_one_number_is_the_same_on_page_in_csv_in_parquet_and_in_the_command(
    browser: "Browser", address: str, release_folder: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/2026.07/roles/{ROLE}.html")
    shown = page.locator("#share data").get_attribute("value")
    page.close()
    cell = {"role": ROLE, "month": "2026-07"}
    parquet = pl.read_parquet(release_folder / "data/demand_monthly.parquet").filter(country="ZZ", rung="any", **cell)
    csv = pl.read_csv(release_folder / "trends/demand_by_role.csv").filter(**cell)
    told = [row for row in command("show", "shares", "--role", ROLE, of=release_folder) if row["month"] == "2026-07"]
    assert [float(shown or "nan")] == csv["share"].to_list() == parquet["share"].to_list() == [told[0]["share"]]


def command(*words: str, of: Path) -> list[dict[str, object]]:
    """What `helpwanted … --format json` says over the store that holds a release."""
    line = [sys.executable, "-m", "dags.cli", *words, "--format", "json"]
    environment = {**os.environ, "HELPWANTED_DATA": str(of.parents[1])}
    done = subprocess.run(line, capture_output=True, text=True, check=True, env=environment)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_table_is_filtered_by_word_and_choice(look: Look) -> None:
    page = look("data.html")
    rows = page.locator("table.filterable tbody tr")
    everything = rows.count()
    page.get_by_role("combobox", name="Role", exact=True).select_option("Community manager")
    page.get_by_role("combobox", name="Month", exact=True).select_option("2026-07")
    assert rows.locator("visible=true").count() == 1
    assert page.locator(".filter output").inner_text() == f"1 of {everything} rows"
    page.get_by_label("Any word").fill("nobody is called so")
    assert rows.locator("visible=true").count() == 0


def test_it_can_be_read_without_scripts_and_without_a_server(browser: "Browser", release_folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((release_folder / "managers.html").as_uri())
    assert page.locator("table.filterable tbody tr").last.is_visible()
    assert page.locator("h1").evaluate("head => getComputedStyle(head).fontFamily").startswith('"Helvetica')
    context.close()


@pytest.fixture
def hostile_release(make_store, small) -> Path:
    """A release in which many employers use a hostile title, and the taxonomy and the boards are no kinder."""
    attack = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">\u202e"
    titles = [attack, "=HYPERLINK(0)", "x" * 10_000]
    postings = pl.concat(
        small["postings"]
        .head(1)
        .with_columns(employer=pl.lit(f"Employer {n}"), posting_key=pl.lit(f"{n}{title[:2]}"), title=pl.lit(title))
        for n in range(6)
        for title in titles
    )
    roles = small["roles"].with_columns(label=pl.lit(attack), definition=pl.lit(attack))
    store = make_store(postings=postings, roles=roles, crawls=small["crawls"].with_columns(why=pl.lit(attack)))
    return Path(store.url) / publish(store).path


def test_what_others_wrote_is_shown_and_not_run(browser: "Browser", hostile_release: Path) -> None:
    page, complaints = browser.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    with served(hostile_release) as url:
        for path in sorted(hostile_release.rglob("*.html")):
            page.goto(f"{url}/{hostile_release.name}/{path.relative_to(hostile_release)}")
            assert page.title().startswith("SYNTHETIC DATA")
        page.goto(f"{url}/{hostile_release.name}/roles/{ROLE}.html")
        assert "<script>document.title" in page.locator("h1").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
    page.close()
