"""Every family, against every fault that the sandbox knows."""

from dataclasses import replace
from datetime import date

import pytest

from spiders.base import BoardSpider
from spiders.families import families
from spiders.run import crawl
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.faults import FAULTS
from spiders.sandbox.formats import formats
from spiders.sandbox.formats.format import PAGE
from spiders.sandbox.market import DEFAULT_SEED, Market
from tests.markets import answering
from tests.spiders.conftest import Answers, ask

STATUSES = {
    "forbidden": ("blocked", "HTTP 403"),
    "not_found": ("failed", "HTTP 404"),
    "rate_limited": ("blocked", "HTTP 429"),
    "server_error": ("failed", "HTTP 500"),
    "time_out": ("failed", "time-out"),
    "redirect_loop": ("failed", "max redirections reached"),
    "truncated_json": ("failed", "broken "),
    "empty_body": ("failed", "empty body"),
    "broken_body": ("failed", "broken "),
    "cut_off": ("failed", "ResponseDataLossError"),
    "robots": ("blocked", "Forbidden by robots.txt"),
}
HALF_LISTINGS = ("empty_listing", "collapsed")
PAGED = tuple(source for source, spider in families().items() if spider.more is not BoardSpider.more)
SOURCES = (*PAGED, *(source for source in families() if source not in PAGED))
"""Families that page come first: the market deals them its largest boards."""


class TroubledMarket(Market):
    """Each day has a fault of its own, on the first board of every family. On the third last day that board has no posting;
    on the last two days, which are alike and well, its last posting has lost its title.
    """

    def failure(self, source: str, board: str, day: date) -> str | None:
        faults = dict(zip(self.days, FAULTS, strict=False))
        return faults.get(day) if self._is_first(source, board) else None

    def listing(self, source: str, board: str, day: date) -> list[PostingFacts]:
        listed = super().listing(source, board, min(day, self.days[-2]))
        if day < self.days[-3] or not self._is_first(source, board):
            return listed
        return [] if day == self.days[-3] else [*listed[:-1], replace(listed[-1], flaw="no_title", version=2)]

    def _is_first(self, source: str, board: str) -> bool:
        return board == next(known.board for known in self.boards() if known.source == source)


MARKET = TroubledMarket(DEFAULT_SEED, date(2026, 3, 2), len(FAULTS) + 3, open_at_once=600, sources=SOURCES)
FAULT_DAYS = dict(zip(FAULTS, MARKET.days, strict=False))
VACANT, WELL, SAME = MARKET.days[-3:]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, date], Answers]:
    folder = tmp_path_factory.mktemp("families")
    outs = {(source, day): folder / source / str(day) for source in SOURCES for day in MARKET.days}
    asks = [ask(out, source, _boards(source), str(day)) for (source, day), out in outs.items()]
    plan = {"polite": False, "carry_validators": True, "asks": asks, "overrides": {"DOWNLOAD_TIMEOUT": 1.5}}
    with answering(MARKET) as url:
        crawl({"sandbox": url, **plan})
    return {key: Answers(out) for key, out in outs.items()}


def _boards(source: str) -> list[str]:
    return [board.board for board in MARKET.boards() if board.source == source]


def test_the_sandbox_speaks_for_every_family() -> None:
    assert set(formats()) == set(families())


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("fault", STATUSES)
def test_a_fault_is_one_ledger_row_that_says_why(answers: dict, source: str, fault: str) -> None:
    board, day = _boards(source)[0], FAULT_DAYS[fault]
    crawl, (status, why) = answers[source, day].crawls[board], STATUSES[fault]
    assert crawl["status"] == status
    assert crawl["why"].startswith(why)
    assert crawl["proof"] is None
    assert crawl["validators"] is None
    assert not answers[source, day].of(board)
    assert crawl["robots"] == ("disallowed" if fault == "robots" else "allowed")
    assert (crawl["requests"] == 0) == (fault == "robots")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("fault", HALF_LISTINGS)
def test_half_a_listing_is_seen_through_where_the_source_states_a_total(answers: dict, source: str, fault: str) -> None:
    crawl = answers[source, FAULT_DAYS[fault]].crawls[_boards(source)[0]]
    without_total = {"empty_listing": "empty", "collapsed": "complete"}[fault]
    assert crawl["status"] == ("partial" if families()[source].card.proof == "total" else without_total)
    assert (crawl["proof"] is not None) == (crawl["status"] == "complete")


@pytest.mark.parametrize("source", SOURCES)
def test_nothing_of_the_other_boards_is_lost(answers: dict, source: str) -> None:
    for day in MARKET.days[:-1]:
        found = answers[source, day]
        assert found.rows == len(found.crawls) == len(_boards(source))
        for board in _boards(source):
            crawl = found.crawls[board]
            if MARKET.failure(source, board, day) is None and crawl["status"] != "unchanged":
                listed = MARKET.listing(source, board, day)
                assert found.of(board) == {posting.posting_id for posting in listed if posting.flaw is None}
                assert crawl["status"] == ("complete" if listed else _of_nothing(source))
                assert crawl["collected"] + crawl["rejected"] == len(listed)


def _of_nothing(source: str) -> str:
    card = families()[source].card
    return "complete" if card.proof == "total" and not card.unknown_is_empty else "empty"


@pytest.mark.parametrize("source", SOURCES)
def test_an_empty_board_is_empty_for_sure_only_where_a_total_says_so(answers: dict, source: str) -> None:
    crawl = answers[source, VACANT].crawls[_boards(source)[0]]
    assert (crawl["status"], crawl["collected"], crawl["rejected"]) == (_of_nothing(source), 0, 0)


@pytest.mark.parametrize("source", [source for source in SOURCES if formats()[source].title_field != "comment_text"])
def test_a_posting_that_has_lost_its_title_is_named_so_that_nobody_takes_it_for_gone(
    answers: dict, source: str
) -> None:
    listed = MARKET.listing(source, _boards(source)[0], WELL)
    named = {reject["posting_id"] for reject in answers[source, WELL].rejects if reject["field"] == "title"}
    assert listed[-1].posting_id in named
    assert named >= {posting.posting_id for posting in listed if posting.flaw == "no_title"}


@pytest.mark.parametrize("source", PAGED)
def test_a_listing_is_read_over_its_pages(answers: dict, source: str) -> None:
    assert max(crawl["collected"] for day in MARKET.days for crawl in answers[source, day].crawls.values()) > 2 * PAGE


@pytest.mark.parametrize("source", [source for source in SOURCES if families()[source].card.is_conditional])
def test_a_board_that_has_not_changed_costs_next_to_nothing(answers: dict, source: str) -> None:
    first, again = answers[source, WELL], answers[source, SAME]
    listed = {board for board, crawl in again.crawls.items() if MARKET.listing(source, board, SAME)}
    assert {again.crawls[board]["status"] for board in listed} == {"unchanged"}
    assert not again.postings
    assert sum(again.crawls[board]["bytes"] for board in listed) <= 0.05 * sum(
        crawl["bytes"] for crawl in first.crawls.values() if crawl["status"] == "complete"
    )


@pytest.mark.parametrize("source", SOURCES)
def test_every_field_of_a_family_is_read_or_known(answers: dict, source: str) -> None:
    assert {crawl["unread_fields"] for crawl in answers[source, MARKET.days[0]].crawls.values()} == {"{}"}


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_stated_arrives(answers: dict, source: str) -> None:
    card = families()[source].card
    asked = [(day, board) for day in MARKET.days for board in _boards(source)]
    facts = {(day, p.posting_id): p for day, board in asked for p in MARKET.listing(source, board, day)}
    postings = [(day, posting) for day in MARKET.days for posting in answers[source, day].postings]
    for day, posting in postings:
        stated = facts[day, posting["posting_id"]]
        assert posting["title"] == stated.title.strip()
        assert posting["employer"] == (stated.employer if card.is_aggregator else f"{stated.board} Ltd")
        assert (posting["description"] is not None) == card.has_description
        assert (posting["posted_at"] is not None) == card.has_posted_date
        assert posting["closes_at"] is None or card.has_close_date
    assert postings


@pytest.mark.parametrize("source", SOURCES)
def test_no_field_that_may_name_a_person_is_kept(answers: dict, source: str) -> None:
    assert "Zsuzsa Beispiel" not in str([answers[source, day].postings for day in MARKET.days])
