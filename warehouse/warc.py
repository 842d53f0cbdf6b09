"""Web archives (WARC, ISO 28500) read record by record: what was captured of a web page, and when."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from warehouse.files import UnreadableFile
from warehouse.unzipped import Unzipped

MAX_BODY = 16 * 1024 * 1024
"""Bytes of a page, decompressed. Archives of whole domains hold films, too; Common Crawl cuts at 1 or 5 MB."""
HTML = ("text/html", "application/xhtml+xml")
GZIP = b"\x1f\x8b"
OK = 200
GONE = (404, 410)
"""Answers that say that a page is no more. Any other but 200 says nothing of what it held."""
ENDS = (EOFError, OSError, zlib.error, ArchiveLoadFailed)
"""How a file ends that was cut off or damaged; nothing behind that place can be found again."""


CUT = "it is cut off within a record"


class UnreadableRecord(Exception):
    """A record that cannot be read; its text says why."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of one page, archived."""

    number: int
    """Place of the record in the archive, from 0."""
    url: str
    at: datetime | None
    """Null where the record states none that can be read; it is unreadable then."""
    kind: str
    """`page`, `gone` (404 or 410), `revisit` (the same as an earlier capture), or `unreadable`."""
    digest: str | None = None
    """Of the payload, as the archive states it."""
    body: bytes = b""
    content_type: str | None = None
    is_cut: bool = False
    """The crawler kept only the beginning of the page."""
    why: str | None = None
    """Why it is unreadable."""


@dataclass
class Archive:
    """A WARC file, and what reading it came to."""

    path: Path
    records: int = 0
    broken: str | None = None
    """Why it ends before its end; null where it was read whole."""

    def captures(self) -> Iterator[Capture]:
        """Web pages and answers that one is gone, in the order of the file; whatever else it holds is passed over.

        Ends where the file is cut off, and says so in `broken`. Raises `UnreadableFile` where no record can be read.
        """
        if not self.path.is_file():
            raise UnreadableFile(f"{self.path}: no such file")
        with self.path.open("rb") as file:
            stream = Unzipped(file) if file.peek(2)[:2] == GZIP else file
            try:
                for record in ArchiveIterator(stream, no_record_parse=True):
                    capture = _capture(record, self.records)
                    self.records += 1
                    if capture:
                        yield capture
            except ENDS as error:
                self.broken = str(error).strip().split("\n")[0] or CUT
            if isinstance(stream, Unzipped) and stream.is_cut:
                self.broken = self.broken or CUT
        if not self.records:
            raise UnreadableFile(f"{self.path}: not readable as a WARC file: {self.broken or 'it holds no record'}")


def _capture(record: Any, number: int) -> Capture | None:
    """What a record is of a web page; null for requests, pictures, other answers and whatever else archives hold."""
    headers = record.rec_headers
    url, kind = headers.get_header("WARC-Target-URI") or "", headers.get_header("WARC-Type")
    if kind not in ("response", "resource", "revisit") or not url.strip("<>").startswith(("http://", "https://")):
        return None
    capture = Capture(number, url.strip("<>"), _moment(headers), kind, headers.get_header("WARC-Payload-Digest"))
    try:
        if capture.at is None:
            raise UnreadableRecord("no WARC-Date that could be read")
        return capture if kind == "revisit" else _answer(record, capture)
    except UnreadableRecord as error:
        return replace(capture, kind="unreadable", why=str(error))


def _moment(headers: StatusAndHeaders) -> datetime | None:
    try:
        stated = datetime.fromisoformat(headers.get_header("WARC-Date") or "")
    except ValueError:
        return None
    return stated.astimezone(UTC) if stated.tzinfo else stated.replace(tzinfo=UTC)


def _answer(record: Any, capture: Capture) -> Capture | None:
    """The page that a record holds, or that it is gone; null for any other answer, or none."""
    if not record.length:
        return None
    if capture.kind == "resource":
        code, content_type, http = 200, record.rec_headers.get_header("Content-Type"), None
    else:
        http = StatusAndHeadersParser(["HTTP/"], verify=False).parse(record.raw_stream)
        code, content_type = _code(http), http.get_header("Content-Type")
    if code in GONE:
        return replace(capture, kind="gone")
    if code != OK or not (content_type or HTML[0]).strip().lower().startswith(HTML):
        return None
    is_cut = record.rec_headers.get_header("WARC-Truncated") is not None
    return replace(capture, kind="page", body=_body(record, http, is_cut), content_type=content_type, is_cut=is_cut)


def _code(http: StatusAndHeaders) -> int:
    code = http.get_statuscode()
    return int(code) if code.isascii() and code.isdigit() else 0


def _body(record: Any, http: StatusAndHeaders | None, is_cut: bool) -> bytes:
    """The payload without its transfer and content encodings. Many archives keep it so already, under its old headers."""
    chunked = http is not None and "chunked" in (http.get_header("Transfer-Encoding") or "").lower()
    stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    stored = stream.read(MAX_BODY + 1)
    if record.raw_stream.limit and len(stored) <= MAX_BODY and not record.raw_stream.read(1):
        raise EOFError(CUT)
    encoding = (http.get_header("Content-Encoding") if http else None) or "identity"
    body = _decoded(stored, encoding.strip().lower(), is_cut)
    if len(body) > MAX_BODY:
        raise UnreadableRecord(f"a page of more than {MAX_BODY} bytes")
    return body


def _decoded(stored: bytes, encoding: str, is_cut: bool) -> bytes:
    if encoding == "identity" or stored.lstrip()[:1] in (b"<", b""):
        return stored
    if encoding not in DECODERS:
        raise UnreadableRecord(f"content encoding {encoding!r} is not read")
    try:
        body, is_whole = DECODERS[encoding](stored)
    except (zlib.error, brotli.error) as error:
        raise UnreadableRecord(f"not readable as {encoding}: {error}") from error
    if not is_whole and not is_cut and len(body) <= MAX_BODY:
        raise UnreadableRecord(f"its {encoding} ends before its end")
    return body


def _inflated(stored: bytes) -> tuple[bytes, bool]:
    """gzip and zlib tell themselves by their first bytes; without them it is bare deflate, as some servers send."""
    is_marked = stored[:2] == GZIP or (stored[0] & 0x0F == 8 and int.from_bytes(stored[:2], "big") % 31 == 0)
    reader = zlib.decompressobj(32 + zlib.MAX_WBITS if is_marked else -zlib.MAX_WBITS)
    return reader.decompress(stored, MAX_BODY + 1), reader.eof


def _unbrotlied(stored: bytes) -> tuple[bytes, bool]:
    reader = brotli.Decompressor()
    return reader.process(stored, output_buffer_limit=MAX_BODY + 1), reader.is_finished()


DECODERS = {"gzip": _inflated, "x-gzip": _inflated, "deflate": _inflated, "br": _unbrotlied}
