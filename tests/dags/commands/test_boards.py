"""`helpwanted boards`, against a sandbox that answers for today."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dags.collecting.crawling import today
from dags.commands.boards_command import app
from spiders.panel import COLUMNS, PanelRow, read_panel
from spiders.sandbox.facts import BoardFacts
from spiders.sandbox.market import DEFAULT_SEED, Market
from spiders.sandbox.server import running
from tests.dags.conftest import Run

HEADER = ",".join(COLUMNS) + "\n"


FIRST_DAY, DAYS = today() - timedelta(days=1), 3


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    with running(FIRST_DAY, DAYS) as url:
        yield url


@pytest.fixture(scope="module")
def board() -> BoardFacts:
    """A board that answers today; which ones fail differs from day to day."""
    market = Market(DEFAULT_SEED, FIRST_DAY, DAYS)
    boards = (board for board in market.boards() if board.source == "greenhouse" and board.added_on <= today())
    return next(board for board in boards if market.failure("greenhouse", board.board, today()) is None)


@pytest.fixture
def panel(tmp_path: Path) -> Path:
    """A user's own panel."""
    path = tmp_path / "panel.csv"
    path.write_text(
        HEADER
        + "ashby,pebble,Pebble Toys,DE,retail,2026-01-01,,\n"
        + "lever,quillfeather,Quillfeather Games,GB,games,2026-01-01,2026-02-01,gone\n"
    )
    return path


def test_every_command_explains_itself() -> None:
    for name in ("list", "check", "add"):
        assert CliRunner().invoke(app, [name, "--help"]).exit_code == 0


# list ----------------------------------------------------------------------------------------------------------------


def test_the_panel_is_listed_with_its_counts(helpwanted: Run, panel: Path) -> None:
    done = helpwanted("boards", "list", "--panel", panel)
    assert done.code == 0
    assert [word in done.out for word in ("Pebble Toys", "Quillfeather Games", "2026-02-01")] == [True] * 3
    assert done.out.splitlines()[-1] == "ashby 1, lever 1, in all 2"


@pytest.mark.parametrize(
    "only", [("--source", "lever"), ("--sector", "games"), ("--country", "GB", "--country", "FR")], ids=" ".join
)
def test_programs_read_the_boards_they_ask_for(helpwanted: Run, panel: Path, only: tuple[str, ...]) -> None:
    done = helpwanted("boards", "list", "--format", "json", *only, HELPWANTED_PANEL=str(panel))
    assert [json.loads(line)["board"] for line in done.out.splitlines()] == ["quillfeather"]


@pytest.mark.parametrize(
    ("only", "says"),
    [
        (("--source", "nonsense"), "unknown source 'nonsense'; use one of adzuna"),
        (("--sector", "nonsense"), "unknown sector 'nonsense'; use one of agency"),
        (("--country", "UK"), "'UK' is no country; use an ISO code such as GB"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_no_panel_could_name_is_refused(helpwanted: Run, panel: Path, only: tuple[str, ...], says: str) -> None:
    done = helpwanted("boards", "list", "--panel", panel, *only)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert says in done.err


def test_the_shipped_panel_is_listed_where_no_other_is_named(helpwanted: Run) -> None:
    done = helpwanted("boards", "list", "--format", "csv")
    assert len(done.out.splitlines()) == len(read_panel()) + 1


# check ---------------------------------------------------------------------------------------------------------------


def test_a_board_is_told_in_one_line_and_nothing_is_kept(
    helpwanted: Run, data: Path, sandbox: str, board: BoardFacts
) -> None:
    done = helpwanted("boards", "check", f"greenhouse/{board.board}", HELPWANTED_SANDBOX=sandbox)
    (line,) = done.out.splitlines()
    assert done.code == 0
    assert line.startswith(f"greenhouse/{board.board} ({board.employer}): complete, the source's own total: ")
    assert "of them social media by title" in line
    assert line.endswith(f"in the panel since {board.added_on}")
    assert not data.exists()


def test_a_board_that_does_not_answer_says_why_beside_those_that_do(
    helpwanted: Run, sandbox: str, board: BoardFacts
) -> None:
    names = ("https://jobs.lever.co/nobody", f"https://job-boards.greenhouse.io/{board.board}")
    done = helpwanted("boards", "check", *names, "--format", "json", HELPWANTED_SANDBOX=sandbox)
    nobody, somebody = (json.loads(line) for line in done.out.splitlines())
    assert done.code == 1
    assert (nobody["source"], nobody["status"], nobody["why"]) == ("lever", "failed", "HTTP 404")
    assert (somebody["status"], somebody["collected"] > 0) == ("complete", True)


def test_what_is_no_board_is_one_line_that_names_the_sources(helpwanted: Run) -> None:
    done = helpwanted("boards", "check", "https://acme.example/careers")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "neither SOURCE/BOARD nor a careers page that a family knows; sources are a" in done.err


def test_real_boards_are_not_checked_by_somebody_nobody_could_reach(helpwanted: Run) -> None:
    done = helpwanted("boards", "check", "lever/acme")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "set HELPWANTED_CONTACT" in done.err


# add -----------------------------------------------------------------------------------------------------------------


def test_a_board_that_answers_goes_into_the_panel_from_today(
    helpwanted: Run, panel: Path, sandbox: str, board: BoardFacts
) -> None:
    url = f"https://job-boards.greenhouse.io/{board.board}"
    facts = ("--employer", "Acme, Inc.", "--country", "GB", "--sector", "games", "--note", "asked for by a reader")
    done = helpwanted("boards", "add", url, *facts, "--panel", panel, HELPWANTED_SANDBOX=sandbox)
    assert done.code == 0, done.err
    before, row, after = read_panel(panel)
    note = "chosen; asked for by a reader"
    assert row == PanelRow("greenhouse", board.board, "Acme, Inc.", "GB", "games", today(), None, note)
    assert [before.board, after.note] == ["pebble", "gone"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("lever/nobody", "--employer", "Nobody"), 1, "failed, HTTP 404; not in the panel: nothing was written"),
        (("ashby/pebble", "--employer", "Pebble Toys"), 2, "ashby/pebble stands in the panel already"),
        (("lever/x", "--employer", "X", "--sector", "toys"), 2, "unknown sector 'toys'; use one of agency"),
        (("lever/x", "--employer", "X", "--country", "UK"), 2, "'UK' is no country; use an ISO code such as GB"),
        (("lever/x", "--employer", "PEBBLE TOYS"), 2, "give one employer one name"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_board_that_cannot_go_in_leaves_the_panel_as_it_was(
    helpwanted: Run, panel: Path, sandbox: str, arguments: tuple[str, ...], code: int, says: str
) -> None:
    before = panel.read_bytes()
    done = helpwanted("boards", "add", *arguments, "--panel", panel, HELPWANTED_SANDBOX=sandbox)
    assert (done.code, done.err.count("\n")) == (code, 1)
    assert says in done.err
    assert panel.read_bytes() == before


def test_a_panel_that_is_not_there_is_begun_by_its_first_board(
    helpwanted: Run, tmp_path: Path, sandbox: str, board: BoardFacts
) -> None:
    file, name = tmp_path / "mine.csv", f"greenhouse/{board.board}"
    done = helpwanted("boards", "add", name, "--employer", "Acme", "--panel", file, HELPWANTED_SANDBOX=sandbox)
    assert done.code == 0, done.err
    assert [row.board for row in read_panel(file)] == [board.board]


def test_a_board_that_does_not_answer_begins_no_panel(helpwanted: Run, tmp_path: Path, sandbox: str) -> None:
    file = tmp_path / "mine.csv"
    asked = ("boards", "add", "lever/nobody", "--employer", "Nobody", "--panel", file)
    assert helpwanted(*asked, HELPWANTED_SANDBOX=sandbox).code == 1
    assert not file.exists()


def test_an_invented_board_stays_out_of_the_shipped_panel(helpwanted: Run, sandbox: str, board: BoardFacts) -> None:
    done = helpwanted("boards", "add", f"greenhouse/{board.board}", "--employer", "Acme", HELPWANTED_SANDBOX=sandbox)
    assert (done.code, "name a file with --panel" in done.err) == (2, True)
