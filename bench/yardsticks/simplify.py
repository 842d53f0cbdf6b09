"""309 days of a list that flags each posting as active or not: closings and reopenings that are known to the day."""

from collections.abc import Iterator, Mapping

import polars as pl

from bench.yardsticks import naive, pipeline, snapshots
from bench.yardsticks.figures import Figure
from bench.yardsticks.pipeline import Held
from transforms.lifecycle import REOPENS_WITHIN_DAYS
from warehouse.store import Store

HELD = Held(
    "simplify",
    snapshots.FOLDER / "simplify_new_grad.parquet",
    is_one_listing=True,
    mapping={"is_active": "active", "posted_at": "date_posted"},
)
Readings = Mapping[str, pl.DataFrame]
"""posting_id, at, event as the pipeline, the naive reading, and one that takes the flagged as listed (`naive_better`) tell it."""


def figures(store: Store) -> Iterator[Figure]:
    """The figures of this yardstick, from the store that `HELD` was imported into."""
    listed = _listed().collect()
    yield Figure("days", data=listed["at"].n_unique())
    refused = pipeline.refusals(store)
    yield Figure("days that a floor of the gate refused; the run took the file as it is", pipeline=refused)
    flagged, readings = _flagged(listed), _readings(store, listed)
    closings, returns = flagged.filter(event="closed"), flagged.filter(event="reopened").drop_nulls("days")
    soon = returns.filter(pl.col("days") <= REOPENS_WITHIN_DAYS)
    yield from _scored("closings", "closed", closings, readings)
    yield _within_a_week(closings, readings)
    yield from _scored("reopenings within 30 days", "reopened", soon, readings)
    yield from _as_reposts(returns.join(soon, on=["posting_id", "at"], how="anti"), pipeline.reposts(store).collect())


def _listed() -> pl.LazyFrame:
    rows = snapshots.last_of_day(pl.scan_parquet(HELD.file).with_columns(list=pl.lit(HELD.source)))
    return rows.select("list", "at", "posting_id", "active", key="url")


def _flagged(listed: pl.DataFrame) -> pl.DataFrame:
    """posting_id, at, event, days: where the flag differs from the last one that the list gave, days after it last did.

    Null days: first of all. A posting that was first listed as inactive and turns active is opened, not reopened.
    """
    last = pl.col("active").shift(1).over("posting_id", order_by="at")
    event = pl.when("active").then(pl.lit("reopened")).otherwise(pl.lit("closed"))
    turned = listed.filter(pl.col("active") != last).select("posting_id", "at", event=event)
    before = pl.col("at").shift(1).over("posting_id", order_by="at")
    return turned.with_columns(days=(pl.col("at") - before).dt.total_days())


def _readings(store: Store, listed: pl.DataFrame) -> Readings:
    ended = pipeline.endings(store).with_columns(event=pl.lit("closed"))
    ours = pl.concat([pipeline.events(store).filter(pl.col("event") != "closed"), ended]).collect()
    posting = listed.select("key", "posting_id").unique("key", keep="first", maintain_order=True)
    by_address = naive.events(listed.lazy()).collect().join(posting, on="key")
    by_flag = naive.events(listed.lazy().filter("active").with_columns(key="posting_id")).collect()
    return {
        "pipeline": ours.select("event", at="day", posting_id=_posting_id()),
        "naive": _with_returns(by_address),
        "naive_better": _with_returns(by_flag.with_columns(posting_id="key")),
    }


def _with_returns(events: pl.DataFrame) -> pl.DataFrame:
    """A naive reading knows openings only; those within 30 days of a closing are granted to it as reopenings."""
    back = naive.taken_back(events.lazy()).select("posting_id", "at", event=pl.lit("reopened"))
    return pl.concat([events.select("posting_id", "at", "event"), back.collect()])


def _scored(what: str, event: str, flagged: pl.DataFrame, readings: Readings) -> Iterator[Figure]:
    told = {name: rows.filter(event=event) for name, rows in readings.items()}
    right = {name: rows.join(flagged, on=["posting_id", "at"], how="semi").height for name, rows in told.items()}
    yield Figure(f"{what}: told", truth=flagged.height, **{name: rows.height for name, rows in told.items()})
    yield Figure(f"{what}: told on the very day", truth=flagged.height, **right)


def _within_a_week(closings: pl.DataFrame, readings: Readings) -> Figure:
    counts = {}
    for name, rows in readings.items():
        told = rows.filter(event="closed").join(closings, on="posting_id", suffix="_flagged")
        late = (pl.col("at") - pl.col("at_flagged")).dt.total_days()
        counts[name] = told.filter(late.is_between(0, 7)).unique(["posting_id", "at_flagged"]).height
    return Figure("closings: told within a week", truth=closings.height, **counts)


def _as_reposts(flagged: pl.DataFrame, reposts: pl.DataFrame) -> Iterator[Figure]:
    """Those of an employer of whom nothing had been listed for more than ten days enter the stock, and are no inflow."""
    named = reposts.select("event", at="day", posting_id=_posting_id())
    told = named.join(flagged, on=["posting_id", "at"], how="semi")
    yield Figure("later reopenings: told as a repost on the very day", pipeline=told.height, truth=flagged.height)
    yield Figure("later reopenings: of these, inflow", pipeline=told.filter(event="opened").height)


def _posting_id() -> pl.Expr:
    return pl.col("posting_key").str.extract("([^/]*)$")
