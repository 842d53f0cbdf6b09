"""Reading web archives: what a record is of a page, and what broken files come to."""

import gzip
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archives import PAGE, job, record, write
from warehouse import warc
from warehouse.files import UnreadableFile
from warehouse.warc import Archive, Capture


def read(path: Path, *records: dict[str, Any]) -> list[Capture]:
    return list(Archive(write(path / "a.warc.gz", records)).captures())


def deflated(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:10], body[10:])) + b"0\r\n\r\n"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_page_is_read_with_its_time(tmp_path: Path, name: str) -> None:
    (capture,) = Archive(write(tmp_path / name, [record(job())])).captures()
    assert (capture.url, capture.kind, capture.body.decode()) == (PAGE, "page", job())
    assert capture.at == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert (capture.digest or "").startswith("sha1:")


def test_an_archive_in_one_single_gzip_member_is_read_like_any_other(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.warc", [record(), record()])
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(plain.read_bytes()))
    assert len(list(Archive(tmp_path / "b.warc.gz").captures())) == 2


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", deflated),
        ("br", brotli.compress),
        ("identity", bytes),
        ("gzip", bytes),
        ("br", bytes),
    ],
    ids=["gzip", "x-gzip", "zlib", "deflate", "brotli", "none", "unpacked gzip", "unpacked brotli"],
)
@pytest.mark.parametrize("transfer", ["", "chunked", "unchunked"])
def test_the_payload_is_decoded(tmp_path: Path, encoding: str, pack: Any, transfer: str) -> None:
    body = pack(job().encode())
    body = chunked(body) if transfer == "chunked" else body
    headers = {"Content_Encoding": encoding} | ({"Transfer_Encoding": "chunked"} if transfer else {})
    (capture,) = read(tmp_path, record(body, **headers))
    assert (capture.kind, capture.body.decode()) == ("page", job())


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"code": "404 Not Found"}, "gone"),
        ({"code": "410 Gone"}, "gone"),
        ({"kind": "resource"}, "page"),
        ({"kind": "revisit"}, "revisit"),
        ({"Content_Type": "text/html; charset=latin-1"}, "page"),
        ({"code": "301 Moved"}, None),
        ({"code": "500 Error"}, None),
        ({"code": "strange"}, None),
        ({"Content_Type": "image/png"}, None),
        ({"kind": "metadata"}, None),
        ({"url": "dns:example.org"}, None),
    ],
)
def test_a_record_is_a_page_or_gone_or_a_revisit_or_of_no_use(
    tmp_path: Path, changes: dict[str, str], kind: str | None
) -> None:
    found = read(tmp_path, record(job(), **changes))
    assert [capture.kind for capture in found] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"Content_Encoding": "zstd", "body": b"(\xb5/\xfd"}, "content encoding 'zstd' is not read"),
        ({"Content_Encoding": "gzip", "body": gzip.compress(b"<p>")[:-9]}, "its gzip ends before its end"),
        ({"Content_Encoding": "gzip", "body": b"\x1f\x8bnothing"}, "not readable as gzip"),
        ({"at": "soon"}, "no WARC-Date"),
    ],
)
def test_a_record_that_cannot_be_read_says_why_and_the_next_is_read(
    tmp_path: Path, changes: dict[str, Any], why: str
) -> None:
    first, second = read(tmp_path, record(**changes), record())
    assert (first.kind, second.kind) == ("unreadable", "page")
    assert why in (first.why or "")


@pytest.mark.parametrize("pack", [gzip.compress, brotli.compress])
def test_a_page_that_swells_is_bounded(tmp_path: Path, pack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_BODY", 100_000)
    encoding = "br" if pack is brotli.compress else "gzip"
    (capture,) = read(tmp_path, record(pack(b" " * 10_000_000), Content_Encoding=encoding))
    assert (capture.kind, capture.why) == ("unreadable", "a page of more than 100000 bytes")


def test_what_a_crawler_cut_is_told(tmp_path: Path) -> None:
    (capture,) = read(tmp_path, record(job(), warc={"WARC-Truncated": "length"}))
    assert capture.is_cut


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("share", [0.4, 0.7, 0.99])
def test_of_an_archive_that_is_cut_off_what_was_read_before_is_kept(tmp_path: Path, name: str, share: float) -> None:
    path = write(tmp_path / name, [record(job(str(number))) for number in range(20)])
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    archive = Archive(path)
    found = list(archive.captures())
    assert 5 < len(found) < 20
    assert all(capture.kind == "page" and capture.body.endswith(b"</html>") for capture in found)
    assert archive.broken


@pytest.mark.parametrize("content", [b"", b"<html>", b"\x1f\x8b\x08broken", b"\0" * 999])
def test_what_is_no_archive_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="not readable as a WARC file") as refusal:
        list(Archive(path).captures())
    assert "\n" not in str(refusal.value)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pages = [record(job(str(number)), Content_Encoding="gzip") for number in range(3)]
    return write(tmp_path_factory.mktemp("warc") / "a.warc", pages).read_bytes()


@given(st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_archive_with_any_bytes_spoilt_is_read_as_far_as_it_goes(
    tmp_path: Path, whole: bytes, data: st.DataObject
) -> None:
    body = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(body)))
        body[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=10))
    path = tmp_path / "a.warc"
    path.write_bytes(body)
    with suppress(UnreadableFile):
        assert len(list(Archive(path).captures())) <= 4
