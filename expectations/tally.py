"""From offending rows to verdicts, partition by partition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from expectations.contracts import Severity, Table, Verdict

Frames = Mapping[str, pl.LazyFrame]
"""Rows by table name: the table that is judged, and what it is compared with. They may reach back before the judged."""


def partition_of(table: Table) -> pl.Expr:
    """The partition of each row, named as in its path: `day=2026-01-08/greenhouse`, `month=2026-01` or `all`."""
    if table.partition == "none":
        return pl.lit("all").alias("partition")
    period = pl.concat_str(pl.lit(f"{table.partition}="), pl.col(table.partition).cast(pl.String).fill_null("null"))
    if table.is_by_source:
        period = pl.concat_str(period, pl.lit("/"), pl.col("source").fill_null("null"))
    return period.alias("partition")


@dataclass(frozen=True)
class Case:
    """What a rule of meaning looks at: the table judged, the frames it may compare, the partitions that are judged."""

    table: Table
    frames: Frames
    partitions: Sequence[str]

    @property
    def rows(self) -> pl.LazyFrame:
        """The rows of the table, each with its `partition`."""
        return self.frames[self.table.name].with_columns(partition_of(self.table))


def verdicts(
    table: Table,
    expectation: str,
    severity: Severity,
    partitions: Sequence[str],
    offending: Iterable[tuple[str, int, str | None]],
) -> list[Verdict]:
    """One verdict for each of `partitions`; `offending` holds partition, number of offenders and an example of them.

    Partitions that are not asked for are left out, and a partition without an offender succeeds.
    """
    found = {partition: (count, example) for partition, count, example in offending}
    return [
        Verdict(table.name, partition, expectation, severity, partition not in found, _in_words(found.get(partition)))
        for partition in partitions
    ]


def _in_words(found: tuple[int, str | None] | None) -> str:
    if found is None:
        return "0 offending"
    count, example = found
    return f"{count} offending" + (f", such as {example}" if example is not None else "")
