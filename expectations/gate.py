"""The gate: nothing is put in place before Great Expectations has judged it, and a failed error keeps it out.

A range of days is judged in one call per table and its verdicts are split by partition, so one bad day fails alone.

Great Expectations is handed one row for all the rows that no expectation can tell apart (`_representatives`). Each is a
real row and knows for how many it stands, so the verdicts count all rows. This turns half a million rows of `lifecycle`
into some thousands; pandas would copy the whole frame several times for each expectation.
"""

import gc
from collections.abc import Iterable, Sequence
from functools import cache
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

import polars as pl

from expectations.baselines import FLOORS
from expectations.configurations import built_once
from expectations.contracts import Table, Verdict
from expectations.suite import SEVERITIES, compile_suite, has_value_rule
from expectations.tally import partition_of, verdicts

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult

COMPLETE = {
    "result_format": "COMPLETE",
    "exclude_unexpected_values": True,
    "partial_unexpected_count": 0,
    "return_unexpected_index_query": False,
}
"""All row numbers of the offenders. COMPLETE cuts its values at 200 (great_expectations.constants), never its row numbers."""
ONE_AT_A_TIME = Lock()
"""An engine holds the batch that it judges, and what `built_once` replaces is the process's, not the thread's."""


class Refused(Exception):
    """The gate keeps the data out. The message names table, partition, expectation and what was found, in one line."""

    exit_code = 1


def judge(table: Table, frame: pl.LazyFrame | pl.DataFrame, partitions: Sequence[str] = ()) -> list[Verdict]:
    """What the declaration of `table` says about each partition of `frame`: one verdict per partition × expectation.

    `frame` has exactly the declared columns and may hold many partitions. `partitions` names those that are judged even
    if they hold no row, as in `day=2026-01-08` (`day=2026-01-08/greenhouse` for a table kept by source, `month=2026-01`,
    `all`). Raises `RuntimeError` if Great Expectations itself fails: that is no verdict.
    """
    rows = frame.lazy()
    faults = _schema_faults(table, rows)
    if faults:
        labels = sorted({*partitions, *_labels(table, rows)})
        return verdicts(table, "schema", "error", labels, ((label, len(faults), faults[0]) for label in labels))
    handed = _representatives(table, rows).collect()
    labels = sorted({*partitions, *handed["partition"]})
    judged = verdicts(table, "schema", "error", labels, ())
    for result in _validate(table, handed):
        judged += _by_partition(table, result, handed, labels)
    return sorted(judged, key=lambda verdict: verdict.partition)


def refuse(found: Iterable[Verdict]) -> None:
    """Raise `Refused` if an expectation of error severity failed. Warnings are only recorded."""
    failed = [verdict for verdict in found if verdict.severity == "error" and not verdict.is_success]
    if failed:
        first, others = failed[0], len(failed) - 1
        more = f" (and {others} more failed)" if others else ""
        raise Refused(
            f"{first.table} {first.partition}: {first.expectation} fails: {first.observed}{more}{_way_out(first)}"
        )


def _way_out(failed: Verdict) -> str:
    """Which command takes a fall for real; nothing where a rule failed that knows no reason."""
    if failed.expectation not in FLOORS:
        return ""
    day, source = failed.partition.removeprefix("day=").split("/")
    return f"; if the source has it so: helpwanted accept {day} {source} --reason TEXT"


def _schema_faults(table: Table, rows: pl.LazyFrame) -> list[str]:
    there, declared = rows.collect_schema(), table.schema
    differ = [name for name in declared if there.get(name) != declared[name]]
    wrong = [f"{name} is {there.get(name, 'missing')}, not {declared[name]}" for name in differ]
    return wrong + [f"{name} is not declared" for name in there if name not in declared]


def _labels(table: Table, rows: pl.LazyFrame) -> list[str]:
    return rows.select(partition_of(table)).unique().collect()["partition"].to_list()


def _representatives(table: Table, rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row for all those of a partition that no expectation can tell apart; `rows` says for how many it stands.

    Told apart are the values an expectation looks at, whether a required value is there, and rows that share their key:
    each of those stands for itself. Keys are compared by hash here, so a collision only hands over a row too many.
    pandas cannot tell NaN from null, so NaN is handed over as an infinity, which no column allows.
    """
    judged = [
        column
        for column in table.columns
        if not column.is_nullable or has_value_rule(column) or column.name in table.key
    ]
    floats = [column.name for column in judged if column.dtype == pl.Float64]
    seen = [pl.col(column.name) if has_value_rule(column) else pl.col(column.name).is_null() for column in judged]
    alone = pl.when(pl.struct(table.key).hash().is_duplicated()).then(pl.int_range(pl.len())).alias("alone")
    # Partitions are named when few rows are left: a name for each of a million rows would take as long as all else.
    part = [] if table.partition == "none" else [table.partition, *(["source"] if table.is_by_source else [])]
    told_apart = [expr.alias(f"seen_{place}") for place, expr in enumerate([*map(pl.col, part), *seen])]
    names = [column.name for column in judged]
    return (
        rows.select(names)
        .with_columns(pl.col(floats).fill_nan(float("inf")))
        .with_columns(alone)
        .group_by("alone", *told_apart, maintain_order=True)
        .agg(pl.col(names).first(), pl.len().alias("rows"))
        .select(partition_of(table), "rows", *names)
    )


def _validate(table: Table, handed: pl.DataFrame) -> list["ExpectationValidationResult"]:
    rows = handed.drop("partition", "rows").to_pandas()
    with ONE_AT_A_TIME, built_once():
        batch = _batches().get_batch({"dataframe": rows})
        found = batch.validate(compile_suite(table), result_format="BOOLEAN_ONLY")
        if not found.success:
            # Row numbers are nearly half of the work (5.8 and 3.2 CPU-seconds for the demo), and only what fails has any.
            found = batch.validate(compile_suite(table), result_format=COMPLETE)
    results: list[ExpectationValidationResult] = found.results
    return results


def load_beside() -> None:
    """Load Great Expectations, which takes four CPU-seconds, in a thread of its own while there is something else to do."""
    Thread(target=_batches, daemon=True).start()


@cache
def _batches() -> "BatchDefinition[Any]":
    """Great Expectations' way in for a frame in memory: an ephemeral context keeps no file and shows no progress bar."""
    from great_expectations import get_context
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("gate").add_dataframe_asset("rows")
    gc.freeze()  # What is loaded stays: the collector need not go through it again and again, while all threads wait.
    return asset.add_batch_definition_whole_dataframe("all")


def _by_partition(
    table: Table, result: "ExpectationValidationResult", handed: pl.DataFrame, labels: Sequence[str]
) -> list[Verdict]:
    config, numbers = result.expectation_config, result.result.get("unexpected_index_list")
    if config is None or (numbers is None and not result.success):
        raise RuntimeError(f"Great Expectations could not judge {table.name} by {config}: {result.exception_info}")
    wrong = handed[numbers or []].group_by("partition").agg(pl.col("rows").sum(), _example(table, config.kwargs))
    return verdicts(table, config.meta["name"], SEVERITIES[config.severity.value], labels, wrong.iter_rows())


def _example(table: Table, kwargs: dict[str, Any]) -> pl.Expr:
    """The smallest offender; none where it could show what is private."""
    names = kwargs.get("column_list") or [kwargs["column"]]
    if not set(names) <= set(table.public_columns):
        return pl.lit(None, pl.String).alias("example")
    return pl.concat_str(pl.col(names).cast(pl.String), separator=" × ").min().alias("example")
