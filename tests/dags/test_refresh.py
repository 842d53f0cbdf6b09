"""The command `refresh`, against a market on loopback that can be told what to answer."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dags import steps
from dags.collecting.crawling import Internet, crawl
from expectations.tables import TABLES
from spiders.panel import read_sandbox_panel
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.market import DEFAULT_SEED
from tests.dags.conftest import Done, Run
from tests.markets import WellMarket, answering
from warehouse.store import Store

BY_BOARD = ("boards", "contents", "crawls", "lifecycle", "postings", "rejects", "sightings", "traffic")


@dataclass
class Told:
    """What the market was told for its last day."""

    fault: str | None = None
    shown: float = 1.0
    """Share of its postings that every board with a total lists, and says it has."""
    edited: set[tuple[str, str]] = field(default_factory=set)
    """Boards that list their postings under other titles, and one less."""


class ToldMarket(WellMarket):
    """One board forbids us every day; on the last day all boards do as told."""

    told = Told()

    def failure(self, source: str, board: str, day: date) -> str | None:
        return "forbidden" if (source, board) == self.sick else self.told.fault if day == self.days[-1] else None

    def listing(self, source: str, board: str, day: date) -> list[PostingFacts]:
        listed = super().listing(source, board, day)
        if day < self.days[-1]:
            return listed
        if (source, board) in self.told.edited:
            listed = [replace(posting, title=f"{posting.title} (new)", version=2) for posting in listed[:-1]]
        return listed[: int(len(listed) * self.told.shown)] if source == "greenhouse" else listed

    @property
    def sick(self) -> tuple[str, str]:
        return next((board.source, board.board) for board in self.boards() if board.source == "lever")


MARKET = ToldMarket(DEFAULT_SEED, date(2026, 3, 2), 9, open_at_once=300)
*BEFORE, DAY = MARKET.days


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    with answering(MARKET) as url:
        yield url


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory, sandbox: str) -> Path:
    """A store that holds the days before."""
    data = tmp_path_factory.mktemp("history") / "data"
    boards = [board for board in read_sandbox_panel(sandbox) if board.added_on <= DAY]
    crawl(Store(str(data)), Internet(sandbox), dict.fromkeys(BEFORE, boards))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HELPWANTED_DATA", str(data))
        steps.rebuild()
    return data


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory, history: Path, sandbox: str) -> Path:
    """A store that holds the last day too."""
    data = tmp_path_factory.mktemp("today") / "data"
    shutil.copytree(history, data)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HELPWANTED_DATA", str(data))
        patched.setenv("HELPWANTED_SANDBOX", sandbox)
        steps.crawl_all(DAY)
        steps.rebuild(DAY)
    return data


@pytest.fixture
def refresh(helpwanted: Run, sandbox: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Refreshes the last day: arguments of the command, and what the market is told."""
    monkeypatch.setenv("HELPWANTED_SANDBOX", sandbox)

    def run(*arguments: str, **told: object) -> Done:
        monkeypatch.setattr(MARKET, "told", Told(**told))
        return helpwanted("refresh", "--day", DAY, *arguments)

    return run


def rows(data: Path, table: str) -> pl.DataFrame:
    return Store(str(data)).scan(TABLES[table]).collect()


def of_board(data: Path, table: str, board: tuple[str, str], *, is_it: bool) -> pl.DataFrame:
    """A table's rows of one board, or of all others."""
    is_board = (pl.col("source") == board[0]) & (pl.col("board") == board[1])
    return rows(data, table).filter(is_board if is_it else ~is_board)


def files(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in sorted((data / "tables").rglob("*.parquet"))}


def tables(data: Path) -> dict[str, bytes]:
    """Every file of every table but the verdicts."""
    return {name: content for name, content in files(data).items() if "verdicts" not in name}


def test_boards_that_fail_all_together_are_no_failure_of_the_command_and_the_chronic_one_is_asked_too(
    helpwanted: Run, refresh: Run, data: Path, history: Path
) -> None:
    shutil.copytree(history, data)
    done = refresh(fault="forbidden")
    assert done.code == 0, done.err
    asked = rows(data, "crawls").filter(day=DAY).height
    assert f"{asked} boards asked, {asked} of them not seen whole" in done.out
    assert rows(data, "lifecycle").filter(day=DAY, status="closed").is_empty()

    state = of_board(data, "boards", MARKET.sick, is_it=True).sort("day")
    assert state["is_chronic"].to_list() == [day >= BEFORE[4] for day in MARKET.days]
    assert of_board(data, "traffic", MARKET.sick, is_it=True)["requests"].to_list() == [1] * len(MARKET.days)
    shown = [line.split() for line in helpwanted("show", "crawls").out.splitlines()]
    assert [*MARKET.sick, "blocked", "HTTP", "403", "–", str(len(MARKET.days)), "True"] in shown


def test_mostly_managers_is_answered_first_and_for_programs_row_by_row(
    helpwanted: Run, data: Path, history: Path
) -> None:
    shutil.copytree(history, data)
    card = helpwanted("show", "managers").out
    assert (
        card.index("SYNTHETIC DATA")
        < card.index("ostly managers")
        < card.index("29,721")
        < card.index("Every way to ask")
    )
    rows = [json.loads(line) for line in helpwanted("show", "managers", "--format", "json").out.splitlines()]
    assert len(rows) == 5 * 2**4 * 4
    assert "Exploratory" in helpwanted("show", "shifts").out


def test_only_what_the_gate_refuses_makes_the_command_fail_and_what_was_live_stays_live(
    refresh: Run, data: Path, history: Path
) -> None:
    shutil.copytree(history, data)
    done = refresh(shown=0.3)
    assert done.code == 1
    assert f"sightings day={DAY}/greenhouse: volume_floor fails" in done.err
    assert tables(data) == tables(history)


def test_one_board_again_leaves_every_row_of_the_others_as_it_was(refresh: Run, data: Path, today: Path) -> None:
    shutil.copytree(today, data)
    board = next((board.source, board.board) for board in MARKET.boards() if board.source == "ashby")
    assert refresh("--source", board[0], "--board", board[1], edited={board}).code == 0
    assert not of_board(data, "postings", board, is_it=True).equals(of_board(today, "postings", board, is_it=True))
    for table in BY_BOARD:
        assert of_board(data, table, board, is_it=False).equals(of_board(today, table, board, is_it=False)), table
    before = {
        name: content for name, content in tables(today).items() if f"day={DAY}" not in name and "month" not in name
    }
    assert before.items() <= tables(data).items()


def test_one_source_again_and_the_reducer_after_it_leave_every_row_of_the_others_as_it_was(
    refresh: Run, data: Path, today: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(today, data)
    monkeypatch.setenv("HELPWANTED_DATA", str(data))
    monkeypatch.setattr(MARKET, "told", Told(edited={(board.source, board.board) for board in MARKET.boards()}))
    steps.crawl(DAY, "ashby")
    steps.reduce(DAY)
    is_asked = pl.col("source") == "ashby"
    assert not rows(data, "sightings").filter(is_asked).equals(rows(today, "sightings").filter(is_asked))
    for table in BY_BOARD:
        assert rows(data, table).filter(~is_asked).equals(rows(today, table).filter(~is_asked)), table


def test_a_day_again_in_which_nothing_changed_costs_next_to_nothing_and_changes_nothing(
    refresh: Run, data: Path, today: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(today, data)
    monkeypatch.setenv("HELPWANTED_DATA", str(data))
    steps.crawl_all(DAY)
    steps.reduce(DAY)
    costs = rows(data, "traffic")
    first, again = (costs.filter(day=day, attempt=n)["bytes"].sum() for day, n in ((BEFORE[0], 1), (DAY, 2)))
    assert again < 0.05 * first
    old = tables(today)
    assert {name for name, content in tables(data).items() if old.get(name) != content} == {
        f"tables/traffic/day={DAY}/{source}.parquet" for source in ("ashby", "greenhouse", "lever")
    }
