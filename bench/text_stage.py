"""The whole text stage beside only scanning the same columns: gate over HTML, mentions, people to manage, old and new emphasis.

`python -m bench.text_stage [ROWS …]`, one and five million rows unless said otherwise. Rows beyond the first 50,000 are the same
file scanned again: no disk holds five million descriptions twice.
"""

import sys
import tempfile
from functools import partial
from pathlib import Path

import polars as pl

from bench import data
from bench.side_by_side import Cost, show, side_by_side
from transforms.emphasis import read_emphasis
from transforms.texts import read_texts

FILE_ROWS, ROWS = 50_000, (1_000_000, 5_000_000)
RUNS = {1_000_000: 3}
"""Only the smaller is run more than once: the larger takes minutes, and is there for its memory."""
DEARER, MEMORY = 5, 1.5e9
"""It may cost so many times a scan, and hold so many bytes."""


def scan(path: Path, times: int) -> None:
    """Every title and text is read, nothing else."""
    lengths = pl.col("title", "text").str.len_bytes().sum()
    pl.scan_parquet([path] * times).select(lengths).collect(engine="streaming")


def ours(path: Path, times: int) -> None:
    """Every text is asked what it speaks of."""
    read = read_emphasis(read_texts(pl.scan_parquet([path] * times)))
    read.select(pl.col("^has_.*$").sum()).collect(engine="streaming")


def main(*sizes: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.parquet")
        what = data.texts(FILE_ROWS, path)
        for rows in sizes or ROWS:
            cases = {name: partial(case, path, rows // FILE_ROWS) for name, case in (("scan", scan), ("ours", ours))}
            runs = RUNS.get(rows, 1)
            costs = side_by_side(cases, runs)
            show(f"texts: {rows:,} {what}; medians of {runs}", costs, "scan")
            _judge(costs)


def _judge(costs: dict[str, Cost]) -> None:
    dearer, memory = costs["ours"].cpu / costs["scan"].cpu, costs["ours"].memory
    print(f"ours is {dearer:.1f} × a scan (at most {DEARER}), {memory / 1e9:.2f} GB (at most {MEMORY / 1e9})\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
