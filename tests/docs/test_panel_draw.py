"""The draw, on a list of our own making; and the panel's own, where the public lists are at hand."""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from docs.panel_draw import OF_KNOWN_SIZE, OF_UNKNOWN_SIZE, Drawn, draw, frame, main
from spiders.families import families
from spiders.panel import read_panel

REAL = Path(__file__).parents[3] / "shared/realdata"


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A folder with a list of careers pages and a list of tokens."""
    pages = ["job-boards.greenhouse.io/acme", "jobs.lever.co/Beta", "jobs.lever.co/beta", "elsewhere.example/gamma"]
    rows = "".join(f"Whoever,https://{page}\n" for page in pages)
    (tmp_path / "companies.csv").write_text(f"name,url\n{rows}")
    (tmp_path / "ashby_companies.json").write_text(json.dumps(["delta"]))
    return tmp_path


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """A snapshot in which one board has 12 postings, one of them twice, and another one."""
    path = tmp_path / "snapshot.parquet"
    postings = [("acme", str(number)) for number in [*range(12), 0]] + [("epsilon", "x")]
    pl.DataFrame(postings, ["company", "posting_id"], orient="row").write_parquet(path)
    return path


def test_what_is_drawn_says_how_many_postings_it_had(
    lists: Path, snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(lists), "--sizes", f"greenhouse={snapshot}"])
    assert capsys.readouterr().out.splitlines() == [
        "source,board,note",
        "ashby,delta,drawn: size not known",
        "greenhouse,epsilon,drawn: 1-9",
        "greenhouse,acme,drawn: 10-49",
        "lever,Beta,drawn: size not known",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere",), "there is no folder nowhere"),
        ((".", "--sizes", "greenhouse=missing.parquet"), "is not SOURCE=FILE with a file that is there"),
        ((".", "--sizes", "greenhouse"), "is not SOURCE=FILE with a file that is there"),
    ],
)
def test_lists_and_snapshots_that_are_not_there_are_told(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    assert (ended.value.code, says in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize(
    "token", ["12345", "acme-test", "demo", "sandbox2", "acmeinternal", "acme labs", "acme%20labs"]
)
def test_tokens_that_name_nobody_are_left_out(tmp_path: Path, token: str) -> None:
    (tmp_path / "lever.json").write_text(json.dumps([token, "latest-contest", "international-demos"]))
    assert {drawn.board for drawn in frame(tmp_path, {})} == {"latest-contest", "international-demos"}


def test_each_stratum_of_each_family_gives_as_many() -> None:
    boards = [Drawn("lever", f"a{number}", 5) for number in range(40)]
    boards += [Drawn("lever", f"b{number}") for number in range(40)]
    assert Counter(board.stratum for board in draw(boards)) == {"1-9": OF_KNOWN_SIZE, "size not known": OF_UNKNOWN_SIZE}


def test_a_longer_list_only_displaces_whom_it_ranks_behind() -> None:
    boards = [Drawn("lever", f"a{number}") for number in range(100)]
    before, after = set(draw(boards)), set(draw([*reversed(boards), *(Drawn("lever", f"b{n}") for n in range(100))]))
    came = after - before
    assert len(after) == len(before) == OF_UNKNOWN_SIZE
    assert all(new.rank < gone.rank for new in came for gone in before - after)
    assert all(board.board.startswith("b") for board in came)


@pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/realdata, which is not part of the project")
def test_the_panel_holds_exactly_what_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    snapshots = {"greenhouse": "greenhouse_3131_boards_2026_01", "ashby": "ashby_boards_2025_10"}
    sizes = [f"--sizes={source}={REAL / name}.parquet" for source, name in snapshots.items()]
    main([str(REAL / "ats/_board_tokens"), *sizes])
    drawn = {(row["source"], row["board"], row["note"]) for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    notes = {(row.source, row.board, (row.note or "").partition(";")[0]) for row in read_panel()}
    assert {row for row in notes if row[2].startswith("drawn")} == drawn
    assert {source for source, _, _ in drawn} <= set(families())
