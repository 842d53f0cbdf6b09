import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from spiders.panel import read_sandbox_panel
from spiders.sandbox.formats import formats
from spiders.sandbox.formats.format import Asked
from spiders.sandbox.market import DEFAULT_SEED, SOURCES, Market
from spiders.sandbox.server import Server, asked_for, running

DAY = date(2026, 3, 2)


class WellMarket(Market):
    """A market in which nothing goes wrong."""

    def failure(self, source: str, board: str, day: date) -> str | None:
        return None


MARKET = WellMarket(DEFAULT_SEED, DAY, 3, open_at_once=250)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = Server(MARKET, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.url
    server.shutdown()
    server.server_close()


def _first(source: str) -> str:
    return next(board.board for board in MARKET.boards() if board.source == source)


def _path(source: str) -> str:
    return formats()[source].address.format(board=_first(source))


@pytest.mark.parametrize("source", SOURCES)
def test_a_board_answers_in_its_familys_shape(url: str, source: str) -> None:
    with urlopen(f"{url}/{DAY}/{_path(source)}") as answer:
        stated = json.load(answer)
    items = stated if source == "lever" else stated["jobs"]
    assert len(items) == len(MARKET.listing(source, _first(source), DAY))
    assert source != "greenhouse" or stated["meta"]["total"] == len(items)


def test_what_has_not_changed_answers_304(url: str) -> None:
    address = f"{url}/{DAY}/{_path('lever')}"
    with urlopen(address) as answer:
        etag = answer.headers["ETag"]
    with pytest.raises(HTTPError) as unchanged:
        urlopen(Request(address, headers={"If-None-Match": etag}))
    assert unchanged.value.code == 304


@pytest.mark.parametrize(
    "path", ["/", f"/{DAY}/api.lever.co/v0/postings/nobody", f"/{DAY}/api.lever.co/v1/postings/x", "/../etc"]
)
def test_anything_else_is_not_found(url: str, path: str) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(url + path)
    assert refused.value.code == 404


def test_an_address_names_source_board_and_day() -> None:
    assert asked_for("/2026-03-02/api.lever.co/v0/postings/a%20b?mode=json") == (
        "lever",
        Asked("a b", DAY, {"mode": "json"}),
    )
    assert asked_for("/2026-03-02/example.org/v0/postings/a") is None


def test_the_panel_is_served_in_the_columns_of_the_panel(url: str) -> None:
    assert [(row.source, row.board) for row in read_sandbox_panel(url)] == [
        (b.source, b.board) for b in MARKET.boards()
    ]


def test_a_server_in_a_child_process_ends_with_the_block() -> None:
    with running(DAY, 1) as address, urlopen(f"{address}/robots.txt") as answer:
        assert answer.status == 200
    with pytest.raises(OSError, match="refused"):
        urlopen(f"{address}/robots.txt")


INTERRUPTED = """
import time
from datetime import date
from urllib.request import urlopen
from spiders.sandbox.server import running
with running(date(2026, 3, 2), 1) as address:
    try:
        print("ready", flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        time.sleep(0.5)
        print(urlopen(f"{address}/robots.txt").status)
"""


def test_ctrl_c_is_for_who_runs_the_server_which_answers_to_the_end_and_ends_in_silence() -> None:
    command = [sys.executable, "-c", INTERRUPTED]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as runner:
        assert runner.stdout is not None
        assert runner.stdout.readline() == "ready\n"
        os.killpg(runner.pid, signal.SIGINT)
        assert runner.communicate(timeout=30) == ("200\n", "")
