"""How the spiders behave towards a host."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest

from tests.spiders.conftest import DAY, ask, crawl_one, serving

LISTING = b'[{"id": "a1", "text": "Community Manager"}]'
QUICK = {"DOWNLOAD_DELAY": 0.01, "AUTOTHROTTLE_START_DELAY": 0.01, "BACKOFF_SECONDS": 0.1}


class Host:
    """A host that keeps a record of what it is asked. `script` holds answers to give before the listing."""

    def __init__(
        self, robots: bytes = b"", script: list[tuple[int, dict[str, str], bytes]] | None = None, seconds: float = 0.02
    ) -> None:
        self.robots = robots
        self.script = script or []
        self.seconds = seconds
        self.asked: list[tuple[float, str, dict[str, str]]] = []
        self.at_once = 0
        self.most_at_once = 0
        self._lock = threading.Lock()

    def __call__(self, handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.asked.append((time.monotonic(), handler.path, dict(handler.headers)))
        time.sleep(self.seconds)
        with self._lock:
            self.at_once -= 1
            if handler.path == "/robots.txt":
                return 200, {}, self.robots
            return self.script.pop(0) if self.script else (200, {"ETag": '"v1"'}, LISTING)

    def times(self) -> list[float]:
        return [moment for moment, path, _ in self.asked if path != "/robots.txt"]


def test_robots_txt_is_asked_first_and_obeyed_by_every_board(out: Path) -> None:
    rules = f"User-agent: helpwanted\nDisallow: /{DAY}/api.lever.co/v0/postings/c\n\nUser-agent: *\nAllow: /\n"
    host = Host(robots=rules.encode())
    with serving(host) as url:
        found = crawl_one(url, ask(out, "lever", ["a", "b", "c", "d"]))
    assert host.asked[0][1] == "/robots.txt"
    assert not [path for _, path, _ in host.asked if "/postings/c" in path]
    assert (found.crawls["c"]["status"], found.crawls["c"]["robots"]) == ("blocked", "disallowed")
    assert all(found.crawls[board]["status"] == "complete" for board in "abd")


@pytest.mark.parametrize("is_polite", [True, False])
def test_a_host_is_asked_one_thing_at_a_time_and_told_who_asks(out: Path, is_polite: bool) -> None:
    host = Host()
    with serving(host) as url:
        contact = "https://example.org/survey"
        crawl_one(url, ask(out, "lever", list("abcdef")), polite=is_polite, contact=contact, overrides=QUICK)
    assert host.most_at_once == 1
    assert len(host.times()) == 6
    assert {headers["User-Agent"] for _, _, headers in host.asked} == {"helpwanted/0.1.0 (+https://example.org/survey)"}


def test_retry_after_is_waited_for_by_all_boards_of_the_host(out: Path) -> None:
    host = Host(script=[(429, {"Retry-After": "1"}, b"")])
    with serving(host) as url:
        found = crawl_one(url, ask(out, "lever", ["a", "b"]), polite=True, overrides=QUICK)
    first, second, *_ = host.times()
    assert second - first >= 1
    assert found.crawls["a"]["status"] == "complete"
    assert found.crawls["a"]["http_codes"] == "200×1 429×1"
    assert found.crawls["a"]["requests"] == 2


def test_a_host_that_wants_a_long_rest_is_left_alone_by_all_boards(out: Path) -> None:
    host = Host(script=[(429, {"Retry-After": "86400"}, b"")])
    with serving(host) as url:
        found = crawl_one(url, ask(out, "lever", ["a", "b", "c"]), polite=True, overrides=QUICK)
    assert len(host.times()) == 1
    assert (found.crawls["a"]["status"], found.crawls["a"]["why"]) == ("blocked", "HTTP 429")
    assert found.crawls["b"]["status"] == found.crawls["c"]["status"] == "skipped"
    assert found.crawls["c"]["why"] == "its host wants to be left alone for 1440 minutes"


def test_a_slow_host_gets_as_much_rest_as_work_and_nothing_it_did_not_ask_for(out: Path) -> None:
    moved = (302, {"Location": "/elsewhere", "Set-Cookie": "visitor=1"}, b"")
    host = Host(script=[moved], seconds=0.4)
    with serving(host) as url:
        crawl_one(url, ask(out, "lever", ["a", "b", "c"]), polite=True, overrides={**QUICK, "DOWNLOAD_DELAY_JITTER": 0})
    assert min(later - sooner for sooner, later in pairwise(host.times())) >= 0.8
    for _, path, headers in host.asked:
        assert not {"Cookie", "Referer", "From", "Authorization"} & set(headers)
        assert headers["Accept-Encoding"].startswith("gzip, deflate")
        assert headers["Accept"].startswith(
            "text/plain" if path == "/robots.txt" else "application/json, application/xml"
        )


def test_pauses_between_retries_double(out: Path) -> None:
    host = Host(script=[(503, {}, b"")] * 2)
    with serving(host) as url:
        crawl_one(url, ask(out, "lever", ["a"]), polite=True, overrides={**QUICK, "BACKOFF_SECONDS": 0.4})
    first, second, third = host.times()
    assert second - first >= 0.4
    assert third - second >= 0.8


KNOWN = json.dumps([["api.lever.co/v0/postings/a?mode=json", '"v0"', "Mon, 02 Mar 2026 08:00:00 GMT"]])


def test_what_has_not_changed_is_not_sent_again(out: Path) -> None:
    host = Host(script=[(304, {}, b"")])
    with serving(host) as url:
        found = crawl_one(url, ask(out, "lever", ["a"], validators=KNOWN))
    headers = host.asked[-1][2]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"v0"', "Mon, 02 Mar 2026 08:00:00 GMT")
    assert (found.crawls["a"]["status"], found.crawls["a"]["validators"]) == ("unchanged", KNOWN)
    assert found.crawls["a"]["proof"] == "not modified since its last complete listing"
    assert not found.postings


def test_not_modified_means_nothing_to_somebody_who_did_not_ask_so(out: Path) -> None:
    with serving(Host(script=[(304, {}, b"")])) as url:
        assert crawl_one(url, ask(out, "lever", ["a"])).crawls["a"]["status"] == "failed"
