"""The bounds of what one answer can do to a crawl: every one of them ends as a row of the ledger."""

import gzip
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import brotli
import pytest
from backports import zstd

from spiders.conduct.settings import CONDUCT
from spiders.run import crawl
from tests.spiders.conftest import Answers, ask, crawl_one, serving

LISTING = b'[{"id": "a1", "text": "Community Manager"}]'
TOO_MUCH = bytes(CONDUCT["DOWNLOAD_MAXSIZE"] + 1)

Answer = tuple[int, dict[str, str], bytes]
Handler = BaseHTTPRequestHandler


def brotlied(body: bytes) -> bytes:
    return brotli.compress(body, quality=1)


COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "br": brotlied,
    "zstd": zstd.compress,
    "gzip, br": lambda body: brotlied(gzip.compress(body)),
}


@cache
def bomb(encoding: str) -> bytes:
    """Some kilobytes that hold more than we take."""
    return COMPRESS[encoding](TOO_MUCH)


def compressed(encoding: str) -> Callable[[Handler], Answer]:
    """An answer that is a bomb."""
    return lambda _: (200, {"Content-Encoding": encoding}, bomb(encoding))


def announced(asked: Handler) -> Answer:
    """An answer that says it will be too long, and does not wait for an objection."""
    asked.send_response_only(200)
    asked.send_header("Content-Length", str(len(TOO_MUCH)))
    asked.end_headers()
    raise ConnectionAbortedError


def endless(asked: Handler) -> Answer:
    """An answer without an end."""
    asked.send_response_only(200)
    asked.end_headers()
    with suppress(OSError):
        while True:
            asked.wfile.write(bytes(2**20))
    raise ConnectionAbortedError


def dripping(asked: Handler) -> Answer:
    """A byte now and then, so that the connection never falls silent."""
    asked.send_response_only(200)
    asked.end_headers()
    with suppress(OSError):
        while True:
            asked.wfile.write(b" ")
            time.sleep(0.1)
    raise ConnectionAbortedError


def hops(times: int) -> Callable[[Handler], Answer]:
    """A listing that lies some redirects away."""

    def redirect(asked: Handler) -> Answer:
        path, _, done = asked.path.partition("&hop=")
        if int(done or 0) < times:
            return 302, {"Location": f"{path}&hop={int(done or 0) + 1}"}, b""
        return 200, {}, LISTING

    return redirect


def plain(body: bytes) -> Callable[[Handler], Answer]:
    """That body."""
    return lambda _: (200, {}, body)


CASES: dict[str, tuple[Callable[[Handler], Answer], str, str | None]] = {
    # board → how it answers; status and the beginning of why
    "gzip": (compressed("gzip"), "failed", "Ignored response <200"),
    "brotli": (compressed("br"), "failed", "Ignored response <200"),
    "zstd": (compressed("zstd"), "failed", "Ignored response <200"),
    "twice": (compressed("gzip, br"), "failed", "Ignored response <200"),
    "announced": (announced, "failed", "DownloadCancelledError: "),
    "endless": (endless, "failed", "DownloadCancelledError: "),
    "dripping": (dripping, "failed", "time-out"),
    "deep-lists": (plain(b"[" * 1_000_000), "failed", "broken JSON: "),
    "deep-objects": (plain(b'{"a":' * 1_000_000), "failed", "broken JSON: "),
    "crowded": (plain(b"[" + b"[]," * 200_000 + b"1]"), "failed", "200,001 items: no board has so many"),
    "five-hops": (hops(5), "complete", None),
    "six-hops": (hops(6), "failed", "max redirections reached"),
    "moved-inside": (
        lambda _: (302, {"Location": "http://10.0.0.1/"}, b""),
        "failed",
        "refused: 10.0.0.1 is not this machine",
    ),
    "moved-to-a-file": (lambda _: (302, {"Location": "file:///etc/hosts"}, b""), "failed", "HTTP 302"),
    "last": (plain(LISTING), "complete", None),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """One crawl of boards that each answer with something unbearable, the last one excepted."""

    def respond(asked: Handler) -> Answer:
        board = asked.path.partition("/postings/")[2].partition("?")[0]
        return CASES[board][0](asked) if board else (200, {}, b"")

    for encoding in COMPRESS:
        bomb(encoding)  # made beforehand: it takes longer than an answer may
    out = tmp_path_factory.mktemp("bounds") / "ask"
    with serving(respond) as url:
        overrides = {"DOWNLOAD_TIMEOUT": 4, "RETRY_TIMES": 0}
        return crawl_one(url, ask(out, "lever", list(CASES)), overrides=overrides)


@pytest.mark.parametrize("board", CASES)
def test_what_is_unbearable_is_one_row_that_says_why(answers: Answers, board: str) -> None:
    _, status, why = CASES[board]
    row = answers.crawls[board]
    assert row["status"] == status
    assert (row["why"] or "").startswith(why or "")


def test_a_cache_answers_a_developer_in_place_of_the_host(tmp_path: Path) -> None:
    asked: list[str] = []

    def respond(request: Handler) -> Answer:
        asked.append(request.path)
        return 200, {}, LISTING if "postings" in request.path else b""

    asks = [ask(tmp_path / out, "lever", ["a", "b"]) for out in ("first", "second")]
    with serving(respond) as url:
        crawl({"sandbox": url, "polite": False, "asks": asks, "http_cache": str(tmp_path / "cache")})
    assert len(asked) == len(set(asked)) == 3
    assert Answers(tmp_path / "second").of("a") == {"a1"}
