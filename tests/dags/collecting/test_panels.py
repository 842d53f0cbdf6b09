from datetime import date
from pathlib import Path

import pytest

from dags.collecting.crawling import Internet
from dags.collecting.panels import Choice, asked_boards
from spiders.panel import COLUMNS, PanelError

DAY = date(2026, 6, 30)
HEAD = ",".join(COLUMNS)
BOARDS = (("ashby", "a"), ("ashby", "b"), ("lever", "b"), ("lever", "c"), ("lever", "d"))


@pytest.fixture
def panel(tmp_path: Path) -> str:
    rows = [f"{source},{board},{source} {board},US,,2026-01-01,," for source, board in BOARDS]
    (tmp_path / "panel.csv").write_text("\n".join([HEAD, *rows, ""]))
    return str(tmp_path / "panel.csv")


def asked(**choice: object) -> dict[str, str]:
    """Source → its boards, as one word."""
    found = asked_boards(Internet(), DAY, Choice(**choice))
    return {source: "".join(row.board for row in rows) for source, rows in found.items()}


def test_everything_is_asked_where_nothing_is_said(panel: str) -> None:
    assert asked(panel=panel) == {"ashby": "ab", "lever": "bcd"}


def test_boards_of_several_sources_can_be_named_and_each_source_asks_its_own(panel: str) -> None:
    assert asked(panel=panel, boards=["a", "b"]) == {"ashby": "ab", "lever": "b"}
    lever = Choice(panel=panel, boards=["a", "b"]).of("lever")
    assert list(asked_boards(Internet(), DAY, lever)) == ["lever"]


def test_a_limit_is_one_for_each_source(panel: str) -> None:
    assert asked(panel=panel, limit=1) == {"ashby": "a", "lever": "b"}


@pytest.mark.parametrize(
    ("choice", "missing"),
    [
        ({"sources": ["workday"]}, "workday"),
        ({"boards": ["z"]}, "z"),
        ({"sources": ["ashby"], "boards": ["c"]}, "such"),
    ],
)
def test_what_the_panel_does_not_have_is_said(panel: str, choice: dict[str, list[str]], missing: str) -> None:
    with pytest.raises(PanelError, match=f"the panel has no {missing}"):
        asked(panel=panel, **choice)
