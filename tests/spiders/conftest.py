"""Servers on loopback, and crawls of them by the real spiders in a real child process."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from spiders.families import families
from spiders.items import Posting, Reject
from spiders.listing import Listing, Page
from spiders.plan import Board
from spiders.run import crawl

DAY = "2026-03-02"


class Answers:
    """What the spiders wrote about one ask."""

    def __init__(self, folder: Path) -> None:
        self.postings = self._lines(folder / "postings.jsonl")
        self.rejects = self._lines(folder / "rejects.jsonl")
        self.crawls = {crawl["board"]: crawl for crawl in self._lines(folder / "crawls.jsonl")}
        self.rows = len(self._lines(folder / "crawls.jsonl"))

    @staticmethod
    def _lines(path: Path) -> list[dict[str, Any]]:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def of(self, board: str) -> set[str]:
        """Identifiers of the postings of one board."""
        return {posting["posting_id"] for posting in self.postings if posting["board"] == board}


def ask(out: Path, source: str, boards: list[str], day: str = DAY, **validators: str) -> dict[str, Any]:
    """One ask of a plan."""
    return {
        "day": day,
        "source": source,
        "out": str(out),
        "boards": [{"board": board, "employer": f"{board} Ltd", **validators} for board in boards],
    }


def crawl_one(url: str, asked: dict[str, Any], **plan: Any) -> Answers:
    """What comes of one ask."""
    crawl({"sandbox": url, "polite": False, "asks": [asked], **plan})
    return Answers(Path(asked["out"]))


Respond = Callable[[BaseHTTPRequestHandler], tuple[int, dict[str, str], bytes]]


@contextmanager
def serving(respond: Respond) -> Iterator[str]:
    """A server that answers every GET with what `respond` returns: code, headers, body."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            code, headers, body = respond(self)
            self.send_response_only(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "ask"


def read(source: str, *items: Any, employer: str | None = "Acme") -> tuple[list[Posting], list[Reject]]:
    """What one page with these items gives."""
    spider, board = families()[source](boards=[], prefix="", day=DAY), Board("acme", employer)
    found = Listing(source, "acme").add(Page(list(items)), lambda raw: spider.posting(raw, board))
    return [item for item in found if isinstance(item, Posting)], [item for item in found if isinstance(item, Reject)]


def read_one(source: str, item: Any, employer: str | None = "Acme") -> Posting:
    """The posting that an item states."""
    ((posting,), _) = read(source, item, employer=employer)
    return posting
