"""A specification curve for the terminal: every way to ask, sorted by its share, and below which choices made it.

Simonsohn, Simmons and Nelson, Specification curve analysis, Nature Human Behaviour 4, 2020. A terminal is narrower than there are
ways to ask, so a column stands for a few neighbours: the dot for their middle share, the bar for their widest interval.
"""

from collections.abc import Iterator
from math import ceil

import polars as pl
from rich.text import Text

from expectations.tables.managers import CHOICES

NAMES = {"none": "with all", "homonyms": "no homonyms", "ghosts": "no ghosts", "both": "neither"}
"""What is left out, as the curve says it."""
COLOURS = {"supported": "blue", "contradicted": "red", "undetermined": "bright_black"}
SHADES = " ░▒▓█"
KEY = (
    "Sorted by share. A column is a few ways to ask: the dot their middle share, the bar their widest interval; dashed is one "
    "half; the darker the mark below, the more of them make that choice. Blue supported, red contradicted, grey undetermined."
)
STEPS = 20
"""Rows of the plot: five points of percent each."""
LABEL = 13
"""Columns of the labels on the left."""


def curve(answers: pl.DataFrame, width: int) -> Iterator[Text]:
    """The lines of the curve over the rows of `managers` of one month that have a share."""
    ways = answers.drop_nulls("share").sort("share", "definition")
    columns = min(max(width - LABEL, 1), ways.height)
    binned = ways.with_columns(column=pl.int_range(pl.len()) * columns // pl.len())
    yield from _plot(binned)
    yield Text()
    for name, values in CHOICES.items():
        yield from (_mark(binned, name, value) for value in values)


def _plot(binned: pl.DataFrame) -> Iterator[Text]:
    middle = pl.col("share").median()
    columns = binned.group_by("column", maintain_order=True).agg(
        middle, pl.col("low").min(), pl.col("high").max(), pl.col("verdict").mode().sort().first()
    )
    for step in range(STEPS, -1, -1):
        label = f"{100 * step // STEPS:>{LABEL - 2}}% " if step % 5 == 0 else " " * LABEL
        line = Text(label, style="dim")
        for share, low, high, verdict in columns.select("share", "low", "high", "verdict").iter_rows():
            line.append(_cell(step, share, low, high), style=COLOURS[verdict])
        yield line


def _cell(step: int, share: float, low: float | None, high: float | None) -> str:
    if step == _step(share):
        return "●"
    if low is not None and high is not None and _step(low) <= step <= _step(high):
        return "│"
    return "╌" if step == STEPS // 2 else " "


def _step(share: float) -> int:
    return round(share * STEPS)


def _mark(binned: pl.DataFrame, name: str, value: str) -> Text:
    """How many of a column's ways make this choice, as a shade."""
    columns = binned.group_by("column", maintain_order=True).agg((pl.col(name) == value).mean())
    shades = (SHADES[ceil(share * (len(SHADES) - 1))] for share in columns[name])
    return Text(f"{NAMES.get(value, value):>{LABEL - 1}} ", style="dim").append("".join(shades), style="default")
