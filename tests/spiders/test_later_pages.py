"""Every family that pages, where its first pages answer properly and its last one does not."""

from datetime import date

import pytest

from spiders.base import BoardSpider
from spiders.families import families
from spiders.run import crawl
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import PAGE, Asked
from spiders.sandbox.market import DEFAULT_SEED
from spiders.sandbox.server import REFUSALS, Handler
from tests.markets import WellMarket, answering
from tests.spiders.conftest import Answers, ask

PAGED = tuple(source for source, spider in families().items() if spider.more is not BoardSpider.more)
STANDING_ALONE = tuple(source for source, spider in families().items() if spider.pages_stand_alone)
FAULTS = {
    "server_error": "HTTP 500",
    "forbidden": "HTTP 403",
    "not_found": "HTTP 404",
    "rate_limited": "HTTP 429",
    "truncated_json": "broken ",
    "empty_body": "empty body",
    "broken_body": "broken ",
    "cut_off": "ResponseDataLossError",
}
LOST_ALONE = {"server_error": "HTTP 500", "cut_off": "ResponseDataLossError"}
"""What loses a page of its own markup. Without its posting it is a page whose posting is gone."""


class LastingMarket(WellMarket):
    """Every day is the first."""

    def listing(self, source: str, board: str, day: date) -> list[PostingFacts]:
        return super().listing(source, board, self.days[0])


MARKET = LastingMarket(DEFAULT_SEED, date(2026, 3, 2), len(FAULTS), open_at_once=600, sources=(*PAGED, *STANDING_ALONE))
FAULT_ON = dict(zip(MARKET.days, FAULTS, strict=True))
DAY_OF = {fault: day for day, fault in FAULT_ON.items()}


class LastPageFails(Handler):
    """Answers with the fault of the day where the last posting stands, and the first does not."""

    def _board(self, source: str, asked: Asked) -> None:
        body = self.boards.answer(source, asked, None)
        fault = FAULT_ON[asked.day] if self._is_last(source, asked, body or b"") else None
        if fault in REFUSALS:
            self._refuse(REFUSALS[fault])
        else:
            self._listing(source, body, fault)

    @staticmethod
    def _is_last(source: str, asked: Asked, body: bytes) -> bool:
        first, *_, last = (posting.posting_id for posting in sound(source, asked.board))
        return asked.item == last or (last.encode() in body and first.encode() not in body)


def sound(source: str, board: str) -> list[PostingFacts]:
    """What a board lists, without flawed items."""
    return [posting for posting in MARKET.listing(source, board, MARKET.days[0]) if posting.flaw is None]


def longest(source: str) -> str:
    boards = [board.board for board in MARKET.boards() if board.source == source]
    return max(boards, key=lambda board: len(sound(source, board)))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Answers]:
    folder = tmp_path_factory.mktemp("pages")
    faults = [(source, fault) for source in PAGED for fault in FAULTS]
    faults += [(source, fault) for source in STANDING_ALONE for fault in LOST_ALONE]
    outs = {(source, fault): folder / source / fault for source, fault in faults}
    asks = [ask(out, source, [longest(source)], str(DAY_OF[fault])) for (source, fault), out in outs.items()]
    with answering(MARKET, LastPageFails) as url:
        crawl({"sandbox": url, "polite": False, "asks": asks})
    return {key: Answers(out) for key, out in outs.items()}


@pytest.mark.parametrize("source", PAGED)
@pytest.mark.parametrize("fault", FAULTS)
def test_what_earlier_pages_showed_is_kept_and_the_listing_proves_nothing(
    answers: dict[tuple[str, str], Answers], source: str, fault: str
) -> None:
    (board,) = answers[source, fault].crawls
    crawled = answers[source, fault].crawls[board]
    number = -(-len(MARKET.listing(source, board, DAY_OF[fault])) // PAGE)
    assert number > 1
    assert crawled["status"] == "partial"
    assert f": {FAULTS[fault]}" in crawled["why"]
    assert crawled["why"].startswith("page ")
    assert (crawled["proof"], crawled["validators"]) == (None, None)
    assert crawled["collected"] + crawled["rejected"] == (number - 1) * PAGE
    assert answers[source, fault].of(board) <= {posting.posting_id for posting in sound(source, board)}


@pytest.mark.parametrize("source", STANDING_ALONE)
@pytest.mark.parametrize("fault", LOST_ALONE)
def test_a_page_that_stands_alone_loses_itself_and_the_proof(
    answers: dict[tuple[str, str], Answers], source: str, fault: str
) -> None:
    (board,) = answers[source, fault].crawls
    crawled = answers[source, fault].crawls[board]
    assert crawled["status"] == "partial"
    assert crawled["why"].startswith(f"1 pages could not be read, the first: {LOST_ALONE[fault]}")
    assert crawled["validators"] is None
    assert answers[source, fault].of(board) == {posting.posting_id for posting in sound(source, board)[:-1]}
