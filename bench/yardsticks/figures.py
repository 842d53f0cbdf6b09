"""What is counted, and the file that keeps it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import polars as pl

from expectations.tables.lifecycle import LIFECYCLE

FILE = Path(__file__).parents[2] / "docs" / "yardsticks.csv"


@dataclass(frozen=True)
class Figure:
    """One thing that can be counted in the data, and what each of the two readings counts; null where it says nothing."""

    what: str
    data: int | None = None
    pipeline: int | None = None
    naive: int | None = None
    naive_better: int | None = None
    truth: int | None = None


SCHEMA = pl.Schema(
    {
        "yardstick": pl.String,
        "what": pl.String,
        **dict.fromkeys(("data", "pipeline", "naive", "naive_better", "truth"), pl.Int64),
        "measured_on": pl.String,
        "method": pl.String,
    }
)
"""Stated: a column that one yardstick leaves empty has numbers of another."""


def write(found: Mapping[str, Iterable[Figure]], day: date) -> None:
    """Write the figures of these yardsticks, with the day of the count and the version of the method; others stay."""
    of_run = {"measured_on": day.isoformat(), "method": f"lifecycle {LIFECYCLE.version}"}
    rows = [{"yardstick": name, **asdict(figure), **of_run} for name, figures in found.items() for figure in figures]
    counted = pl.DataFrame(rows, SCHEMA)
    kept = pl.read_csv(FILE, schema=counted.schema)
    parts = {name: counted if name in found else kept for name in kept["yardstick"].unique(maintain_order=True)}
    pl.concat(part.filter(yardstick=name) for name, part in parts.items()).write_csv(FILE)
