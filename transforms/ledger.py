"""The ledger: which attempt of a board counts, and whether it proves what the board lists."""

import polars as pl

from expectations.contracts import OBSERVED

BAND_FLOOR = 50
"""Below this many postings the band is silent: small boards halve for real.
In the Greenhouse snapshots of January 2026 (3,131 boards) boards of 50 or more that lost half in a day came back."""
BAND_SHARE = 0.5
CRAWLS_TO_AGREE = 3
"""A third crawl in a row that finds as little is believed."""
LISTINGS_OF_SILENCE = 3
"""Listings of a whole file that a board may be absent from before its postings close."""


BOARD_DAY = ("day", "source", "board")


def settle(landed: pl.LazyFrame, boards_before: pl.LazyFrame) -> pl.LazyFrame:
    """The ledger of one day or several: one row for every day × source × board, with the `attempt` that counts.

    `landed` holds the crawls of all attempts (`expectations.landed.CRAWLS` with `day` and `attempt`), `boards_before`
    for each day the previous partition of the table `boards`, its `day` set to the day that it comes before. The last
    attempt that observed the board counts, else the last that asked it.
    """
    state = boards_before.select(*BOARD_DAY, "postings", "doubts", "last_complete_on")
    ledger = pl.concat([landed, _absent(landed, state)], how="diagonal")
    ledger = ledger.join(state, on=BOARD_DAY, how="left", maintain_order="left")
    ledger = ledger.with_columns(pl.col("postings", "doubts").fill_null(0))
    ledger = _doubted(ledger).with_columns(_judged_by_history()).with_columns(_unchanged_since())
    unread = pl.col("unread_fields").str.count_matches(r'":').cast(pl.Int64)
    return _that_counts(ledger.drop(DOUBT)).with_columns(unread_fields=unread)


def traffic(landed: pl.LazyFrame) -> pl.LazyFrame:
    """The table `traffic`: what every attempt cost."""
    clock = [pl.col(name).str.to_datetime(time_zone="UTC", strict=False) for name in ("started_at", "ended_at")]
    return landed.with_columns(clock)


def _that_counts(ledger: pl.LazyFrame) -> pl.LazyFrame:
    """The last attempt that observed the board, else the last one that asked it, else the last one.

    An attempt that asked nobody says nothing: it takes no place of one that did. Nor does `unchanged` since an
    earlier attempt of the same day, which says nothing new.
    """
    is_listing = pl.col("status").is_in(["complete", "partial", "empty"])
    is_echo = (pl.col("status") == "unchanged") & is_listing.cum_max().over(BOARD_DAY, order_by="attempt")
    worth = [pl.col("status").is_in(OBSERVED), pl.col("status") != "skipped"]
    ranked = ledger.filter(~is_echo).sort(*BOARD_DAY, *worth, "attempt")
    return ranked.unique(BOARD_DAY, keep="last", maintain_order=True)


def _absent(landed: pl.LazyFrame, state: pl.LazyFrame) -> pl.LazyFrame:
    """Boards with postings that a listing of a whole file does not show: an empty answer each."""
    listings = landed.filter(pl.col("covers") == "file").group_by("day", "source").agg(pl.col("attempt").max())
    absent = state.filter(pl.col("postings") > 0).join(listings, on=["day", "source"])
    return absent.join(landed, on=BOARD_DAY, how="anti").select(
        "day",
        "attempt",
        "source",
        "board",
        status=pl.lit("empty"),
        collected=pl.lit(0, pl.Int64),
        rejected=pl.lit(0, pl.Int64),
        robots=pl.lit("none"),
        misses_to_close=pl.lit(1, pl.Int64),
        covers=pl.lit("file"),
        requests=pl.lit(0, pl.Int64),
        bytes=pl.lit(0, pl.Int64),
    )


DOUBT = ("falls", "is_empty", "stays_empty", "is_strange", "is_doubted")


def _doubted(ledger: pl.LazyFrame) -> pl.LazyFrame:
    """`ledger` with the columns of `DOUBT`, one resting on the other. The source's own total outranks all of them."""
    status, is_unproven = pl.col("status"), pl.col("listed").is_null()
    ledger = ledger.with_columns(
        falls=is_unproven & (status == "complete") & _falls_out_of_band(),
        is_empty=is_unproven & (status == "empty"),
    )
    was_empty = pl.col("last_complete_on").is_not_null() & (pl.col("postings") == 0)
    ledger = ledger.with_columns(
        is_strange=pl.col("falls") | pl.col("is_empty"), stays_empty=pl.col("is_empty") & was_empty
    )
    is_silence = (pl.col("covers") == "file") & pl.col("is_empty")
    agreed = pl.when(is_silence).then(LISTINGS_OF_SILENCE).otherwise(CRAWLS_TO_AGREE - 1)
    return ledger.with_columns(is_doubted=pl.col("is_strange") & (pl.col("doubts") < agreed) & ~pl.col("stays_empty"))


def _judged_by_history() -> list[pl.Expr]:
    """status, why and proof, after a look at what the board listed before."""
    is_doubted = pl.col("is_doubted")
    is_agreed = pl.col("is_strange") & ~is_doubted
    found = pl.format("lists {} after {}, and no total proves it", "collected", "postings")
    absent = pl.when(pl.col("covers") == "file").then(pl.lit("absent from the listing"))
    doubt = pl.when("is_empty").then(absent.otherwise(pl.col("why").fill_null(found))).otherwise(found)
    as_before = pl.when("stays_empty").then(pl.lit("as empty as the last complete crawl"))
    agreement = as_before.otherwise(pl.format("{} listings in a row agree", pl.col("doubts") + 1))
    status = pl.when(is_agreed).then(pl.lit("complete")).when(is_doubted & pl.col("falls")).then(pl.lit("partial"))
    return [
        status.otherwise("status").alias("status"),
        pl.when(is_agreed).then(None).when(is_doubted).then(doubt).otherwise("why").alias("why"),
        pl.when(is_agreed).then(agreement).when(is_doubted).then(None).otherwise("proof").alias("proof"),
    ]


def _unchanged_since() -> list[pl.Expr]:
    """`unchanged` is worth as much as the listing that it repeats: nothing where that is missing or in doubt."""
    is_unchanged = pl.col("status") == "unchanged"
    is_lost, is_doubted = pl.col("last_complete_on").is_null(), pl.col("doubts") > 0
    status = (
        pl.when(is_unchanged & is_lost).then(pl.lit("failed")).when(is_unchanged & is_doubted).then(pl.lit("partial"))
    )
    why = pl.when(is_unchanged & is_lost).then(pl.lit("unchanged since a listing that is not here"))
    doubtful = pl.lit("unchanged since a listing that is in doubt")
    return [
        status.otherwise("status").alias("status"),
        why.when(is_unchanged & is_doubted).then(doubtful).otherwise("why").alias("why"),
    ]


def _falls_out_of_band() -> pl.Expr:
    """Fewer than half of what was listed before: by the board, or by all boards of a file that is one listing.

    A file that was believed without some boards is not held against them while their postings wait to close.
    """
    alone = (pl.col("postings") >= BAND_FLOOR) & (pl.col("collected") < BAND_SHARE * pl.col("postings"))
    listed = pl.col("collected").sum().over("day", "source", "attempt")
    is_given_up = (pl.col("status") == "empty") & (pl.col("doubts") >= CRAWLS_TO_AGREE)
    before = pl.col("postings").filter(~is_given_up).sum().over("day", "source", "attempt")
    together = (before >= BAND_FLOOR) & (listed < BAND_SHARE * before)
    return pl.when(pl.col("covers") == "file").then(together).otherwise(alone)
