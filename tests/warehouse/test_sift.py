"""Text files with broken lines: what can be read is read, and the rest is told."""

import csv
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warehouse.files import UnreadableFile
from warehouse.sift import sift
from warehouse.spool import Spool


def sifted(path: Path, content: bytes) -> tuple[list[tuple[str | None, ...]], list[tuple[int, str]]]:
    path.write_bytes(content)
    rows, broken = Spool(path.parent / "rows"), Spool(path.parent / "broken")
    sift(path, rows, broken)
    return rows.scan().collect().rows(), [] if broken.is_empty else broken.scan().collect().rows()


def test_a_line_with_too_many_fields_is_told_and_one_with_too_few_is_read(tmp_path: Path) -> None:
    rows, broken = sifted(tmp_path / "a.csv", b'title,url\na,b\nc,d,e\nf\n"g\nh",i\n')
    assert rows == [("a", "b"), ("f", None), ("g\nh", "i")]
    assert broken == [(3, "3 fields where the first line names 2")]


def test_a_quote_that_is_never_closed_swallows_nothing_unsaid(tmp_path: Path) -> None:
    rows, broken = sifted(tmp_path / "a.tsv", b'title\turl\na\tb\n"open\tc\nd\te\n')
    assert rows == [("a", "b")]
    (told,) = broken
    assert told[0] == 3, "where the quote is opened"
    assert "nothing from here on could be read" in told[1]


def test_fields_may_be_long_here_and_no_longer_than_usual_elsewhere(tmp_path: Path) -> None:
    usual = csv.field_size_limit(131_072)
    try:
        rows, _ = sifted(tmp_path / "a.csv", b"title,text\na," + b"x" * 200_000 + b"\n")
        assert (len(rows), csv.field_size_limit()) == (1, 131_072)
    finally:
        csv.field_size_limit(usual)


def test_lines_that_are_no_objects_are_told(tmp_path: Path) -> None:
    content = b'{"title": "a", "id": 7}\n{"title": \n\n[1]\n{"title": "b", "more": {"x": 1}}\n'
    rows, broken = sifted(tmp_path / "a.jsonl.gz", gzip.compress(content))
    assert rows == [("a", "7", None), ("b", None, '{"x": 1}')]
    assert [number for number, _ in broken] == [2, 4]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "title,url\nCafé,b\n".encode("cp1252"), "no UTF-8 text; convert it first"),
        ("a.csv", "title,url\nCafé,b\n".encode("utf-16"), "no UTF-8 text; convert it first"),
        ("a.csv", b"", "no line of it can be read"),
        ("a.jsonl", b"nothing\n", "no line of it can be read"),
        # Without the time of day: the test is named after its bytes, alike in every process that runs tests.
        ("a.csv.gz", gzip.compress(b"title,url\na,b\n" * 99, mtime=0)[:-9], "not readable as csv"),
        ("a.csv.gz", b"no gzip", "not readable as csv"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as refusal:
        sifted(tmp_path / name, content)
    assert "\n" not in str(refusal.value)


@given(st.lists(st.text(max_size=20).filter(lambda text: text.isprintable()), min_size=1, max_size=8))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_line_is_a_row_or_told(tmp_path: Path, lines: list[str]) -> None:
    content = "\n".join([json.dumps({"title": "a"}), *lines]).encode()
    rows, broken = sifted(tmp_path / "a.jsonl", content)
    assert len(rows) + len(broken) == 1 + sum(bool(line.strip()) for line in lines)
