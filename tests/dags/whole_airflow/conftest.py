"""One Airflow, one market and one person at a browser for all drills: to start them takes most of a minute of both cores."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from tests.dags.whole_airflow.market import Troubled
from tests.dags.whole_airflow.pages import Pages
from tests.dags.whole_airflow.running import Running, airflow
from tests.markets import answering

DUE = timedelta(hours=5)
"""After midnight, when `collect_postings` is due. Once its last day is there, Airflow starts no run by itself."""


@pytest.fixture(scope="session")
def market() -> Troubled:
    return Troubled((datetime.now(UTC) - DUE).date())


@pytest.fixture(scope="session")
def sandbox(market: Troubled) -> Iterator[str]:
    with answering(market) as url:
        yield url


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, sandbox: str) -> Iterator[Running]:
    with airflow(tmp_path_factory.mktemp("airflow") / "data", HELPWANTED_SANDBOX=sandbox) as running:
        yield running


@pytest.fixture(scope="session")
def person(browser: Browser, running: Running) -> Iterator[Pages]:
    """Somebody who is logged in, for whom whatever is not on loopback does not exist."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield Pages(context.new_page(), running)
    context.close()
    assert {url.split("/")[2] for url in asked if url.startswith("http")} == {running.url.removeprefix("http://")}
