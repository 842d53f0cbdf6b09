"""Bodies of every family, spoilt in every way: each item is parsed or rejected, and each board ends in one ledger row."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import TextResponse

from expectations.contracts import STATUSES
from spiders.families import families
from spiders.items import Crawl, Posting, Reject
from spiders.plan import Board
from spiders.run import crawl
from spiders.sandbox.formats import formats
from spiders.sandbox.market import DEFAULT_SEED, Market
from spiders.sandbox.server import Boards, asked_for
from tests.spiders.conftest import Answers, ask, serving

DAY = date(2026, 3, 2)
SOURCES = tuple(families())
DEEP = "[" * 50_000 + "]" * 50_000
MARKET = Market(DEFAULT_SEED, DAY, 1, open_at_once=300, sources=SOURCES)

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("x" * 300_000)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@cache
def bodies(source: str) -> tuple[bytes | None, bytes]:
    """What a family answers first, where that only leads to its items; and an answer with items, of its longest listing."""
    boards = [board.board for board in MARKET.boards() if board.source == source]
    longest = max(boards, key=lambda board: len(MARKET.listing(source, board, DAY)))
    spider, board = families()[source](boards=[], prefix="", day=str(DAY)), Board(longest)
    first = spider.first_page(board)
    page = spider.page(TextResponse("http://sandbox", body=_answer(first)), first, board)
    return (None, _answer(first)) if page.items else (_answer(first), _answer(page.more[0]))


def _answer(address: str) -> bytes:
    asked = asked_for(f"/{DAY}/{address}")
    assert asked
    return Boards(MARKET).answer(*asked, None) or b""


def body(source: str) -> bytes:
    """An answer with items."""
    return bodies(source)[1]


def answered(source: str, spoilt: bytes) -> list[Any]:
    """Everything a spider yields for a board whose pages answer with this body, after what leads to it."""
    spider = families()[source](boards=[Board("acme", "Acme")], prefix="http://sandbox/", day=str(DAY))
    leads, _ = bodies(source)
    requests: list[Request] = [next_request(spider)]
    yielded: list[Any] = []
    for place, request in enumerate(requests):
        answer = leads if leads and place == 0 else spoilt
        response = TextResponse(request.url, body=answer, request=request, encoding="utf-8")
        for found in request.callback(response, **request.cb_kwargs):
            (requests if isinstance(found, Request) and len(requests) < 4 else yielded).append(found)
    return yielded


def next_request(spider: Any) -> Request:
    """The spider's first request."""
    start = spider.start()
    try:
        start.__anext__().send(None)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("a spider asks at once")


def is_accounted_for(yielded: list[Any]) -> bool:
    """Every item is one of ours and can be written; no more than one ledger row, with a status that there is."""
    items = [found for found in yielded if not isinstance(found, Request)]
    for found in items:
        json.dumps({name: getattr(found, name) for name in found.__slots__}, ensure_ascii=False).encode()
        if isinstance(found, Posting):
            assert all(isinstance(getattr(found, name), str | None) for name in found.__slots__)
    crawls = [found for found in items if isinstance(found, Crawl)]
    assert all(crawl.status in STATUSES for crawl in crawls)
    assert not any("error of the spider" in (crawl.why or "") for crawl in crawls), crawls
    assert all(isinstance(found, Posting | Reject | Crawl) for found in items)
    return len(crawls) == 1 or len(yielded) > len(items)


def spoil(stated: Any, data: st.DataObject) -> Any:
    """A JSON value with one thing in it missing, doubled, or replaced by anything."""
    if isinstance(stated, dict) and stated:
        name = data.draw(st.sampled_from(sorted(stated)))
        way = data.draw(st.sampled_from(["inside", "inside", "replace", "remove", "add"]))
        if way == "remove":
            return {key: value for key, value in stated.items() if key != name}
        if way == "add":
            return {**stated, data.draw(st.text(max_size=8)): data.draw(anything)}
        return {**stated, name: data.draw(anything) if way == "replace" else spoil(stated[name], data)}
    if isinstance(stated, list) and stated:
        place = data.draw(st.integers(0, len(stated) - 1))
        way = data.draw(st.sampled_from(["inside", "inside", "replace", "remove", "double"]))
        middle = {
            "remove": [],
            "double": [stated[place]] * 2,
            "replace": [data.draw(anything)] if way == "replace" else [],
        }
        return stated[:place] + middle.get(way, [spoil(stated[place], data)]) + stated[place + 1 :]
    return data.draw(anything)


def spoil_text(text: str, data: st.DataObject) -> str:
    """A text with a stretch of it removed, doubled, or replaced by anything."""
    start = data.draw(st.integers(0, len(text)))
    stretch = text[start : start + data.draw(st.integers(0, 400))]
    put = data.draw(st.sampled_from(["", stretch * 2, "<", "&", "]]>", "<a>" * 5_000]) | st.text(max_size=30))
    return text[:start] + put + text[start + len(stretch) :]


@pytest.mark.parametrize("source", SOURCES)
@given(data=st.data())
@settings(deadline=None, max_examples=40)
def test_a_spoilt_body_gives_postings_rejects_and_a_ledger_row(source: str, data: st.DataObject) -> None:
    whole = body(source).decode()
    if formats()[source].kind == "application/json" and data.draw(st.booleans()):
        stated = json.loads(whole)
        for _ in range(data.draw(st.integers(1, 3))):
            stated = spoil(stated, data)
        spoilt = json.dumps(stated).encode()
    else:
        spoilt = spoil_text(whole, data).encode(data.draw(st.sampled_from(["utf-8", "utf-16", "utf-8-sig"])), "replace")
    assert is_accounted_for(answered(source, spoilt))


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"0",
        DEEP.encode(),
        b"\xff\xfe\x00",
        b"\x00" * 99,
        b"<!doctype html><p>Hello",
        b"9" * 99_999,
        b"<a>" * 99_999,
        b"<a>" * 9_999 + b"</a>" * 9_999,
        b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]><a>&c;</a>',
    ],
    ids=range(13),
)
def test_a_body_that_is_something_else_proves_nothing(source: str, spoilt: bytes) -> None:
    yielded = answered(source, spoilt)
    assert is_accounted_for(yielded)
    assert all(found.status in ("failed", "empty", "partial") for found in yielded if isinstance(found, Crawl))


@pytest.mark.parametrize("source", SOURCES)
@given(cut=st.floats(0, 0.999))
@settings(deadline=None, max_examples=25)
def test_a_body_that_is_cut_off_is_never_whole(source: str, cut: float) -> None:
    whole = body(source)
    for found in answered(source, whole[: int(len(whole) * cut)]):
        assert not isinstance(found, Crawl) or found.status != "complete"


@pytest.fixture
def hostile() -> Iterator[str]:
    """A server that answers everything with a body nested too deeply."""
    with serving(lambda asked: (404 if "robots" in asked.path else 200, {}, DEEP.encode())) as url:
        yield url


def test_a_hostile_body_stops_no_crawl(hostile: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    asks = [ask(folder / source, source, ["a", "b"]) for source in SOURCES]
    crawl({"sandbox": hostile, "polite": False, "asks": asks})
    for source in SOURCES:
        found = Answers(folder / source)
        assert [row["status"] for row in found.crawls.values()] == ["failed"] * 2
