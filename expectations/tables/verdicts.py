"""What the gate found, keyed by the bytes it looked at."""

import polars as pl

from expectations.contracts import Column, Table

VERDICTS = Table(
    name="verdicts",
    doc="What the gate found. Keyed by the SHA-256 of the file, so that a verdict stands for exactly those bytes.",
    grain="file sha256 × expectation",
    partition="none",
    key=("table", "partition", "file_sha256", "expectation"),
    columns=(
        Column("table", pl.String, "The table judged."),
        Column("partition", pl.String, "The partition judged, as in its path: `day=2026-01-08/greenhouse`."),
        Column("file_sha256", pl.String, "SHA-256 of the file judged."),
        Column("expectation", pl.String, "The expectation or rule, with its column."),
        Column(
            "severity",
            pl.String,
            "A failed error keeps the file out; a warning is recorded.",
            allowed=("error", "warning"),
        ),
        Column("is_success", pl.Boolean, "Whether it holds."),
        Column("observed", pl.String, "What was found."),
    ),
)
