"""A rebuild whose first step is done on Spark: what Airflow's `rebuild_history` does month by month, on as many machines as
there are months. Optional: `pip install pyspark` and Java 17, here and on the executors, which run the same checkout.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa

from dags import steps

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DONE = "month string, partitions long"
"""What an executor answers for each month: the bytes go straight to the store, so that no row passes through Spark's memory."""


def rebuild(
    spark: "SparkSession", first: date | None = None, last: date | None = None, tables: Sequence[str] = ("postings",)
) -> dict[str, Any]:
    """Derive a range of days again as `steps.rebuild` does, and to the same bytes: the months of the first step on Spark,
    judged and put in place here. Where the first of `tables` rests on the day before it, Spark has nothing to do.
    """
    aside = f"drafts/{uuid4().hex}"
    months = steps.months_to_derive_aside(first, last, tables)
    derive = partial(derive_months, _settings(), aside, first, last, tables)
    try:
        if months:
            asked = spark.createDataFrame([(month,) for month in months], "month string").repartition(len(months))
            asked.mapInArrow(derive, DONE).collect()
        return steps.rebuild(first, last, tables=tables, aside=aside)
    finally:
        steps.discard_aside(aside)


def derive_months(
    settings: Mapping[str, str],
    aside: str,
    first: date | None,
    last: date | None,
    tables: Sequence[str],
    batches: Iterator[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    """On an executor: derive the months of these batches (`month`) and keep them aside; yields `DONE`."""
    os.environ.update(settings)
    for batch in batches:
        months = batch.column("month").to_pylist()
        done = [steps.derive_month_aside(month, aside, first, last, tables) for month in months]
        yield pa.RecordBatch.from_pylist(done)


def _settings() -> dict[str, str]:
    """What steps read from the environment of their process. Rights to a bucket are the executors' own."""
    return {name: value for name, value in os.environ.items() if name.startswith("HELPWANTED_")}
