"""The sandbox's boards on loopback, in each family's real format, on any day of the market.

`http://127.0.0.1:PORT/<day>/<real host>/<real path and query>` answers as that host would have answered on that day; robots.txt
stands at the root, as always, and so does the market's panel, `/panel.csv`. Run `python -m spiders.sandbox.server --help`.
"""

import argparse
import csv
import io
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats import formats
from spiders.sandbox.formats.format import Asked, Shown
from spiders.sandbox.market import DEFAULT_SEED, Market

REFUSALS = {"forbidden": 403, "not_found": 404, "rate_limited": 429, "server_error": 500}
RETRY_AFTER_SECONDS = 1
SILENCE_SECONDS = 30
"""How long a time-out keeps silent; any spider has given up by then."""


class Boards:
    """The boards of a market as documents. Knows the shape of answers, not how they travel."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self._known = {(board.source, board.board) for board in market.boards()}
        self._items: dict[tuple[str, str, str, int], Shown] = {}

    def knows(self, source: str, board: str) -> bool:
        """Whether there is such a board."""
        return (source, board) in self._known

    def answer(self, source: str, asked: Asked, fault: str | None) -> bytes | None:
        """A page of what a board lists on a day: all, nothing, or a third of it. Null for a page that is not there."""
        listed = self.market.listing(source, asked.board, asked.day)
        shown = listed[: {"collapsed": len(listed) // 3, "empty_listing": 0}.get(fault or "", len(listed))]
        text = formats()[source].document([self._item(posting) for posting in shown], asked, len(listed))
        return None if text is None else text.encode()

    def robots(self) -> str:
        """robots.txt: which board is closed on which day."""
        shut = [
            f"Disallow: /{day}/{formats()[source].path(board)}"
            for source, board in sorted(self._known)
            for day in self.market.days
            if self.market.failure(source, board, day) == "robots"
        ]
        return "\n".join(["User-agent: *", *shut, ""])

    def panel(self) -> str:
        """The panel of the market, in the columns of `spiders/boards.csv`."""
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("source", "board", "employer", "country", "sector", "added_on", "retired_on", "note"))
        for board in self.market.boards():
            facts = (board.source, board.board, board.employer, board.country, board.kind, board.added_on)
            writer.writerow((*facts, board.retired_on or "", "invented"))
        return table.getvalue()

    def _item(self, posting: PostingFacts) -> Shown:
        if posting.key not in self._items:
            self._items[posting.key] = Shown(posting, formats()[posting.source].item(posting))
        return self._items[posting.key]


class Handler(BaseHTTPRequestHandler):
    """One connection to the sandbox."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    boards: Boards
    files: dict[str, bytes]
    silence: threading.Event

    def do_GET(self) -> None:
        """Answers a listing, robots.txt, the panel, or 404."""
        if self.path in self.files:
            self._send(200, self.files[self.path], "text/plain; charset=utf-8")
        elif asked := asked_for(self.path):
            self._board(*asked)
        else:
            self._refuse(404)

    def do_POST(self) -> None:
        """Answers a family that asks with a JSON object where others ask with a query."""
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if asked := asked_for(f"{self.path}?{urlencode(said)}"):
            self._board(*asked)
        else:
            self._refuse(404)

    def _board(self, source: str, asked: Asked) -> None:
        fault = self.boards.market.failure(source, asked.board, asked.day)
        if not self.boards.knows(source, asked.board):
            self._refuse(404)
        elif fault in REFUSALS:
            self._refuse(REFUSALS[fault])
        elif fault == "time_out":
            self.silence.wait(SILENCE_SECONDS)
            self.close_connection = True
        elif fault == "redirect_loop":
            self._send(302, b"", headers={"Location": self.path})
        else:
            self._listing(source, self.boards.answer(source, asked, fault), fault)

    def _listing(self, source: str, body: bytes | None, fault: str | None) -> None:
        if body is None:
            self._refuse(404)
            return
        kind = formats()[source].kind
        etag = f'W/"{sha256(body).hexdigest()[:32]}"'
        if fault == "empty_body":
            self._send(200, b"")
        elif fault == "broken_body":
            self._send(200, b"<!doctype html><title>We will be right back</title>", "text/html")
        elif fault == "truncated_json":
            self._send(200, body[: len(body) * 2 // 3], kind)
        elif fault == "cut_off":
            self._send(200, body[: len(body) * 2 // 3], kind, length=len(body))
            self.close_connection = True
        elif self.command == "GET" and self.headers.get("If-None-Match") == etag:
            self._send(304, b"", headers={"ETag": etag})
        else:
            self._send(200, body, kind, headers={"ETag": etag})

    def _refuse(self, code: int) -> None:
        headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if code == 429 else {}
        self._send(code, f'{{"status":{code},"error":"{self.responses[code][0]}"}}'.encode(), headers=headers)

    def _send(
        self,
        code: int,
        body: bytes,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        self.send_response_only(code)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        if code != 304:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


def asked_for(path: str) -> tuple[str, Asked] | None:
    """Source and request that a path names; null where it is none of any family's."""
    url = urlsplit(path)
    dated = re.fullmatch(r"/(\d{4}-\d\d-\d\d)/(.+)", url.path)
    for source, family in formats().items():
        if dated and (named := family.read(dated[2])):
            board, item = named
            query = dict(parse_qsl(url.query))
            return source, Asked(unquote(board), date.fromisoformat(dated[1]), query, item and unquote(item))
    return None


class Server(ThreadingHTTPServer):
    """Serves one market until it is closed."""

    daemon_threads = True

    def __init__(self, market: Market, port: int) -> None:
        self.silence = threading.Event()
        boards = Boards(market)
        files = {"/robots.txt": boards.robots().encode(), "/panel.csv": boards.panel().encode()}
        answers = {"boards": boards, "files": files, "silence": self.silence}
        super().__init__(("127.0.0.1", port), type("MarketHandler", (Handler,), answers))

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that left before its answer came is no fault of the server's."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def running(first_day: date, days: int, seed: int = DEFAULT_SEED, port: int = 0) -> Iterator[str]:
    """The URL of a sandbox server in a child process that ends with this block, or with this process."""
    command = [sys.executable, "-m", "spiders.sandbox.server", "--leashed", "--port", str(port), "--seed", str(seed)]
    command += ["--first-day", str(first_day), "--days", str(days)]
    # A session of its own: Ctrl-C reaches this process alone, which then ends it last.
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        assert child.stdout is not None
        try:
            url = child.stdout.readline().strip()
            if not url:
                raise RuntimeError("the sandbox server did not start")
            yield url
        finally:
            child.terminate()


def _end_with_stdin() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main(arguments: list[str] | None = None) -> None:
    """Serves a market until interrupted, after printing the URL."""
    parser = argparse.ArgumentParser(prog="python -m spiders.sandbox.server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--first-day", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--days", type=int, default=183)
    parser.add_argument("--leashed", action="store_true", help="end when standard input ends")
    stated = parser.parse_args(arguments)
    server = Server(Market(stated.seed, stated.first_day, stated.days), stated.port)
    if stated.leashed:
        threading.Thread(target=_end_with_stdin, daemon=True).start()
    print(server.url, flush=True)
    with server, suppress(KeyboardInterrupt):
        server.serve_forever()


if __name__ == "__main__":
    main()
