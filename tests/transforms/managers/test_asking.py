"""Which boards count as matched."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.transforms.rows import table
from transforms.managers.asking import matched_boards

DAY = date(2026, 3, 31)


def board(name: str, **stated: Any) -> dict[str, Any]:
    return {"day": DAY, "source": "lever", "board": name, "last_complete_on": DAY} | stated


@pytest.mark.parametrize(
    ("now", "is_matched"),
    [
        ({}, True),
        ({"last_complete_on": DAY - timedelta(10)}, True),
        ({"last_complete_on": DAY - timedelta(11)}, False),
        ({"last_complete_on": DAY - timedelta(4), "retired_on": DAY - timedelta(3)}, False),
    ],
)
def test_a_board_is_matched_while_it_is_in_the_panel_and_its_silence_is_bridged(
    now: dict[str, Any], is_matched: bool
) -> None:
    found = matched_boards(table("boards", board("a", **now), board("new")), table("boards", board("a")))
    assert found.collect()["board"].to_list() == ["a"] * is_matched
