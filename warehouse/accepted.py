"""Falls that a person takes for real: `reports/accepted.csv`, one line for each, with what was found and the reason.

They stand outside the tables, as verdicts do, and outlive them: a rebuild judges a day again and finds them.
"""

from datetime import date

import polars as pl

from expectations.baselines import FLOORS, Accepted
from expectations.tables.verdicts import VERDICTS
from warehouse.store import Store

FILE = "reports/accepted.csv"
SCHEMA = pl.Schema(dict.fromkeys(("partition", "expectation", "observed", "reason"), pl.String))


class NothingToAccept(Exception):
    """No floor has refused this; the message is one line that says what to do."""

    exit_code = 2


def falls(store: Store) -> Accepted:
    """What was accepted so far: (partition, floor) → reason."""
    return {(partition, floor): reason for partition, floor, _, reason in _known(store).iter_rows()}


def accept(store: Store, day: date, source: str, reason: str) -> pl.DataFrame:
    """Accept what the floors refused of a source on a day; returns the lines that say so, of the columns of the file.

    Raises `NothingToAccept` where no floor did, or where no reason is given.
    """
    why = " ".join(reason.split())
    if not why:
        raise NothingToAccept("--reason is empty: say how you know that the source has it so")
    path = f"tables/verdicts/day={day}/all.parquet"
    found = store.scan_files([path] if store.has(path) else [], VERDICTS.schema)
    is_refused = ~pl.col("is_success") & (pl.col("severity") == "error") & pl.col("expectation").is_in(FLOORS)
    refused = found.filter(is_refused, partition=f"day={day}/{source}").collect()
    if refused.is_empty():
        raise NothingToAccept(f"no floor refuses {source} on {day}: what any other rule refuses has to be mended")
    lines = refused.with_columns(reason=pl.lit(why)).select(SCHEMA.names())
    known = pl.concat([_known(store), lines]).unique(["partition", "expectation"], keep="last")
    store.put_bytes(known.sort("partition", "expectation").write_csv().encode(), FILE)
    return lines


def _known(store: Store) -> pl.DataFrame:
    if not store.has(FILE):
        return SCHEMA.to_frame()
    with store.open(FILE) as file:
        return pl.read_csv(file.read(), schema=SCHEMA)
