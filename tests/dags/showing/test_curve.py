import itertools

import polars as pl

from dags.showing.curve import CHOICES, LABEL, curve


def ways(shares: dict[str, float | None]) -> pl.DataFrame:
    """Every way to ask, its share and interval by definition."""
    rows = [dict(zip(CHOICES, values, strict=True)) for values in itertools.product(*CHOICES.values())]
    for row in rows:
        share = shares[row["definition"]]
        ends = {"low": None, "high": None} if share is None else {"low": share - 0.1, "high": share + 0.1}
        row |= {"share": share, **ends, "verdict": "undetermined"}
    return pl.DataFrame(rows)


def drawn(width: int, **shares: float | None) -> dict[str, str]:
    """What stands right of each label."""
    lines = [line.plain for line in curve(ways(shares), width)]
    return {line[:LABEL].strip(): line[LABEL:] for line in lines if line.strip()}


FIVE = {"D1": 0.25, "D2": 0.5, "D3": 0.75, "D4": 0.0, "D5": 1.0}


def test_ways_to_ask_are_sorted_by_their_share() -> None:
    lines = drawn(LABEL + 5, **FIVE)
    dots = {label: lines[label].index("●") for label in ("0%", "25%", "50%", "75%", "100%")}
    assert list(dots.values()) == [0, 1, 2, 3, 4]


def test_below_stands_which_choice_each_column_makes() -> None:
    lines = drawn(LABEL + 5, **FIVE)
    assert [lines[name] for name in ("D4", "D1", "D2")] == ["█    ", " █   ", "  █  "]
    assert lines["stock"] == lines["inflow"] == "▒▒▒▒▒"


def test_one_half_is_drawn_where_nothing_else_is() -> None:
    assert drawn(LABEL + 5, **FIVE)["50%"] == "╌╌●╌╌"


def test_no_line_is_wider_than_the_terminal() -> None:
    for width in (40, 80, 120, 500):
        assert max(len(line.plain) for line in curve(ways(FIVE), width)) <= width


def test_ways_without_a_posting_are_left_out() -> None:
    assert drawn(LABEL + 4, **FIVE | {"D5": None})["D5"] == "    "


def test_nothing_at_all_is_drawn_of_nothing() -> None:
    assert "●" not in "".join(drawn(80, **dict.fromkeys(FIVE)).values())
