"""Three years of five lists: a link column that turns from anchors into addresses, partial crawls, a gap, edited titles."""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from bench.yardsticks import naive, pipeline, snapshots
from bench.yardsticks.figures import Figure
from bench.yardsticks.pipeline import Held
from expectations.tables import TABLES
from warehouse.store import Store

HELD = Held("crypto", snapshots.FOLDER / "crypto_jobs_fyi.parquet", is_one_listing=True, list_column="file")
TURN, GAP_ENDS = date(2025, 8, 5), date(2025, 6, 25)
"""When the link column changes, in the three lists that there were; the first listing of `jobs.json` after 344 days."""
FALL = 0.8
"""A listing that has less than this of the one before: a partial crawl, or a purge."""


def figures(store: Store) -> Iterator[Figure]:
    """The figures of this yardstick, from the store that `HELD` was imported into."""
    listed = snapshots.last_of_day(rows()).select("list", "at", "key", "address", "title").collect()
    made = pipeline.events(store).select("day", "event", list="source").rename({"day": "at"}).collect()
    told = {"pipeline": made, "naive": _naive(listed, "key"), "naive_better": _naive(listed, "address")}
    yield Figure("rows of all snapshots", data=rows().select(pl.len()).collect().item())
    yield Figure("listings, the last of each list and day", data=listed.select("list", "at").n_unique())
    yield Figure(
        "days that a floor of the gate refused; the run took the file as it is", pipeline=pipeline.refusals(store)
    )
    yield _identities(store, listed)
    yield from _of_the_turn(told)
    for name, source in {"`ai_jobs.json`": "crypto_ai_jobs_json", "all lists": None}.items():
        yield from _of_partial_crawls(name, _in(source, {"listed": listed})["listed"], _in(source, told))
    yield _returns_between_snapshots()
    yield from _of_the_gap(told)
    yield from _of_titles(store, listed)


Told = Mapping[str, pl.DataFrame]
"""list, at, event as the pipeline tells them, the naive reading, and a naive one of cleaned links (`naive_better`)."""


def _naive(listed: pl.DataFrame, name: str) -> pl.DataFrame:
    return naive.events(listed.lazy().select("list", "at", key=name)).collect()


def _in(source: str | None, told: Told) -> Told:
    return {name: rows.filter(list=source) if source else rows for name, rows in told.items()}


def _counts(told: Told, **wanted: object) -> dict[str, int]:
    return {name: rows.filter(**wanted).height for name, rows in told.items()}


def rows() -> pl.LazyFrame:
    """The file with list (the source that the import makes of it), key (the link as stated) and address (the link cleaned)."""
    source = pl.format("{}_{}", pl.lit(HELD.source), pl.col("file").str.replace_all(".", "_", literal=True))
    return pl.scan_parquet(HELD.file).with_columns(list=source, key="url", address="url_clean")


def _identities(store: Store, listed: pl.DataFrame) -> Figure:
    """An entry of two lists is two postings, in all three ways of counting."""
    known = store.scan(TABLES["sightings"]).select(pl.col("posting_key").n_unique()).collect().item()
    by_link, by_address = (listed.select("list", name).n_unique() for name in ("key", "address"))
    return Figure("different postings in three years", pipeline=known, naive=by_link, naive_better=by_address)


def closings_between_snapshots(source: str, day: date) -> int:
    """The most that a naive reading closes on `day` in one list, from one of its snapshots to the next."""
    of_list = rows().filter(pl.col("list") == source, pl.col("snapshot_at").dt.date() == day)
    closed = naive.events(of_list.with_columns(at="snapshot_at")).filter(event="closed")
    return int(closed.group_by("at").len().select(pl.col("len").max()).collect().item())


def _of_the_turn(told: Told) -> Iterator[Figure]:
    for event in naive.EVENTS:
        what = f"{event} on {TURN}, when links turn from anchors into addresses"
        yield Figure(what, **_counts(told, at=TURN, event=event))
    of_jobs = closings_between_snapshots("crypto_jobs_json", TURN)
    yield Figure(f"closed in `jobs.json` on {TURN}, from the last snapshot with anchors to the next", naive=of_jobs)


def _of_partial_crawls(name: str, listed: pl.DataFrame, told: Told) -> Iterator[Figure]:
    sizes = listed.group_by("list", "at").agg(listed=pl.col("key").n_unique())
    before = pl.col("listed").shift(1).over("list", order_by="at")
    falls = sizes.filter(pl.col("listed") < FALL * before)
    on_falls = {reading: rows.join(falls, on=["list", "at"], how="semi") for reading, rows in told.items()}
    back = {reading: naive.taken_back(rows.lazy()).collect().height for reading, rows in told.items() if "key" in rows}
    yield Figure(f"{name}: listings that fall by more than a fifth", data=falls.height)
    yield Figure(f"{name}: closed on their days", **_counts(on_falls, event="closed"))
    yield Figure(f"{name}: closed on any day", **_counts(told, event="closed"))
    reopened = told["pipeline"].filter(event="reopened").height
    yield Figure(f"{name}: closings taken back within 30 days", pipeline=reopened, **back)


def _returns_between_snapshots() -> Figure:
    """Of partial crawls that alternate with full ones within a day an import takes the last; a naive reading need not."""
    of_list = rows().filter(list="crypto_ai_jobs_json").with_columns(at="snapshot_at")
    keys = {"naive": "key", "naive_better": "address"}
    back = {
        reading: naive.returns(naive.events(of_list.with_columns(key=name))).select(pl.len()).collect().item()
        for reading, name in keys.items()
    }
    return Figure("`ai_jobs.json`: gone and back, from each snapshot to the next", **back)


def _of_the_gap(told: Told) -> Iterator[Figure]:
    of_day = {"list": "crypto_jobs_json", "at": GAP_ENDS}
    what = f"`jobs.json` on {GAP_ENDS}, after 344 days without a listing"
    for event in naive.EVENTS:
        yield Figure(f"{what}: `{event}`", **_counts(told, event=event, **of_day))
    for event in ("left_unobserved", "entered"):
        ours = told["pipeline"].filter(event=event, **of_day).height
        yield Figure(f"{what}: `{event}`, no flow", pipeline=ours)


def _of_titles(store: Store, listed: pl.DataFrame) -> Iterator[Figure]:
    title = pl.col("title")
    ours = store.scan(TABLES["postings"]).select("posting_key", "day", "title").collect()
    marks = {
        "`New` glued to their end": title.str.contains("New$"),
        "a line break in them": title.str.contains(r"[\r\n]"),
    }
    for name, is_marked in marks.items():
        counts = [rows.filter(is_marked).height for rows in (ours, listed)]
        yield Figure(f"titles with {name}", pipeline=counts[0], naive=counts[1])
    once = listed.unique(["list", "address", "at"], keep="first", maintain_order=True)
    edits = [_changes(ours, ["posting_key"], "day"), _changes(once, ["list", "address"], "at")]
    yield Figure("titles that change while the posting stays", pipeline=edits[0], naive_better=edits[1])


def _changes(rows: pl.DataFrame, posting: list[str], day: str) -> int:
    return rows.filter(pl.col("title") != pl.col("title").shift(1).over(posting, order_by=day)).height
