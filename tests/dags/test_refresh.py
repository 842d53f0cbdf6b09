"""The command `refresh`, against a market on loopback that can be told what to answer."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dags import steps
from dags.crawling import Internet, crawl
from expectations.tables import TABLES
from spiders.panel import read_sandbox_panel
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.market import DEFAULT_SEED
from tests.dags.conftest import Run
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
    boards = [board for board in read_sandbox_panel(sandbox) if board.is_asked_on(DAY)]
    crawl(Store(str(data)), Internet(sandbox), dict.fromkeys(BEFORE, boards))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HELPWANTED_DATA", str(data))
        steps.rebuild()
    return data


@pytest.fixture
def refresh(helpwanted: Run, data: Path, history: Path, sandbox: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Refreshes the last day: arguments of the command, and what the market is told."""
    shutil.copytree(history, data)

    def run(*arguments: str, **told: object):  # type: ignore[no-untyped-def]  # as the command does
        monkeypatch.setattr(MARKET, "told", Told(**told))
        return helpwanted("refresh", "--day", DAY, *arguments, HELPWANTED_SANDBOX=sandbox)

    return run


def rows(data: Path, table: str) -> pl.DataFrame:
    return Store(str(data)).scan(TABLES[table]).collect()


def of_board(data: Path, table: str, board: tuple[str, str], *, is_it: bool) -> pl.DataFrame:
    """A table's rows of one board, or of all others."""
    is_board = (pl.col("source") == board[0]) & (pl.col("board") == board[1])
    return rows(data, table).filter(is_board if is_it else ~is_board)


def files(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in sorted((data / "tables").rglob("*.parquet"))}


def test_a_board_that_never_answers_is_chronic_said_so_and_asked_all_the_same(
    helpwanted: Run, refresh: Run, data: Path
) -> None:
    assert refresh().code == 0
    state = of_board(data, "boards", MARKET.sick, is_it=True).sort("day")
    assert state["is_chronic"].to_list() == [failures >= 5 for failures in state["failures"]]
    assert state["is_chronic"].to_list()[-1]
    assert of_board(data, "traffic", MARKET.sick, is_it=True)["requests"].to_list() == [1] * len(MARKET.days)
    shown = helpwanted("show", "crawls").out
    assert "1 of them not seen whole" in shown
    (line,) = [line for line in shown.splitlines() if MARKET.sick[1] in line]
    assert line.split()[2:] == ["blocked", "HTTP", "403", "–", str(len(MARKET.days)), "True"]


def test_boards_that_fail_all_together_are_no_failure_of_the_command(refresh: Run, data: Path) -> None:
    done = refresh(fault="forbidden")
    assert done.code == 0, done.err
    asked = len(rows(data, "crawls").filter(day=DAY))
    assert f"{asked} boards asked, {asked} of them not seen whole" in done.out
    assert rows(data, "lifecycle").filter(day=DAY, status="closed").is_empty()


def test_only_what_the_gate_refuses_makes_the_command_fail_and_the_days_before_stay_live(
    refresh: Run, data: Path, history: Path
) -> None:
    done = refresh(shown=0.3)
    assert done.code == 1
    assert f"sightings day={DAY}/greenhouse: volume_floor fails" in done.err
    assert {name: content for name, content in files(data).items() if "verdicts" not in name} == {
        name: content for name, content in files(history).items() if "verdicts" not in name
    }


def test_a_crawl_of_one_board_again_leaves_every_row_of_the_others_as_it_was(refresh: Run, data: Path) -> None:
    assert refresh().code == 0
    board = next((board.source, board.board) for board in MARKET.boards() if board.source == "ashby")
    before, old = {table: of_board(data, table, board, is_it=False) for table in BY_BOARD}, files(data)
    sighted = of_board(data, "sightings", board, is_it=True)
    assert refresh("--source", board[0], "--board", board[1], edited={board}).code == 0
    for table, rows_before in before.items():
        assert of_board(data, table, board, is_it=False).equals(rows_before), table
    assert not of_board(data, "sightings", board, is_it=True).equals(sighted)
    changed = {name for name, content in files(data).items() if old.get(name) != content}
    assert all(f"day={DAY}" in name or "month=" in name for name in changed)
    assert not [name for name in changed if name.endswith(("/greenhouse.parquet", "/lever.parquet"))]


def test_a_crawl_of_one_source_again_and_the_reducer_after_it_leave_the_other_sources_files_as_they_were(
    refresh: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refresh().code == 0
    old = files(data)
    monkeypatch.setattr(MARKET, "told", Told(edited={(board.source, board.board) for board in MARKET.boards()}))
    steps.crawl(DAY, "ashby")
    steps.reduce(DAY)
    steps.count(DAY)
    changed = {name for name, content in files(data).items() if old.get(name) != content}
    assert f"tables/sightings/day={DAY}/ashby.parquet" in changed
    assert not [name for name in changed if name.endswith(("/greenhouse.parquet", "/lever.parquet"))]


def test_a_whole_day_again_in_which_nothing_changed_costs_next_to_nothing_and_changes_no_table(
    refresh: Run, data: Path
) -> None:
    assert refresh().code == 0
    old = files(data)
    assert refresh().code == 0
    costs = rows(data, "traffic")
    first, again = (costs.filter(day=day, attempt=n)["bytes"].sum() for day, n in ((BEFORE[0], 1), (DAY, 2)))
    assert again < 0.05 * first
    assert {name for name, content in files(data).items() if old.get(name) != content} == {
        f"tables/traffic/day={DAY}/{source}.parquet" for source in ("ashby", "greenhouse", "lever")
    }
