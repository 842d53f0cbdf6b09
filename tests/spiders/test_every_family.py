"""Every family, against every fault that the sandbox knows."""

import threading
from collections.abc import Iterator
from datetime import date

import pytest

from spiders.families import families
from spiders.run import crawl
from spiders.sandbox.facts import SOURCES
from spiders.sandbox.faults import FAULTS
from spiders.sandbox.market import DEFAULT_SEED, Market
from spiders.sandbox.server import Server
from tests.spiders.conftest import Answers, ask

STATUSES = {
    "forbidden": ("blocked", "HTTP 403"),
    "not_found": ("failed", "HTTP 404"),
    "rate_limited": ("blocked", "HTTP 429"),
    "server_error": ("failed", "HTTP 500"),
    "time_out": ("failed", "time-out"),
    "redirect_loop": ("failed", "max redirections reached"),
    "truncated_json": ("failed", "broken JSON"),
    "empty_body": ("failed", "empty body"),
    "broken_body": ("failed", "broken JSON"),
    "cut_off": ("failed", "ResponseDataLossError"),
    "robots": ("blocked", "Forbidden by robots.txt"),
}
HALF_LISTINGS = {
    # what only the source's own total can tell from a listing
    ("greenhouse", "empty_listing"): "partial",
    ("greenhouse", "collapsed"): "partial",
    ("lever", "empty_listing"): "empty",
    ("lever", "collapsed"): "complete",
    ("ashby", "empty_listing"): "empty",
    ("ashby", "collapsed"): "complete",
}


class TroubledMarket(Market):
    """On the first day the first seven faults, on the second the others, each on one board of every family; the rest is well."""

    def failure(self, source: str, board: str, day: date) -> str | None:
        place = [known.board for known in self.boards() if known.source == source].index(board)
        faults = FAULTS[:7] if day == self.days[0] else FAULTS[7:]
        return faults[place] if place < len(faults) else None


MARKET = TroubledMarket(DEFAULT_SEED, date(2026, 3, 2), 2, open_at_once=600)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, date], Answers]]:
    folder = tmp_path_factory.mktemp("families")
    server = Server(MARKET, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    outs = {(source, day): folder / source / str(day) for source in SOURCES for day in MARKET.days}
    asks = [ask(out, source, _boards(source), str(day)) for (source, day), out in outs.items()]
    crawl({"sandbox": server.url, "polite": False, "asks": asks, "overrides": {"DOWNLOAD_TIMEOUT": 1.5}})
    yield {key: Answers(out) for key, out in outs.items()}
    server.shutdown()
    server.server_close()


def _boards(source: str) -> list[str]:
    return [board.board for board in MARKET.boards() if board.source == source]


def _fallen(source: str, fault: str) -> tuple[str, date]:
    return next(
        (board, day) for day in MARKET.days for board in _boards(source) if MARKET.failure(source, board, day) == fault
    )


def test_the_sandbox_speaks_for_every_family() -> None:
    assert set(SOURCES) == set(families())


@pytest.mark.parametrize("source", families())
@pytest.mark.parametrize("fault", STATUSES)
def test_a_fault_is_one_ledger_row_that_says_why(answers: dict, source: str, fault: str) -> None:
    board, day = _fallen(source, fault)
    crawl, (status, why) = answers[source, day].crawls[board], STATUSES[fault]
    assert crawl["status"] == status
    assert crawl["why"].startswith(why)
    assert crawl["proof"] is None
    assert crawl["etag"] is None
    assert not answers[source, day].of(board)
    assert crawl["robots"] == ("disallowed" if fault == "robots" else "allowed")
    assert (crawl["requests"] == 0) == (fault == "robots")


@pytest.mark.parametrize(("source", "fault"), HALF_LISTINGS)
def test_half_a_listing_is_seen_through_where_the_source_states_a_total(answers: dict, source: str, fault: str) -> None:
    board, day = _fallen(source, fault)
    crawl = answers[source, day].crawls[board]
    assert crawl["status"] == HALF_LISTINGS[source, fault]
    assert (crawl["proof"] is not None) == (crawl["status"] == "complete")


@pytest.mark.parametrize("source", families())
@pytest.mark.parametrize("day", MARKET.days, ids=str)
def test_every_board_has_one_row_and_nothing_of_the_others_is_lost(answers: dict, source: str, day: date) -> None:
    found = answers[source, day]
    assert found.rows == len(found.crawls) == len(_boards(source))
    for board in _boards(source):
        if MARKET.failure(source, board, day) is None:
            listed = MARKET.listing(source, board, day)
            crawl = found.crawls[board]
            assert found.of(board) == {posting.posting_id for posting in listed if posting.flaw is None}
            assert crawl["status"] == "complete"
            assert crawl["collected"] + crawl["rejected"] == len(listed)


@pytest.mark.parametrize("source", families())
def test_every_field_of_a_family_is_read_or_known(answers: dict, source: str) -> None:
    assert {crawl["unread_fields"] for crawl in answers[source, MARKET.days[0]].crawls.values()} == {"{}"}


@pytest.mark.parametrize("source", families())
def test_what_is_stated_arrives(answers: dict, source: str) -> None:
    day = MARKET.days[0]
    facts = {p.posting_id: p for board in _boards(source) for p in MARKET.listing(source, board, day) if not p.flaw}
    for posting in answers[source, day].postings:
        stated = facts[posting["posting_id"]]
        assert posting["title"] == stated.title.strip()
        assert posting["employer"] == f"{stated.board} Ltd"
        assert all(place in posting["location"] for place in stated.places)
        assert posting["employment_type"].lower()[:4] == stated.employment.lower()[:4]
        assert posting["posted_at"]
        assert posting["department"] == stated.department
        assert (posting["pay"] is not None) == (stated.pay is not None) or source == "greenhouse"
