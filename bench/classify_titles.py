"""Ours beside pandas with one regular expression for each role, and beside only scanning the titles.

`python -m bench.classify_titles [ROWS]`, a million rows unless said otherwise.
"""

import sys
import tempfile
from functools import partial
from pathlib import Path

import pandas as pd
import polars as pl

from bench import data
from bench.side_by_side import Cost, show, side_by_side
from transforms.roles import classify
from transforms.taxonomy import Sign, taxonomy

ROWS, RUNS = 1_000_000, 3
FASTER, DEARER = 30, 6
"""Ours has to be so many times faster than pandas, and may cost so many times a scan."""


def scan(path: Path) -> None:
    """Every title is read, nothing else."""
    pl.scan_parquet(path).select(pl.col("title").str.len_bytes().sum()).collect()


def ours(path: Path) -> None:
    """Every title gets its role."""
    titles = pl.scan_parquet(path).with_columns(employer=pl.lit(None, pl.String), text=pl.lit(None, pl.String))
    classify(titles).group_by("role").len().collect()


def with_pandas(path: Path) -> None:
    """What one would write: the signs of each role as one expression over small letters; the first that is found counts."""
    titles = pd.read_parquet(path)["title"].str.lower()
    roles = pd.Series("none", index=titles.index)
    for role in reversed(taxonomy().roles):
        phrases = "|".join(sign.pattern.removeprefix("(?-u:").removesuffix(")") for sign in _signs(role.id))
        roles[titles.str.contains(phrases, regex=True)] = role.id
    roles.value_counts()


def _signs(role: str) -> list[Sign]:
    return [sign for sign in taxonomy().signs if sign.role == role]


def main(rows: int = ROWS) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "titles.parquet")
        what = data.titles(rows, path)
        cases = {"scan": scan, "ours": ours, "pandas": with_pandas}
        costs = side_by_side({name: partial(case, path) for name, case in cases.items()}, RUNS)
    show(f"titles: {what}; medians of {RUNS} runs", costs, "scan")
    _judge(costs)


def _judge(costs: dict[str, Cost]) -> None:
    faster, dearer = costs["pandas"].cpu / costs["ours"].cpu, costs["ours"].cpu / costs["scan"].cpu
    print(
        f"ours is {faster:.0f} times faster than pandas (wanted {FASTER}), {dearer:.1f} × a scan (at most {DEARER})\n"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
