"""Postings that somebody already holds: from the columns of a file to listings, crawl by crawl."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations.landed import POSTINGS
from transforms.clean.urls import canonical_url

FIELDS = (
    "board",
    "posting_id",
    "title",
    "employer",
    "location",
    "description",
    "url",
    "posted_at",
    "closes_at",
    "department",
    "employment_type",
    "pay",
    "is_active",
)
"""What `--map` can name."""
OTHER_SPELLINGS = {"company": "employer"}
NO, YES = ("false", "f", "no", "n", "0", "closed", "inactive"), ("true", "t", "yes", "y", "1", "open", "active")


class ImportRefused(Exception):
    """The file cannot be read as postings; the message is one line that says what to do."""

    exit_code = 2


def columns_of(schema: pl.Schema, stated: Mapping[str, str]) -> dict[str, str]:
    """Field → column of the file: what was stated, and every column that bears a field's name.

    Raises `ImportRefused` for an unknown field, a column that is not there, or a file without what a posting needs.
    """
    asked = {OTHER_SPELLINGS.get(field, field): column for field, column in stated.items()}
    if unknown := sorted(set(asked) - set(FIELDS)):
        raise ImportRefused(f"--map: there is no field {unknown[0]!r}; there are {', '.join(FIELDS)}")
    if missing := sorted(set(asked.values()) - set(schema)):
        raise ImportRefused(f"--map: the file has no column {missing[0]!r}; it has {', '.join(schema)}")
    named = {OTHER_SPELLINGS.get(name, name): name for name in schema}
    columns = {field: named[field] for field in FIELDS if field in named} | asked
    for alternatives in (("title",), ("board", "employer"), ("posting_id", "url")):
        if not set(alternatives) & set(columns):
            wanted = " or ".join(alternatives)
            raise ImportRefused(
                f"no column for {wanted}: name one with --map {alternatives[0]}=COLUMN; the file has {', '.join(schema)}"
            )
    return columns


def stated(rows: pl.LazyFrame, columns: Mapping[str, str], snapshot: str | date) -> pl.LazyFrame:
    """The rows as texts of the landing, with `item` (row of the file, from 0), `snapshot_at` and `day` (UTC).

    `snapshot` is the column that says when a row was listed, or the one day of the file.
    """
    schema = rows.collect_schema()
    at = _moment(snapshot, schema) if isinstance(snapshot, str) else pl.lit(snapshot).cast(pl.Datetime("us", "UTC"))
    texts = [_text(column, schema[column]).alias(field) for field, column in columns.items()]
    frame = rows.with_row_index("item").select(pl.col("item").cast(pl.Int64), at.alias("snapshot_at"), *texts)
    nothing = [pl.lit(None, pl.String).alias(name) for name in POSTINGS if name not in columns and name != "source"]
    frame = frame.with_columns(nothing).with_columns(
        board=_token(pl.coalesce("board", "employer")),
        posting_id=pl.coalesce("posting_id", canonical_url(pl.col("url"))),
        is_active=_flag(pl.col("is_active")),
        day=pl.col("snapshot_at").dt.date(),
    )
    return frame.with_columns(field=_lacking("field"), reason=_lacking("reason"))


def _text(column: str, dtype: pl.DataType) -> pl.Expr:
    value = pl.col(column)
    value = value.dt.to_string("iso") if dtype.is_temporal() else value.cast(pl.String)
    return value.str.strip_chars().replace("", None)


def _moment(column: str, schema: pl.Schema) -> pl.Expr:
    if column not in schema:
        raise ImportRefused(f"--snapshot-column: the file has no column {column!r}; it has {', '.join(schema)}")
    value = pl.col(column)
    dtype = schema[column]
    if isinstance(dtype, pl.Datetime):
        aware = value if dtype.time_zone else value.dt.replace_time_zone("UTC")
        return aware.dt.convert_time_zone("UTC").dt.cast_time_unit("us")
    if dtype == pl.Date:
        return value.cast(pl.Datetime("us", "UTC"))
    text = value.cast(pl.String)
    zoned = text.str.to_datetime("%+", time_unit="us", time_zone="UTC", strict=False)
    plain = [text.str.to_datetime(form, time_unit="us", time_zone="UTC", strict=False) for form in PLAIN_TIMES]
    return pl.coalesce(zoned, *plain, text.str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us", "UTC")))


PLAIN_TIMES = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")


def _token(board: pl.Expr) -> pl.Expr:
    """A board's token, as it can stand in a key: no slash."""
    return board.str.replace_all("/", "-", literal=True)


def _flag(value: pl.Expr) -> pl.Expr:
    word = value.str.to_lowercase()
    return pl.when(word.is_in(NO)).then(pl.lit("false")).when(word.is_in(YES)).then(pl.lit("true"))


def _lacking(what: str) -> pl.Expr:
    """Which field keeps a row from being a posting, or why; null for a usable row."""
    lacks = {
        "snapshot_at": "no time that could be read",
        "board": "no board and no employer",
        "posting_id": "no posting_id and no url",
        "title": "no title",
    }
    found = [
        pl.when(pl.col(field).is_null()).then(pl.lit(field if what == "field" else reason))
        for field, reason in lacks.items()
    ]
    return pl.coalesce(found)


def last_listings(rows: pl.DataFrame, *, is_one_listing: bool) -> pl.DataFrame:
    """Of several snapshots in a day the last: of each board, or of the whole file where that is one listing.

    Rows without a readable time go with the last day of the file, where they are rejected.
    """
    rows = rows.with_columns(pl.col("day").fill_null(pl.col("day").max()))
    listing = ["day"] if is_one_listing else ["day", "board"]
    last = pl.col("snapshot_at").max().over(listing)
    return rows.filter(pl.col("snapshot_at").is_null() | (pl.col("snapshot_at") == last)).sort("day", "board", "item")


def crawls(rows: pl.DataFrame, *, is_one_listing: bool) -> pl.DataFrame:
    """The ledger rows of the listings: complete, because who imports them says so."""
    proof = "declared: the file is one listing" if is_one_listing else "declared: each board's listing is complete"
    is_used = pl.col("field").is_null()
    boards = rows.drop_nulls("board").group_by("day", "board", maintain_order=True)
    counted = boards.agg(collected=is_used.sum().cast(pl.Int64), rejected=(~is_used).sum().cast(pl.Int64))
    is_usable = pl.col("collected") > 0
    return counted.with_columns(
        status=pl.when(is_usable).then(pl.lit("complete")).otherwise(pl.lit("failed")),
        why=pl.when(~is_usable).then(pl.lit("no row of it could be used; see rejects")),
        proof=pl.when(is_usable).then(pl.lit(proof)),
        robots=pl.lit("none"),
        misses_to_close=pl.lit(1, pl.Int64),
        covers=pl.lit("file" if is_one_listing else "board"),
        requests=pl.lit(0, pl.Int64),
        bytes=pl.lit(0, pl.Int64),
    )


def rejects(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that cannot be postings, with the reason."""
    unusable = rows.filter(pl.col("field").is_not_null())
    return unusable.select("day", "board", "item", "posting_id", "field", "reason", value=pl.col("title").str.head(200))
