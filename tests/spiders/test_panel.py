import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.families import families
from spiders.panel import (
    COLUMNS,
    PANEL,
    PanelError,
    PanelRow,
    added,
    panel_text,
    parse_panel,
    read_panel,
    select,
    write_panel,
)
from spiders.sectors import SECTORS

HEADER = ",".join(COLUMNS) + "\n"
GOOD = "lever,acme,Acme,GB,toys,2026-01-05,,\n"


def test_the_projects_own_panel_is_sound_and_has_boards_of_every_family_with_public_lists() -> None:
    asked = {name for name, spider in families().items() if not spider.card.disabled_because}
    sources = [row.source for row in read_panel()]
    assert {"ashby", "greenhouse", "lever"} <= set(sources) <= asked
    assert 300 <= len(sources) <= 600


def test_sectors_of_the_projects_own_panel_are_those_of_the_vocabulary() -> None:
    assert {row.sector for row in read_panel()} - {None} == set(SECTORS)


def test_the_projects_own_panel_says_of_every_board_how_it_came_in() -> None:
    how = re.compile(r"(chosen|whole|drawn: (\d+-\d+|\d+\+|size not known))(; .+)?")
    assert [row.board for row in read_panel() if not how.fullmatch(row.note or "")] == []


def test_the_projects_own_panel_lies_as_it_would_be_written() -> None:
    assert PANEL.read_text("utf-8") == panel_text(read_panel())


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("myspace,acme,Acme,GB,toys,2026-01-05,,", "unknown source 'myspace'; use one of a"),
        ("lever,,Acme,GB,toys,2026-01-05,,", "no board; fill it in"),
        ("lever,acme,,GB,toys,2026-01-05,,", "no employer; fill it in"),
        ("lever,acme\tX: 1,Acme,GB,toys,2026-01-05,,", "board is 'acme\\tX: 1'; leave out what cannot be seen"),
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


def test_boards_are_known_from_the_day_they_are_added_and_asked_until_they_retire() -> None:
    panel = parse_panel(HEADER + "lever,acme,Acme,,,2026-01-05,2026-02-01,closed shop\n", "my.csv")
    days = [date(2026, 1, 4), date(2026, 1, 5), date(2026, 1, 31), date(2026, 2, 1)]
    assert [len(select(panel, day)) for day in days] == [0, 1, 1, 1]
    assert [panel[0].has_left_by(day) for day in days] == [False, False, False, True]


def test_some_sources_or_boards_can_be_selected() -> None:
    panel = parse_panel(HEADER + GOOD + "ashby,zeta,Zeta,,,2026-01-05,,\n", "my.csv")
    day = date(2026, 1, 5)
    assert [row.board for row in select(panel, day, sources=["ashby"])] == ["zeta"]
    assert [row.board for row in select(panel, day, boards=["acme"])] == ["acme"]
    assert select(panel, day, sources=["ashby"], boards=["acme"]) == []


def test_one_employer_has_one_name_however_many_boards() -> None:
    with pytest.raises(
        PanelError, match=r"my\.csv:3: employer is 'ACME', elsewhere 'Acme'; give one employer one name"
    ):
        parse_panel(HEADER + GOOD + "ashby,acme,ACME,,,2026-01-05,,\n", "my.csv")


def test_a_board_is_the_same_in_capitals() -> None:
    with pytest.raises(PanelError, match="lever/ACME stands in the panel already"):
        parse_panel(HEADER + GOOD + "lever,ACME,Acme,,,2026-01-05,,\n", "my.csv")


NEW = {"source": "lever", "board": "zeta", "employer": "Zeta", "added_on": "2026-02-01"}


def test_a_row_is_added_by_its_columns_and_the_rest_is_not_known() -> None:
    *_, row = added(parse_panel(HEADER + GOOD, "my.csv"), NEW)
    assert row == PanelRow("lever", "zeta", "Zeta", None, None, date(2026, 2, 1), None, None)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"board": "acme", "employer": "Acme"}, "lever/acme stands in the panel already"),
        ({"employer": "acme"}, "elsewhere 'Acme'"),
        ({"sector": "toys"}, "unknown sector 'toys'; use one of agency, consumer goods"),
        ({"country": "Britain"}, "use an ISO code"),
        ({"source": "myspace"}, "unknown source 'myspace'"),
    ],
    ids=str,
)
def test_a_row_that_does_not_go_with_the_panel_is_refused_in_one_line(change: dict[str, str], says: str) -> None:
    with pytest.raises(PanelError) as refused:
        added(parse_panel(HEADER + GOOD, "my.csv"), {**NEW, **change})
    (line,) = str(refused.value).splitlines()
    assert says in line


def test_a_panel_is_written_in_order_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    rows = parse_panel(
        HEADER + "lever,Zeta,Zeta,,,2026-01-05,,\n" + GOOD + "ashby,beta,Beta,,,2026-01-05,,\n", "my.csv"
    )
    write_panel(rows, path)
    assert [(row.source, row.board) for row in read_panel(path)] == [
        ("ashby", "beta"),
        ("lever", "acme"),
        ("lever", "Zeta"),
    ]
    assert list(tmp_path.iterdir()) == [path]


NAMES = (
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool)
)


@given(board=NAMES, employer=NAMES, note=NAMES | st.none(), retired_on=st.dates() | st.none())
def test_what_is_written_is_read_again(board: str, employer: str, note: str | None, retired_on: date | None) -> None:
    row = PanelRow("lever", board, employer, "GB", "agency", date(2026, 1, 5), retired_on, note)
    assert parse_panel(panel_text([row]), "my.csv") == [row]
