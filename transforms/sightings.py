"""From the landing to the atoms: which posting was seen on which board, and what it stated."""

from collections.abc import Collection
from datetime import date

import polars as pl
import polars_hash  # noqa: F401  registers `chash`: polars' own hash may change with its version

from expectations.tables.contents import STATED
from expectations.tables.sightings import IS_LIVE
from transforms.clean.dates import day_of

DIGESTED = (*(column.name for column in STATED if column.name != "updated_at"), "is_active")
"""What makes a content. `updated_at` is left out: sources touch it without changing a word."""
DIGEST_LENGTH = 16
"""Hex digits: 64 bits, so that among 10 million contents any two differ but for p = 3e-6."""

REMEMBERED_DAYS = 30
"""As long as `lifecycle` keeps a closed posting to know it again."""

BOARD_PART = pl.col("board").str.replace_many({"%": "%25", "/": "%2F"})
"""A board that is an address has slashes. Written as in a URL, so that no other board and id make the same key."""
KEY = pl.concat_str("source", BOARD_PART, "posting_id", separator="/").alias("posting_key")


def landed_of(landed: pl.LazyFrame, ledger: pl.LazyFrame) -> pl.LazyFrame:
    """What was landed (postings or items, with `day` and `attempt`) by the attempt of each board that counts."""
    return landed.join(ledger, on=["day", "source", "board", "attempt"], how="semi", maintain_order="left")


def not_superseded(landed: pl.LazyFrame, crawls: pl.LazyFrame, ledger: pl.LazyFrame) -> pl.LazyFrame:
    """What was landed (rejects, whose board may be unknown), without that of attempts that do not count."""
    attempt = ["day", "source", "board", "attempt"]
    superseded = crawls.join(ledger, on=attempt, how="anti")
    return landed.join(superseded, on=attempt, how="anti", maintain_order="left")


def listed(landed: pl.LazyFrame) -> pl.LazyFrame:
    """Every item of the listings with its key and digest, sorted by key.

    `landed` has the columns of `expectations.landed.POSTINGS` with `day` and `attempt`. Adds `item`, the place in its
    landing, and `is_repeated`: an earlier item of the same listing has the same key.
    """
    stated = pl.concat_str([pl.col(name).fill_null("\x00") for name in DIGESTED], separator="\x1f")
    listing = ["day", "source", "attempt"]
    items = landed.select(
        "day",
        "attempt",
        "source",
        "board",
        "posting_id",
        KEY,
        item=pl.int_range(pl.len(), dtype=pl.Int64).over(listing),
        content_digest=stated.chash.sha2_256().str.head(DIGEST_LENGTH),  # type: ignore[attr-defined]
        is_active=pl.col("is_active").fill_null("true").str.to_lowercase() != "false",
        closes_on=day_of(pl.col("closes_at")),
    )
    same = [pl.col(name) == pl.col(name).shift() for name in ("day", "attempt", "posting_key")]
    is_repeated = pl.all_horizontal(same).fill_null(False)
    return items.sort("day", "attempt", "posting_key", "item").with_columns(is_repeated=is_repeated)


def sighted(listed: pl.LazyFrame) -> pl.LazyFrame:
    """The table `sightings` of the boards that listed something today."""
    return listed.filter(~pl.col("is_repeated")).drop("attempt", "item", "posting_id", "is_repeated")


def repeated(day: date, ledger: pl.LazyFrame, earlier: pl.LazyFrame) -> pl.LazyFrame:
    """The sightings of boards that answered `unchanged`: those of their last complete day, again.

    `earlier` holds `sightings` of the boards' last complete days, with `last_complete_on` in `ledger`.
    """
    unchanged = ledger.filter(pl.col("status") == "unchanged").select("source", "board", day="last_complete_on")
    again = earlier.join(unchanged, on=["source", "board", "day"], how="semi")
    return again.with_columns(day=pl.lit(day))


def refused(landed_rejects: pl.LazyFrame, listed: pl.LazyFrame) -> pl.LazyFrame:
    """The table `rejects`: what could not be used, and postings stated twice in one listing."""
    twice = listed.filter("is_repeated").select(
        "day",
        "source",
        "board",
        "item",
        "posting_id",
        field=pl.lit("posting_id"),
        reason=pl.lit("stated twice in one listing; the first counts"),
        value="posting_id",
    )
    stated = landed_rejects.sort("day", "source", "board", "item", "attempt").drop("attempt")
    rows = pl.concat([stated, twice], how="diagonal")
    return rows.with_columns(item=pl.int_range(pl.len(), dtype=pl.Int64).over("day", "source", "board"))


def changed(days: Collection[date], sightings: pl.LazyFrame, lifecycle_before: pl.LazyFrame) -> pl.LazyFrame:
    """day, posting_key and content_digest of what is new on `days`: not what the posting stated when it was last seen.

    `sightings` are those of `days`; `lifecycle_before` is the partition before them and says what was seen last. A
    posting unseen for longer than it is remembered states everything anew, and `is_first` says so.
    """
    known = lifecycle_before.select("posting_key", "content_digest", day="last_seen_on")
    seen = sightings.filter(IS_LIVE).select("posting_key", "content_digest", "day")
    spells = pl.concat([known, seen]).sort("posting_key", "day")
    is_remembered = (pl.col("day") - pl.col("day").shift()).dt.total_days() <= REMEMBERED_DAYS
    is_first = (pl.col("posting_key") != pl.col("posting_key").shift()) | ~is_remembered
    is_same = pl.col("content_digest") == pl.col("content_digest").shift()
    spells = spells.with_columns(is_first=is_first.fill_null(True), is_same=is_same)
    is_changed = pl.col("is_first") | ~pl.col("is_same")
    return spells.filter(pl.col("day").is_in(days), is_changed).drop("is_same")


def contents(landed: pl.LazyFrame, changed: pl.LazyFrame) -> pl.LazyFrame:
    """The table `contents`: what the landed postings of the attempts that count state, where it is `changed`."""
    stated = landed.with_columns(KEY).join(changed, on=["day", "posting_key"], maintain_order="left")
    return stated.unique(["day", "posting_key"], keep="first", maintain_order=True)
