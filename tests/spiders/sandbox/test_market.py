from collections import Counter, defaultdict
from datetime import date
from itertools import combinations

import polars as pl
import pytest

from expectations.contracts import RUNGS, TWELVE_ROLES
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.faults import FAULTS
from spiders.sandbox.market import DEFAULT_SEED, SOURCES, TRUTH, Market

FIRST_DAY = date(2026, 1, 5)


@pytest.fixture(scope="module")
def market() -> Market:
    return Market(DEFAULT_SEED, FIRST_DAY, 183)


@pytest.fixture(scope="module")
def truth(market: Market) -> pl.DataFrame:
    return market.truth()


def _unflawed(market: Market, day: date) -> list[PostingFacts]:
    listings = (market.listing(board.source, board.board, day) for board in market.boards())
    return [posting for listing in listings for posting in listing if posting.flaw is None]


def _listed(market: Market, day: date) -> set[tuple[str, str, str]]:
    return {posting.key[:3] for posting in _unflawed(market, day)}


def test_a_market_is_repeatable(market: Market, truth: pl.DataFrame) -> None:
    again = Market(DEFAULT_SEED, FIRST_DAY, 183)
    board = market.boards()[3]
    assert truth.equals(again.truth())
    assert market.listing(board.source, board.board, market.days[90]) == again.listing(
        board.source, board.board, market.days[90]
    )
    assert not truth.equals(Market(DEFAULT_SEED + 1, FIRST_DAY, 183).truth())


def test_a_longer_market_has_the_same_past(market: Market) -> None:
    shorter = Market(DEFAULT_SEED, FIRST_DAY, 40)
    assert shorter.boards() == market.boards()
    for day in (shorter.days[0], shorter.days[20], shorter.days[-1]):
        assert _listed(shorter, day) == _listed(market, day)
        for board in market.boards():
            asked = (board.source, board.board, day)
            assert shorter.failure(*asked) == market.failure(*asked)


def test_the_truth_is_what_the_boards_list(market: Market, truth: pl.DataFrame) -> None:
    for day in (market.days[0], market.days[77], market.days[-1]):
        is_open = truth.filter((pl.col("opened_on") <= day) & (pl.col("closed_on") > day))
        assert set(is_open.select("source", "board", "posting_id").iter_rows()) == _listed(market, day)


def test_the_truth_keeps_its_schema(truth: pl.DataFrame) -> None:
    assert truth.schema == TRUTH
    assert truth.select("source", "board", "posting_id", "spell").is_unique().all()
    assert (truth["opened_on"] < truth["closed_on"]).all()
    assert set(truth["role"]) | set(truth["role_after"]) == {*TWELVE_ROLES, "none"}
    assert set(truth["rung"]) <= set(RUNGS)


def test_the_market_has_a_plausible_size(market: Market, truth: pl.DataFrame) -> None:
    assert 35 <= len(market.boards()) <= 45
    assert {board.source for board in market.boards()} == set(SOURCES)
    for day in market.days[::30]:
        is_open = truth.filter((pl.col("opened_on") <= day) & (pl.col("closed_on") > day))
        social = is_open.filter(pl.col("role") != "none")
        assert 850 <= is_open.height <= 1300
        assert social["employer"].n_unique() >= 25
        assert set(social["role"]) >= set(TWELVE_ROLES) - {
            "brand_persona",
            "social_customer_care",
            "social_media_analyst",
        }


def test_employers_are_heavy_tailed(truth: pl.DataFrame) -> None:
    sizes = truth.group_by("employer").len()["len"].sort(descending=True)
    assert sizes.head(4).sum() > 0.35 * sizes.sum()


def test_a_vacancy_can_stand_on_two_boards_and_be_reposted(truth: pl.DataFrame) -> None:
    by_vacancy = (
        truth.filter(pl.col("spell") == 1)
        .group_by("vacancy_id")
        .agg(pl.col("board").len().alias("postings"), pl.col("source").n_unique().alias("sources"))
    )
    assert by_vacancy.filter(pl.col("sources") == 2).height > 100
    assert by_vacancy.filter(pl.col("postings") > pl.col("sources")).height > 50


def test_agencies_copy_vacancies_of_others(truth: pl.DataFrame) -> None:
    employers = truth.group_by("vacancy_id").agg(pl.n_unique("employer"))["employer"]
    assert (employers == 2).sum() > 20
    assert employers.max() == 2


def test_postings_of_a_vacancy_have_one_text_and_requisition_but_not_always_one_place(
    market: Market, truth: pl.DataFrame
) -> None:
    vacancy = dict(truth.select("posting_id", "vacancy_id").iter_rows())
    by_vacancy = defaultdict(list)
    for posting in _unflawed(market, market.days[0]):
        by_vacancy[vacancy[posting.posting_id]].append(posting)
    several = [postings for postings in by_vacancy.values() if len(postings) > 1]
    assert all(len({(each.description, each.requisition) for each in postings}) == 1 for postings in several)
    assert sum(len({each.places for each in postings}) > 1 for postings in several) > 10


def test_other_vacancies_share_a_text_under_another_title_or_requisition(market: Market) -> None:
    by_text = defaultdict(set)
    for posting in _unflawed(market, market.days[0]):
        text = posting.description.partition("<h3>")[0]
        by_text[posting.employer, text].add((posting.title.strip(), posting.requisition))
    pairs = [pair for jobs in by_text.values() for pair in combinations(jobs, 2)]
    assert sum(one[0] != other[0] and one[1] != other[1] for one, other in pairs) > 100
    assert sum(one[0] == other[0] and one[1] != other[1] for one, other in pairs) > 20


def test_some_postings_return_within_thirty_days(truth: pl.DataFrame) -> None:
    key = ["source", "board", "posting_id"]
    spells = truth.filter(pl.col("spell") == 1).join(truth.filter(pl.col("spell") == 2), on=key, suffix="_again")
    gaps = (spells["opened_on_again"] - spells["closed_on"]).dt.total_days()
    assert gaps.len() > 50
    assert gaps.is_between(1, 30).all()


def test_edits_change_titles_places_and_sometimes_the_role(truth: pl.DataFrame) -> None:
    edited = truth.filter(pl.col("edited_on").is_not_null())
    assert 0.08 < edited.height / truth.height < 0.16
    assert (edited["country"] != edited["country_after"]).any()
    assert (edited["role"] != edited["role_after"]).any()


def test_homonyms_are_no_social_roles(market: Market, truth: pl.DataFrame) -> None:
    lookalikes = {
        (posting.source, posting.board, posting.posting_id)
        for board in market.boards()
        if board.kind == "property"
        for posting in market.listing(board.source, board.board, market.days[0])
        if "Community Manager" in posting.title and not posting.flaw
    }
    roles = {
        key: role
        for *key_parts, role in truth.select("source", "board", "posting_id", "role").iter_rows()
        for key in [tuple(key_parts)]
    }
    assert len(lookalikes) > 5
    assert Counter(roles[key] for key in lookalikes)["none"] > 0.8 * len(lookalikes)


def test_every_kind_of_fault_happens_but_seldom(market: Market) -> None:
    asked = [market.failure(board.source, board.board, day) for board in market.boards() for day in market.days]
    faults = Counter(fault for fault in asked if fault)
    assert set(faults) <= set(FAULTS)
    assert set(faults) >= {"forbidden", "not_found", "rate_limited", "server_error", "time_out", "robots", "collapsed"}
    assert faults.total() < 0.05 * len(asked)


def test_a_board_comes_late_and_another_retires(market: Market) -> None:
    assert any(board.added_on > market.days[0] for board in market.boards())
    assert any(board.retired_on for board in market.boards())


def test_personal_data_and_twice_escaped_entities_stand_in_texts(market: Market) -> None:
    texts = [
        p.description for board in market.boards() for p in market.listing(board.source, board.board, market.days[0])
    ]
    assert any("@example.com" in text for text in texts)
    assert any("&amp;amp;" in text for text in texts)
    assert any("so<b>cial</b>" in text for text in texts)
