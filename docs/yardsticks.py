"""The tables of `docs/yardsticks.md`, from the counts in `docs/yardsticks.csv` that `make yardsticks` renews."""

from pathlib import Path

import polars as pl

from docs.markup import table

FILE = Path(__file__).with_name("yardsticks.csv")
HEADS = {"what": "what", "data": "in the data", "truth": "truth", "pipeline": "this pipeline", "naive": "naive"}
BETTER = {"crypto": "naive, on cleaned links", "simplify": "naive, reading the flag"}
"""What the second naive reading of a yardstick (`naive_better`) does better."""


def figures(yardstick: str) -> str:
    """The figures of one yardstick, without the columns that say nothing of it, and when they were counted."""
    rows, heads = _of(yardstick), _heads(yardstick)
    shown = [name for name in heads if rows[name].null_count() < rows.height]
    cells = [tuple(map(_cell, row)) for row in rows.select(shown).iter_rows()]
    measured_on, method = rows.select("measured_on", "method").row(0)
    return f"{table(tuple(heads[name] for name in shown), cells)}\nCounted on {measured_on} by method {method}."


def shares(yardstick: str) -> str:
    """Recall and precision of each reading, from what it tells, what of that is right to the day, and what is true."""
    rows, heads = _of(yardstick), _heads(yardstick)
    lines = []
    for what in rows["what"].str.strip_suffix(TOLD).filter(rows["what"].str.ends_with(TOLD)):
        told, right = (rows.row(by_predicate=pl.col("what") == what + end, named=True) for end in (TOLD, RIGHT))
        for name in ("pipeline", "naive", "naive_better"):
            lines.append((what, heads[name], _share(right[name], told["truth"]), _share(right[name], told[name])))
    return table(("what", "reading", "recall to the day", "precision to the day"), lines)


TOLD, RIGHT = ": told", ": told on the very day"


def _of(yardstick: str) -> pl.DataFrame:
    return pl.read_csv(FILE).filter(yardstick=yardstick)


def _heads(yardstick: str) -> dict[str, str]:
    return HEADS | {"naive_better": BETTER.get(yardstick, "")}


def _cell(value: str | int | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:,}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "none told"
