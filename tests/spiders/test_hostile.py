"""Boards, hosts and answers that mean harm, in real crawls: each is one ledger row, and none keeps another from its own."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import polars as pl
import pytest

from expectations.contracts import STATUSES
from spiders.careers import ANY_ADDRESS
from spiders.families import families
from spiders.personal import without_addresses
from spiders.plan import Board
from spiders.run import crawl
from spiders.sandbox.formats.format import Asked
from spiders.sandbox.market import DEFAULT_SEED
from spiders.sandbox.server import Handler
from tests.markets import WellMarket, answering
from tests.spiders.conftest import Answers, ask, crawl_one, serving
from warehouse import landing

SOURCES = tuple(families())
GOOD = {"id": "a", "text": "Publicist"}
ITEM = b'[{"id": "a", "text": "Publicist"}]'


def item(**stated: object) -> bytes:
    return json.dumps([{**GOOD, **stated}]).encode()


ANSWERS: dict[str, tuple[int, dict[str, str], bytes, str, str]] = {
    # code, headers, body; status, and how its reason or proof begins
    "asks for proof that we are no robot": (202, {}, ITEM, "failed", "HTTP 202"),
    "is a piece that nobody asked for": (206, {}, ITEM, "failed", "HTTP 206"),
    "says that it is packed": (200, {"Content-Encoding": "gzip"}, ITEM, "failed", "BadGzipFile"),
    "says that it is a picture": (200, {"Content-Type": "image/png; charset=klingon"}, ITEM, "complete", "whole"),
    "starts with a byte order mark": (200, {}, b"\xef\xbb\xbf" + ITEM, "complete", "whole"),
    "has an ETag without end": (200, {"ETag": '"' + "x" * 9_000 + '"'}, ITEM, "complete", "whole"),
    "leads to no address": (302, {"Location": "http://["}, b"", "failed", ""),
    "leads to no port": (302, {"Location": "http://127.0.0.1:port/"}, b"", "failed", ""),
    "leads to a file": (302, {"Location": "file:///etc/passwd"}, b"", "failed", "HTTP 302"),
    "leads into a private network": (302, {"Location": "http://10.0.0.1/"}, b"", "failed", "refused: 10.0.0.1"),
    "wants patience in superscript": (429, {"Retry-After": "\xb2"}, b"", "blocked", "HTTP 429"),
    "wants patience from the past": (429, {"Retry-After": "-1"}, b"", "blocked", "HTTP 429"),
    "wants patience without end": (429, {"Retry-After": "9" * 400}, b"", "blocked", "HTTP 429"),
    "has an id that is no number": (200, {}, b'[{"id": NaN, "text": "x"}]', "partial", "1 of 1 items"),
    "has an id beyond all numbers": (200, {}, b'[{"id": 1e999, "text": "x"}]', "partial", "1 of 1 items"),
    "has an id of 4,000 digits": (200, {}, b'[{"id": %s, "text": "x"}]' % (b"9" * 4_000), "partial", "1 of 1 items"),
    "has an id of 10,000 letters": (200, {}, item(id="x" * 10_000), "partial", "1 of 1 items"),
    "has an id of two lines": (200, {}, item(id="a\nb"), "partial", "1 of 1 items"),
    "has half a character": (200, {}, item(id="\ud800", text="\udfff"), "complete", "whole"),
    "states its id twice": (200, {}, b'[{"id": "z", "id": "a", "text": "x"}]', "complete", "whole"),
    "has fields without number": (200, {}, item(**{f"f{number}": 1 for number in range(9_999)}), "complete", "whole"),
    "belongs to another family": (200, {}, b'{"jobs": [], "meta": {"total": 0}}', "failed", "wrong shape"),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    boards = {name.replace(" ", "-"): answer for name, answer in ANSWERS.items()}

    def respond(asked: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        board = asked.path.partition("postings/")[2].partition("?")[0].replace("%2C", ",")
        return boards[board][:3] if board in boards else (404, {}, b"")

    out = tmp_path_factory.mktemp("hostile") / "ask"
    with serving(respond) as url:
        crawl_one(url, ask(out, "lever", [*boards]), overrides={"RETRY_TIMES": 1})
    assert landing.read_feed(out)["crawls"].height == len(boards)
    return Answers(out)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_means_harm_is_one_row_that_says_why(hostile: Answers, name: str) -> None:
    crawled = hostile.crawls[name.replace(" ", "-")]
    *_, status, says = ANSWERS[name]
    assert crawled["status"] == status
    assert (crawled["why"] or crawled["proof"]).startswith(says)
    assert len(json.dumps(crawled)) < 2_500
    assert crawled["validators"] is None


def test_no_id_is_too_long_or_unseen_in_postings_or_rejects(hostile: Answers) -> None:
    assert {posting["posting_id"] for posting in hostile.postings} == {"a", "?"}
    assert max(len(json.dumps(reject)) for reject in hostile.rejects) < 1_000


LINKS = {
    "https://evil.example/api/job-board-api?page=2": "evil.example/api/job-board-api?page=2",
    "//evil.example/": "evil.example/",
    "https://www.arbeitnow.com@evil.example/": "www.arbeitnow.com@evil.example/",
    "https://www.arbeitnow.com:port/": "www.arbeitnow.com:port/",
    "http://[": "http://[",
    "file:///etc/passwd": "/etc/passwd",
}


def test_pages_elsewhere_are_not_asked_and_end_a_listing_as_partial(tmp_path: Path) -> None:
    days = {f"2026-03-{number:02}": link for number, link in enumerate(LINKS, start=1)}

    def respond(asked: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        link = days.get(asked.path.split("/")[1])
        stated = {"data": [{"slug": "a", "title": "Publicist"}], "links": {"next": link}}
        return (200, {}, json.dumps(stated).encode()) if link else (404, {}, b"")

    with serving(respond) as url:
        asks = [ask(tmp_path / day, "arbeitnow", ["all"], day) for day in days]
        crawl({"sandbox": url, "polite": False, "asks": asks})
    for day, link in days.items():
        found = Answers(tmp_path / day)
        said = without_addresses(
            f"page 1: the next page is said to be at {LINKS[link]!r}, which is not the board's host"
        )
        assert (found.crawls["all"]["status"], found.crawls["all"]["why"]) == ("partial", said)
        assert (found.of("all"), found.crawls["all"]["requests"]) == ({"a"}, 1)


TOKENS = {
    "127.0.0.1/sitemap.xml": "refused: 127.0.0.1 is not a public address",
    "[::1]/sitemap.xml": "refused: ::1 is not a public address",
    "[/sitemap.xml": "no address of the web: a board is host and path",
    "file:///etc/passwd": "no address of the web: a board is host and path",
    "me:secret@127.0.0.1/": "no address of the web: a board is host and path",
    "#/jobs/": "no address of the web: a board is host and path",
    "careers.invalid:port/sitemap.xml": "no address of the web: Port could not be cast",
    f"careers.invalid/{'x' * 5_000}": "no address of the web: it has 5,016 characters",
}


def test_a_site_that_must_not_be_asked_is_a_row_and_keeps_no_other_from_its_own(tmp_path: Path) -> None:
    today = str(datetime.now(UTC).date())
    crawl({"contact": "me@example.org", "asks": [ask(tmp_path / "out", "jsonld", [*TOKENS], today)]})
    found = Answers(tmp_path / "out").crawls
    assert {board: row["status"] for board, row in found.items()} == dict.fromkeys(TOKENS, "failed")
    assert [board for board, says in TOKENS.items() if not found[board]["why"].startswith(says)] == []
    assert {row["requests"] for row in found.values()} == {0}


HOSTILE_TOKENS = ("../x", "a?b=c", "a#b", "ü ñ", "{board}", "{0.__class__}", "..", "a/b", "a@evil.example", "a\r\nX: y")


@pytest.mark.parametrize("source", [source for source in SOURCES if families()[source].address != ANY_ADDRESS])
@pytest.mark.parametrize("token", HOSTILE_TOKENS)
def test_no_token_leads_away_from_the_family_s_host(source: str, token: str) -> None:
    spider = families()[source](boards=[], prefix="https://", day="2026-03-02")
    url = str(spider.request_for(spider.first_page(Board(token)))["url"])
    family = spider.address.partition("/")[0].rpartition("}")[2]
    assert url.removeprefix("https://").partition("/")[0].endswith(family)
    assert not re.search(r"[\s@#{}]", url.partition("?")[0])


def texts_as(spoilt: bytes) -> Callable[[bytes], bytes]:
    """Puts something else in the place of all texts of a JSON document, or of an XML one."""
    return lambda body: re.sub(rb'(?<=: )"[^"]*"(?=[,}])|(?<=>)[^<>]+(?=<)', lambda _: spoilt, body)


SPOILT: tuple[Callable[[bytes], bytes], ...] = (
    lambda body: body[: len(body) * 2 // 3],
    lambda body: b"\xef\xbb\xbf" + body,
    lambda body: body.decode().encode("utf-16"),
    lambda body: body.decode().encode("latin-1", "replace") + b"\xe9",
    lambda body: re.sub(rb"\d", b"9" * 60, body),
    lambda body: body + body,
    lambda body: body.replace(b"e", b"\\u0000"),
    lambda body: body.replace(b"e", b"\\ud800"),
    *map(texts_as, (b"null", b"-1e999", b"[[[]]]", b'{"@value": true}', b'"' + b"x" * 20_000 + b'"')),
)
FOREIGN = dict(zip(SOURCES, (*SOURCES[1:], SOURCES[0]), strict=True))
MARKET = WellMarket(DEFAULT_SEED, date(2026, 3, 2), len(SPOILT) + 1, open_at_once=80, sources=SOURCES)
"""Each day spoils answers in another way; on the last each family gives the answer of another."""


class Spoiling(Handler):
    def _listing(self, source: str, body: bytes | None, fault: str | None) -> None:
        way = MARKET.days.index(date.fromisoformat(self.path.split("/")[1]))
        super()._listing(source, SPOILT[way](body) if body and way < len(SPOILT) else body, fault)

    def _board(self, source: str, asked: Asked) -> None:
        if asked.day == MARKET.days[-1]:
            source = FOREIGN[source]
            asked = replace(asked, board=boards(source)[0], query={"tags": "comment", **asked.query})
        super()._board(source, asked)


def boards(source: str) -> list[str]:
    return [board.board for board in MARKET.boards() if board.source == source]


def test_spoilt_answers_are_landed_with_a_row_for_each_board(tmp_path: Path) -> None:
    # A third of the families each day, in turn: `test_bodies` spoils all of them in every way, without a crawl.
    asked = [(source, day) for number, day in enumerate(MARKET.days) for source in SOURCES[number % 3 :: 3]]
    outs = {(source, day): tmp_path / f"{source}-{day}" for source, day in asked}
    with answering(MARKET, Spoiling) as url:
        asks = [ask(out, source, boards(source)[:1], str(day)) for (source, day), out in outs.items()]
        crawl({"sandbox": url, "polite": False, "asks": asks})
    for (source, _), out in outs.items():
        landed = landing.read_feed(out)
        crawls = landed["crawls"]
        assert crawls["board"].to_list() == boards(source)[:1]
        assert set(crawls["status"]) <= set(STATUSES)
        assert not crawls["why"].str.starts_with("error of the spider").any()
        assert crawls["collected"].sum() == landed["postings"].height
        assert crawls["rejected"].sum() == landed["rejects"].height
        assert landed["postings"].filter(pl.col("posting_id").str.len_chars() > 500).is_empty()
