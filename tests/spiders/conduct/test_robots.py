"""What robots.txt says is done, and stands in the ledger."""

from http.server import BaseHTTPRequestHandler

import pytest

from spiders.conduct.robots import PARSED_BYTES
from spiders.run import crawl
from tests.spiders.conftest import Answers, ask, serving

CLOSED = b"User-agent: helpwanted\nDisallow: /*/closed\n"
PADDING = b"#" * 100 + b"\n"

Answer = tuple[int, dict[str, str], bytes]


def redirects(times: int) -> list[Answer]:
    """A robots.txt that lies some redirects away."""
    return [*((301, {"Location": "/robots.txt"}, b"") for _ in range(times)), (200, {}, CLOSED)]


CASES: dict[str, tuple[list[Answer], str, str]] = {
    # what the host answers for robots.txt, one request after the other; what the ledger says of the closed board and the open one
    "rules": ([(200, {}, CLOSED)], "disallowed", "allowed"),
    "others are meant": ([(200, {}, CLOSED.replace(b"helpwanted", b"googlebot"))], "allowed", "allowed"),
    "everybody is meant": ([(200, {}, CLOSED.replace(b"helpwanted", b"*"))], "disallowed", "allowed"),
    "a page for people": (
        [(200, {"Content-Type": "text/html"}, b"<!doctype html><title>Jobs</title>")],
        "allowed",
        "allowed",
    ),
    "no such file": ([(404, {}, b"")], "allowed", "allowed"),
    "forbidden": ([(403, {}, b"")], "allowed", "allowed"),
    "too many requests": ([(429, {}, b"")] * 2, "unreachable", "unreachable"),
    "in trouble": ([(503, {}, b"")] * 2, "unreachable", "unreachable"),
    "in trouble for a moment": ([(503, {}, b""), (200, {}, CLOSED)], "disallowed", "allowed"),
    "five redirects": (redirects(5), "disallowed", "allowed"),
    "six redirects": (redirects(6)[:6], "unreachable", "unreachable"),
    "moved outside": ([(302, {"Location": "http://10.0.0.1/robots.txt"}, b"")], "none", "none"),
    "no HTTP": ([(200, {"Content-Length": "two lengths"}, CLOSED)] * 2, "unreachable", "unreachable"),
    "half a megabyte": ([(200, {}, CLOSED + PADDING * 9_000)], "disallowed", "allowed"),
    "rules beyond what is read": ([(200, {}, PADDING * (PARSED_BYTES // 100) + CLOSED)], "allowed", "allowed"),
    "not a text": ([(200, {}, bytes(range(256)) * 40)], "allowed", "allowed"),
}
DAYS = {case: f"2026-03-{number:02}" for number, case in enumerate(CASES, start=1)}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Answers], list[str]]:
    """One crawl for each case, of three open boards and a closed one, and the boards that were really asked."""
    folder = tmp_path_factory.mktemp("robots")
    script = [answer for said, _, _ in CASES.values() for answer in said]
    asked: list[str] = []

    def respond(request: BaseHTTPRequestHandler) -> Answer:
        if request.path == "/robots.txt":
            return script.pop(0)
        asked.append(request.path)
        return 200, {}, b'[{"id": "a1", "text": "Community Manager"}]'

    outs = {case: folder / day for case, day in DAYS.items()}
    asks = [ask(out, "lever", ["open1", "closed", "open2", "open3"], DAYS[case]) for case, out in outs.items()]
    with serving(respond) as url:
        crawl({"sandbox": url, "polite": False, "asks": asks})
    assert not script
    return {case: Answers(out) for case, out in outs.items()}, asked


@pytest.mark.parametrize("case", CASES)
def test_the_decision_stands_in_the_ledger_and_is_done(
    answers: tuple[dict[str, Answers], list[str]], case: str
) -> None:
    found, asked = answers
    _, closed, opened = CASES[case]
    ledger = found[case].crawls
    assert ledger["closed"]["robots"] == closed
    assert {ledger[board]["robots"] for board in ("open1", "open2", "open3")} == {opened}
    for board, row in ledger.items():
        is_asked = any(f"/{DAYS[case]}/" in path and f"/postings/{board}" in path for path in asked)
        assert is_asked == (row["robots"] == "allowed") == (row["status"] == "complete")


@pytest.mark.parametrize(
    ("case", "board", "status", "why"),
    [
        ("rules", "closed", "blocked", "Forbidden by robots.txt"),
        ("in trouble", "open1", "failed", "robots.txt cannot be read: HTTP 503"),
        ("too many requests", "open1", "failed", "robots.txt cannot be read: HTTP 429"),
        ("six redirects", "open1", "failed", "robots.txt cannot be read: IgnoreRequest: max redirections reached"),
        ("no HTTP", "open1", "failed", "robots.txt cannot be read: DownloadFailedError: "),
        ("moved outside", "open1", "failed", "refused: 10.0.0.1 is not this machine, where the sandbox is"),
    ],
)
def test_the_ledger_says_why(
    answers: tuple[dict[str, Answers], list[str]], case: str, board: str, status: str, why: str
) -> None:
    row = answers[0][case].crawls[board]
    assert row["status"] == status
    assert row["why"].startswith(why)
