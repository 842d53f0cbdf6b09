"""Captures of a web archive: each page is a board, each capture of it a crawl. What counts, and what it proves."""

import polars as pl

from expectations.landed import POSTINGS
from expectations.tables.crawls import GONE
from transforms.clean.urls import canonical_url, own_id
from transforms.imported import token, unasked

CAPTURED = pl.Schema(
    [
        ("item", pl.Int64),
        ("url_captured", pl.String),
        ("snapshot_at", pl.Datetime("us", "UTC")),
        ("kind", pl.String),
        ("digest", pl.String),
        ("is_cut", pl.Boolean),
        *((name, dtype) for name, dtype in POSTINGS.items() if name not in ("source", "board")),
        ("field", pl.String),
        ("reason", pl.String),
        ("value", pl.String),
    ]
)
"""One row for each posting and each reject of a capture, one without a title where it holds neither.

`item` is the number of the record in the archive, `kind` that of `warehouse.warc.Capture`; `field` to `value` are a reject's.
"""


def stated(rows: pl.LazyFrame, source: str) -> pl.LazyFrame:
    """The rows with source, day and board: the page's canonical address, null for a record that cannot be read.

    An employer not stated is the page's host.
    """
    page = canonical_url(pl.col("url_captured"))
    return rows.with_columns(
        source=pl.lit(source),
        day=pl.col("snapshot_at").dt.date(),
        board=pl.when(pl.col("kind") != "unreadable").then(token(page)),
        posting_id=own_id(pl.col("posting_id")),
        employer=pl.when(pl.col("title").is_not_null()).then(pl.coalesce("employer", page.str.extract("^([^/?#]*)"))),
    )


def held_postings(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The boards that state a posting in some capture, readable or not."""
    is_stated = pl.col("title").is_not_null() | pl.col("reason").is_not_null()
    return rows.filter(is_stated, pl.col("kind") == "page").select("board").unique()


def captures(rows: pl.LazyFrame, boards: pl.LazyFrame) -> pl.LazyFrame:
    """item, day, board, snapshot_at, kind of every capture of `boards`, and whether it `is_answered`.

    A revisit record says that the page is what it was. It is answered where the archive holds an earlier capture of the
    page and the last of them has the payload of the revisit: what the page held then, it holds still.
    """
    of_boards = rows.join(boards, on="board", how="semi")
    single = of_boards.select("item", "day", "board", "snapshot_at", "kind", "digest").unique("item")
    is_revisit = pl.col("kind") == "revisit"
    held = pl.when(~is_revisit).then(pl.col("digest").fill_null(""))
    last = held.forward_fill().over("board", order_by=["snapshot_at", "item"])
    is_same = last.is_not_null() & ((last == "") | (pl.col("digest") == last).fill_null(True))
    return single.with_columns(is_answered=~is_revisit | is_same).drop("digest")


def last_of_day(captures: pl.DataFrame) -> pl.DataFrame:
    """Of several captures of a page in a day the last that is no revisit; else the revisit."""
    ranked = captures.filter("is_answered").sort(pl.col("kind") != "revisit", "snapshot_at", "item")
    return ranked.unique(["day", "board"], keep="last").sort("item")


def parts(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Postings, rejects and crawls of captures, with their `day`."""
    is_unusable = pl.col("reason").is_not_null()
    return {
        "postings": rows.filter(pl.col("title").is_not_null(), ~is_unusable).sort("item", maintain_order=True),
        "rejects": rows.filter(is_unusable).sort("item", maintain_order=True),
        "crawls": crawls(rows),
    }


def crawls(rows: pl.DataFrame) -> pl.DataFrame:
    """The ledger rows of captures. A page is the whole of its board, so that what it no longer holds is gone."""
    is_item, is_unusable = pl.col("title").is_not_null(), pl.col("reason").is_not_null()
    boards = rows.drop_nulls("board").group_by("day", "source", "board", maintain_order=True)
    counted = boards.agg(
        pl.col("kind", "is_cut").first(),
        collected=(is_item & ~is_unusable).sum().cast(pl.Int64),
        rejected=is_unusable.sum().cast(pl.Int64),
    )
    why = _doubt()
    kind = pl.col("kind")
    proof = {"gone": GONE, "revisit": "archived: the payload of the capture before"}
    return counted.with_columns(
        status=pl.when(why.is_not_null()).then(pl.lit("partial")).otherwise(kind.replace_strict(STATUSES)),
        why=why,
        proof=pl.when(why.is_null()).then(kind.replace_strict(proof, default="archived: the whole page")),
        listed=pl.when(kind != "revisit").then(pl.col("collected") + pl.col("rejected")),
        **unasked(),
        covers=pl.lit("board"),
    ).drop("kind", "is_cut")


STATUSES = {"page": "complete", "gone": "complete", "revisit": "unchanged"}


def _doubt() -> pl.Expr:
    """Why a page closes nothing, though its postings were seen; null where it is whole and could be read."""
    unread = pl.format("{} of its {} postings could not be read", "rejected", pl.col("collected") + pl.col("rejected"))
    cut = pl.when(pl.col("is_cut").fill_null(False)).then(pl.lit("the archive holds only its beginning"))
    return pl.coalesce(pl.when(pl.col("rejected") > 0).then(unread), cut)
