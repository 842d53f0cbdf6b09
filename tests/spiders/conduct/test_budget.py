"""What a crawl may cost its hosts."""

import time
from http.server import BaseHTTPRequestHandler

import pytest

from spiders.families import families
from spiders.run import crawl
from tests.spiders.conftest import Answers, ask, serving

LISTING = b'[{"id": "a1", "text": "Community Manager"}]'
BUDGET, SLOW, STUBBORN = "2026-03-02", "2026-03-03", "2026-03-04"
BOARDS = ["a", "b", "c", "d"]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answers]:
    """Days on which the budget, the crawl's time and a board's time are used up, and a source that redirects in circles."""
    folder = tmp_path_factory.mktemp("budget")
    first_tries = {f"{BUDGET}/a", f"{STUBBORN}/a"}

    def respond(request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        if "remotive" in request.path:
            return 302, {"Location": request.path}, b""
        day, board = request.path[1:11], request.path.partition("?")[0][-1]
        time.sleep({SLOW: 2.1, STUBBORN: 0.6 if board == "a" else 0}.get(day, 0))
        if f"{day}/{board}" in first_tries:
            first_tries.remove(f"{day}/{board}")
            return 503, {}, b""
        return 200, {}, LISTING

    daily = families()["lever"].card.daily_requests
    asks = [ask(folder / day, "lever", BOARDS, day) for day in (BUDGET, SLOW, STUBBORN)]
    asks[0]["spent"] = daily - 3
    asks.append(ask(folder / "remotive", "remotive", ["all"]))
    limits = {"CRAWL_SECONDS": 4.0, "BOARD_SECONDS": 0.5}
    quick = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "BACKOFF_SECONDS": 0.0}
    with serving(respond) as url:
        crawl({"sandbox": url, "asks": asks, "overrides": limits | quick})
    return {name: Answers(folder / name) for name in (BUDGET, SLOW, STUBBORN, "remotive")}


def test_what_was_sent_earlier_today_and_retries_use_up_the_day_s_budget(answers: dict[str, Answers]) -> None:
    ledger = answers[BUDGET].crawls
    assert [ledger[board]["status"] for board in BOARDS] == ["failed", "complete", "complete", "skipped"]
    assert [ledger[board]["requests"] for board in BOARDS] == [1, 1, 1, 0]
    assert ledger["a"]["http_codes"] == "503×1"
    assert ledger["a"]["why"] == ledger["d"]["why"] == "the day's budget of 2,000 requests is used up"


def test_the_budget_is_the_one_on_the_source_s_card(answers: dict[str, Answers]) -> None:
    row = answers["remotive"].crawls["all"]
    assert (row["status"], row["requests"]) == ("failed", 4)
    assert row["why"] == "the day's budget of 4 requests is used up"


def test_a_crawl_ends_when_its_time_is_used_up(answers: dict[str, Answers]) -> None:
    ledger = answers[SLOW].crawls
    assert [ledger[board]["status"] for board in BOARDS] == ["complete", "complete", "skipped", "skipped"]
    assert ledger["d"]["why"].startswith("the crawl's time of ")


def test_a_board_that_takes_too_long_is_given_up_alone(answers: dict[str, Answers]) -> None:
    ledger = answers[STUBBORN].crawls
    assert [ledger[board]["status"] for board in BOARDS] == ["failed", "complete", "complete", "complete"]
    assert ledger["a"]["why"].startswith("given up after ")
