"""What a snippet prints, beside the trend table."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import polars as pl


def missing(folder: Path, *command: str, environment: Mapping[str, str] | None = None) -> list[tuple[str, int]]:
    """Months and numbers of a release's trend table that a program does not print which is run inside the release."""
    done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    trend = pl.read_csv(folder / "trends/demand_by_role.csv").filter(role="any_social").select("month", "open")
    assert trend.height
    return [row for row in trend.rows() if not re.search(rf"{row[0]}\D+{row[1]}\b", done.stdout)]
