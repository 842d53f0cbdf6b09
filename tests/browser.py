"""A browser for tests: the system's Chromium, headless, for which there is no address but loopback."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTIFACTS = Path(__file__).parents[1] / "artifacts"
"""Where screenshots go, for people to look at."""
FLAGS = [
    "--no-sandbox",  # root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium, once for all tests of this process: Playwright starts no second one. Skips where there is none."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium here: `apt-get install chromium` brings one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


TALLEST = 4_000
"""Pixels of a page that are kept: Chromium without a graphics card takes minutes to draw many more at once."""


def screenshot(page: "Page", name: str) -> None:
    """Keep what the page shows as `artifacts/<name>.png`, from its head."""
    width, height, whole = page.evaluate("[innerWidth, innerHeight, document.documentElement.scrollHeight]")
    page.set_viewport_size({"width": width, "height": min(whole, TALLEST)})
    page.screenshot(path=ARTIFACTS / f"{name}.png")
    page.set_viewport_size({"width": width, "height": height})
