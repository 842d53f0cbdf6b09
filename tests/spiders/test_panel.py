from datetime import date
from pathlib import Path

import pytest

from spiders.families import families
from spiders.panel import COLUMNS, PanelError, parse_panel, read_panel, select

HEADER = ",".join(COLUMNS) + "\n"
GOOD = "lever,acme,Acme,GB,toys,2026-01-05,,\n"


def test_the_projects_own_panel_is_sound_and_covers_every_family() -> None:
    panel = read_panel()
    assert {row.source for row in panel} == set(families())
    assert len({row.sector for row in panel}) >= 10


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("myspace,acme,Acme,GB,toys,2026-01-05,,", "unknown source 'myspace'; use one of ashby, greenhouse, lever"),
        ("lever,,Acme,GB,toys,2026-01-05,,", "no board; fill it in"),
        ("lever,acme,,GB,toys,2026-01-05,,", "no employer; fill it in"),
        ("lever,acme,Acme,Britain,toys,2026-01-05,,", "use an ISO code"),
        ("lever,acme,Acme,GB,toys,5 Jan,,", "added_on is '5 Jan'; use YYYY-MM-DD"),
        ("lever,acme,Acme,GB,toys,2026-01-05,soon,", "retired_on is 'soon'; use YYYY-MM-DD"),
        ("lever,acme,Acme", "not 8 columns"),
        ("lever,acme,Acme, Inc.,GB,toys,2026-01-05,,", "not 8 columns; quote values that hold a comma"),
    ],
)
def test_a_bad_row_is_one_line_that_says_where_what_and_what_to_do(row: str, says: str) -> None:
    with pytest.raises(PanelError) as refused:
        parse_panel(HEADER + "lever,other,Other,,,2026-01-05,,\n" + row + "\n", "my.csv")
    (line,) = str(refused.value).splitlines()
    assert line.startswith("my.csv:3: ")
    assert says in line


def test_all_bad_rows_are_named_at_once() -> None:
    with pytest.raises(PanelError) as refused:
        parse_panel(HEADER + GOOD + GOOD + "lever,,,,,,,\n", "my.csv")
    assert [line.split(":")[1] for line in str(refused.value).splitlines()] == ["3", "4"]


def test_another_header_or_no_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PanelError, match=r"my\.csv:1: the header is a,b; make it source,board"):
        parse_panel("a,b\n", "my.csv")
    with pytest.raises(PanelError, match="cannot be read"):
        read_panel(tmp_path / "none.csv")


def test_a_spreadsheets_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(HEADER + GOOD, encoding="utf-8-sig")
    assert read_panel(path)[0].board == "acme"


def test_boards_are_asked_from_the_day_they_are_added_until_they_retire() -> None:
    panel = parse_panel(HEADER + "lever,acme,Acme,,,2026-01-05,2026-02-01,closed shop\n", "my.csv")
    days = [date(2026, 1, 4), date(2026, 1, 5), date(2026, 1, 31), date(2026, 2, 1)]
    assert [len(select(panel, day)) for day in days] == [0, 1, 1, 0]


def test_some_sources_or_boards_can_be_selected() -> None:
    panel = parse_panel(HEADER + GOOD + "ashby,zeta,Zeta,,,2026-01-05,,\n", "my.csv")
    day = date(2026, 1, 5)
    assert [row.board for row in select(panel, day, sources=["ashby"])] == ["zeta"]
    assert [row.board for row in select(panel, day, boards=["acme"])] == ["acme"]
    assert select(panel, day, sources=["ashby"], boards=["acme"]) == []
