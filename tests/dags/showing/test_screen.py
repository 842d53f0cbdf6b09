"""Tables on screens of any width."""

from io import StringIO

import polars as pl
import pytest
from rich.console import Console

from dags.showing import screen

ROWS = pl.DataFrame(
    {"role": ["social_media_specialist"], "open_30_share": [0.123], "n": [1_234_567], "why": ["a b " * 30]}
)


def drawn(width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(screen, "OUT", Console(file=StringIO(), width=width, highlight=False))
    screen.table(ROWS)
    return screen.OUT.file.getvalue()


def test_a_wide_screen_has_all_columns_under_headings_of_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(200, monkeypatch).split()[:4] == ["role", "open_30_share", "n", "why"]


def test_on_a_narrow_one_headings_are_parted_and_sentences_wrap(monkeypatch: pytest.MonkeyPatch) -> None:
    found = drawn(70, monkeypatch)
    assert "open_30_share" not in found
    assert "social_media_specialist  0.123  1,234,567  a b" in found


def test_a_column_without_room_is_named_and_no_number_is_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    found = " ".join(drawn(45, monkeypatch).split())
    assert "social_media_specialist 0.123 1,234,567" in found
    assert "No room for why: widen the window." in found


def test_one_column_is_shown_however_narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No room for open_30_share, n, why" in " ".join(drawn(12, monkeypatch).split())
