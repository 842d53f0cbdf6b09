"""The file that keeps the figures."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from bench.yardsticks import figures
from bench.yardsticks.figures import Figure, write


def test_one_yardstick_is_written_and_the_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "yardsticks.csv"
    monkeypatch.setattr(figures, "FILE", file)
    pl.DataFrame(
        [("a", "old", 1), ("b", "kept", 2)], ["yardstick", "what", "naive_better"], orient="row"
    ).match_to_schema(figures.SCHEMA, missing_columns="insert").write_csv(file)
    write({"a": [Figure("new", data=3)]}, date(2026, 1, 2))
    found = pl.read_csv(file).select("yardstick", "what", "data", "naive_better")
    assert found.rows() == [("a", "new", 3, None), ("b", "kept", None, 2)]
