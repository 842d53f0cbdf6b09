"""The pause that robots.txt asks for."""

import time
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

from spiders.run import crawl
from tests.spiders.conftest import Answers, ask, serving

QUICK = {"DOWNLOAD_DELAY": 0.01, "AUTOTHROTTLE_START_DELAY": 0.01, "BACKOFF_SECONDS": 0.01, "LONGEST_WAIT_SECONDS": 2}


def test_crawl_delay_is_kept_between_all_requests_or_the_others_are_not_asked(tmp_path: Path) -> None:
    rules = [b"User-agent: *\nCrawl-delay: 0.7\n", b"User-agent: helpwanted\nCrawl-delay: 86400\n"]
    script = [(503, {}, b""), (302, {"Location": "/2026-03-02/api.lever.co/v0/postings/moved"}, b"")]
    asked: list[tuple[float, str]] = []

    def respond(request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        if request.path == "/robots.txt":
            return 200, {}, rules.pop(0)
        asked.append((time.monotonic(), request.path[1:11]))
        return script.pop(0) if script else (200, {}, b'[{"id": "a1", "text": "Community Manager"}]')

    days = ("2026-03-02", "2026-03-03")
    asks = [ask(tmp_path / day, "lever", ["a", "b", "c"], day) for day in days]
    with serving(respond) as url:
        crawl({"sandbox": url, "asks": asks, "overrides": QUICK})

    first_day = [moment for moment, day in asked if day == days[0]]
    assert len(first_day) == 5
    assert min(later - sooner for sooner, later in pairwise(first_day)) >= 0.7
    assert len(asked) == 6
    rows = Answers(tmp_path / days[1]).crawls
    assert [rows[board]["status"] for board in "abc"] == ["complete", "skipped", "skipped"]
    assert rows["b"]["why"] == "robots.txt lets us ask again in 1440 minutes only"
