"""The trend of a role as a drawing inside its page: stock and share by day.

Drawn here and not by Vega-Lite: a chart for each role would cost a release some three CPU seconds more, and a line over a
band needs none of it. The charts to be quoted, with their files, are in `charts/`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import ceil

from warehouse.findings.sentences import percent
from warehouse.site.rows import Row

WIDTH, HEIGHT = 400, 110
"""Of the place for the lines, in units of the drawing; a phone shows one unit as 0.8 pixels."""
ROOM_FOR_A_NAME = 56
SHARE = ("share", "low_all", "high_all")


@dataclass(frozen=True)
class Trend:
    """A line over time, with a band where there is an interval, from 0 up to `top`."""

    title: str
    top: str
    line: str
    band: str
    months: Sequence[tuple[float, str]]
    """Where months begin, and their names."""


def trends(rows: Sequence[Row], first: date, last: date) -> list[Trend]:
    """Stock and share of a role; `rows` are its days in their order, over all countries and rungs."""
    if not rows:
        return []
    across = partial(_across, first=first, days=max((last - first).days, 1))
    places, months = [across(row["day"]) for row in rows], _months(first, last, across)
    shares = [[row[name] for row in rows] for name in SHARE]
    top = max([value for values in shares for value in values if value is not None], default=None)
    stock = [row["open"] for row in rows]
    drawn = [Trend("Open postings", f"{max(stock):,}", _line(places, _up(stock, max(stock))), "", months)]
    if top:
        share, low, high = (_up(values, top) for values in shares)
        title = "Share of the twelve roles, with its 95% interval for all roles at once"
        drawn.append(Trend(title, percent(top), _line(places, share), _band(places, low, high), months))
    return drawn


def _up(values: Sequence[float | None], top: float) -> list[float | None]:
    """Heights in the drawing, in which 0 is the upper edge."""
    return [None if value is None else HEIGHT - HEIGHT * value / (top or 1) for value in values]


def _line(places: Sequence[float], heights: Sequence[float | None]) -> str:
    """The path of a line that breaks where a value is withheld."""
    steps, pen = [], "M"
    for place, height in zip(places, heights, strict=True):
        if height is not None:
            steps.append(f"{pen}{place:.1f} {height:.1f}")
        pen = "M" if height is None else "L"
    return "".join(steps)


def _band(places: Sequence[float], lower: Sequence[float | None], upper: Sequence[float | None]) -> str:
    """The path of a band: a bar from day to day, so that it ends where an interval is withheld."""
    edges = zip(places, [*places[1:], WIDTH], lower, upper, strict=True)
    bars = [
        f"M{left:.1f} {high:.1f}H{right:.1f}V{low:.1f}H{left:.1f}Z"
        for left, right, low, high in edges
        if low is not None and high is not None
    ]
    return "".join(bars)


def _across(day: date, first: date, days: int) -> float:
    return WIDTH * (day - first).days / days


def _months(first: date, last: date, across: Callable[[date], float]) -> list[tuple[float, str]]:
    """Where months begin, four of them named at most, and none where its name would not fit."""
    numbers = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    begun = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    fitting = [day for day in begun if day >= first and across(day) <= WIDTH - ROOM_FOR_A_NAME]
    return [(across(day), f"{day:%b %Y}") for day in fitting[:: max(1, ceil(len(fitting) / 4))]]
