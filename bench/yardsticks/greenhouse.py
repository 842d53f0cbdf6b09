"""Five crawls of 3,131 Greenhouse boards on four days: postings come and go, and boards vanish whole."""

from collections.abc import Iterator

import polars as pl

from bench.yardsticks import naive, pipeline, snapshots
from bench.yardsticks.figures import Figure
from bench.yardsticks.pipeline import Held
from warehouse.store import Store

HELD = Held("greenhouse", snapshots.FOLDER / "greenhouse_boards_2026_01.parquet")


def figures(store: Store) -> Iterator[Figure]:
    """The figures of this yardstick, from the store that `HELD` was imported into."""
    listed = _listed().collect()
    yield Figure("boards that list something", data=listed["board"].n_unique())
    yield Figure("postings on the last day", data=listed.filter(pl.col("at") == pl.col("at").max()).height)
    found = naive.events(listed.lazy()).collect()
    made = pipeline.events(store).collect()
    for day in found["at"].unique().sort():
        for event in ("closed", "opened"):
            of_naive, ours = found.filter(at=day, event=event), made.filter(day=day, event=event)
            yield Figure(f"{event} on {day}", pipeline=ours.height, naive=of_naive.height)
    yield from _of_vanished_boards(listed, found, made)
    yield from _of_returns(listed, found, made)


def _listed() -> pl.LazyFrame:
    rows = pl.scan_parquet(HELD.file).with_columns(list=pl.lit(HELD.source))
    key = pl.format("{}/{}/{}", "list", "company", "posting_id")
    return snapshots.last_of_day(rows).select("list", "at", key="url", board="company", posting_key=key)


def _of_vanished_boards(listed: pl.DataFrame, found: pl.DataFrame, made: pl.DataFrame) -> Iterator[Figure]:
    """A board is gone whole where a day lists nothing of it and the day before did."""
    boards = listed.lazy().select("list", "at", key="board")
    gone = naive.events(boards).filter(event="closed").select("at", board="key").collect()
    behind = listed.select("key", "board", "posting_key").unique("key")
    lost = found.filter(event="closed").join(behind, on="key").join(gone, on=["at", "board"], how="semi")
    closed = made.filter(event="closed").rename({"day": "at"}).join(gone, on=["at", "board"], how="semi")
    yield Figure("boards that vanish whole from one day to the next", data=gone.height)
    yield Figure("of these, listed again later", data=_again(gone, listed, "board").height)
    yield Figure("postings closed with their board", pipeline=closed.height, naive=lost.height)
    false = [_again(rows, listed, "posting_key").height for rows in (closed, lost)]
    yield Figure("of these postings, listed again later", pipeline=false[0], naive=false[1], truth=0)


def _again(gone: pl.DataFrame, listed: pl.DataFrame, name: str) -> pl.DataFrame:
    last = listed.group_by(name).agg(last=pl.col("at").max())
    return gone.join(last, on=name).filter(pl.col("last") > pl.col("at"))


def _of_returns(listed: pl.DataFrame, found: pl.DataFrame, made: pl.DataFrame) -> Iterator[Figure]:
    first = listed.group_by("key").agg(first=pl.col("at").min(), posting_key=pl.col("posting_key").first())
    back = found.filter(event="opened").join(first, on="key").filter(pl.col("first") < pl.col("at"))
    ours = made.join(back, left_on=["day", "posting_key"], right_on=["at", "posting_key"], how="semi")
    reopened, opened = (ours.filter(event=event).height for event in ("reopened", "opened"))
    yield Figure("postings that are gone on a day and back on a later one", data=back.height)
    yield Figure("closed in between: false closings", pipeline=reopened, naive=back.height, truth=0)
    yield Figure("taken for new ones when they are back", pipeline=opened, naive=back.height, truth=0)
