"""Serves releases to a browser on this machine: `/2026.06/…` is the release, `/latest/…` leads to the newest."""

import re
from collections.abc import Mapping
from functools import partial
from html import unescape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote

from warehouse.site.door import LATEST

STATED = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')

NOTHING = "default-src 'none'; style-src 'unsafe-inline'"
"""Policy of whatever is no page: an SVG opened by itself may have its own style, and loads nothing."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
ICON = "favicon.ico"
"""Browsers ask every host for one; there is none, and a page shall not end with an error for it."""
TEXT = "text/plain; charset=utf-8"


def policy(path: Path) -> str:
    """The Content-Security-Policy that a page states itself: an old release keeps the one that it was made with."""
    page = path / "index.html" if path.is_dir() else path
    if page.suffix != ".html" or not page.is_file():
        return NOTHING
    stated = STATED.search(page.read_text("utf-8"))
    return unescape(stated[1]) if stated else NOTHING


def server(releases: Mapping[str, Path], newest: str, port: int) -> ThreadingHTTPServer:
    """A server on 127.0.0.1 for these releases (name → folder); port 0 takes a free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, releases=releases, newest=newest))


class Handler(SimpleHTTPRequestHandler):
    """Answers with files of the releases and nothing else: no lists of folders, no files beside them."""

    protocol_version = "HTTP/1.1"
    error_content_type = TEXT
    error_message_format = "%(code)d %(message)s\n"
    extensions_map = {  # noqa: RUF012  as the base declares it
        **SimpleHTTPRequestHandler.extensions_map,
        **dict.fromkeys((".md", ".cff", ".sha256", ""), TEXT),
        ".parquet": "application/vnd.apache.parquet",
        ".csv": "text/csv; charset=utf-8",
        ".html": "text/html; charset=utf-8",
    }

    policy = NOTHING

    def __init__(self, *arguments: Any, releases: Mapping[str, Path], newest: str) -> None:
        self.releases, self.newest = releases, newest
        super().__init__(*arguments)

    def send_head(self) -> Any:
        """The file asked for; the way to the newest release; or 404."""
        name, _, below = self.path.lstrip("/").partition("/")
        if name == ICON:
            return self._answer(HTTPStatus.NO_CONTENT)
        if name in ("", LATEST, "index.html"):
            return self._answer(HTTPStatus.FOUND, Location=f"/{self.newest}/{below}")
        if unquote(name) not in self.releases:
            return self.send_error(HTTPStatus.NOT_FOUND)
        self.directory = str(self.releases[unquote(name)])
        self.policy = policy(Path(self.translate_path(self.path)))
        return super().send_head()

    def translate_path(self, path: str) -> str:
        """Below the folder of the release that is named first."""
        return super().translate_path("/" + path.lstrip("/").partition("/")[2])

    def list_directory(self, _: Any) -> BinaryIO | None:  # type: ignore[override]
        """Nobody needs to see what lies in a folder."""
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def end_headers(self) -> None:
        """With the policy, whatever is answered."""
        self.send_header("Content-Security-Policy", f"{self.policy}; frame-ancestors 'none'")
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Only what goes wrong is said."""

    def _answer(self, status: HTTPStatus, **headers: str) -> None:
        """Without a body."""
        self.send_response(status)
        for name, value in {**headers, "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()
