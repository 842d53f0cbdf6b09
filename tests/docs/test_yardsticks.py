from pathlib import Path

import polars as pl
import pytest

from docs import yardsticks

ROWS = {
    "yardstick": "simplify",
    "what": ["closings: told", "closings: told on the very day"],
    "data": None,
    "pipeline": [5, 4],
    "naive": [0, 0],
    "naive_better": [1_000, 8],
    "truth": 8,
    "measured_on": "2026-03-02",
    "method": "lifecycle 2",
}


@pytest.fixture(autouse=True)
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pl.DataFrame(ROWS).write_csv(tmp_path / "yardsticks.csv")
    monkeypatch.setattr(yardsticks, "FILE", tmp_path / "yardsticks.csv")


def test_figures_leave_out_what_nobody_counted_and_say_when_they_were_counted() -> None:
    lines = yardsticks.figures("simplify").splitlines()
    assert lines[0] == "| what | truth | this pipeline | naive | naive, reading the flag |"
    assert lines[2] == "| closings: told | 8 | 5 | 0 | 1,000 |"
    assert lines[-1] == "Counted on 2026-03-02 by method lifecycle 2."


def test_recall_is_of_what_is_true_and_precision_of_what_is_told() -> None:
    assert yardsticks.shares("simplify").splitlines()[2:] == [
        "| closings | this pipeline | 50.0% | 80.0% |",
        "| closings | naive | 0.0% | none told |",
        "| closings | naive, reading the flag | 100.0% | 0.8% |",
    ]
