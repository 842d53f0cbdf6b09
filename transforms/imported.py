"""Postings that somebody already holds: from the columns of a file to listings, crawl by crawl."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations.landed import POSTINGS
from expectations.personal import names_somebody
from transforms.clean.dates import moment_of
from transforms.clean.urls import canonical_url, own_id

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
BADGE = r"\s*New$"
"""What lists glue to the title of a fresh posting: `Community ManagerNew`. Of 143,000 real titles none ends in this word
otherwise; left there, the title would change after some days, and its head word would be `New`."""


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
    for column in sorted(set(asked.values())):
        needed("--map", column, schema)
    named = {OTHER_SPELLINGS.get(name, name): name for name in schema}
    columns = {field: named[field] for field in FIELDS if field in named} | asked
    for alternatives in (("title",), ("board", "employer"), ("posting_id", "url")):
        if not set(alternatives) & set(columns):
            wanted = " or ".join(alternatives)
            raise ImportRefused(
                f"no column for {wanted}: name one with --map {alternatives[0]}=COLUMN; the file has {', '.join(schema)}"
            )
    return columns


def needed(option: str, column: str, schema: pl.Schema) -> None:
    """Raises `ImportRefused` where the file has no such column."""
    if column not in schema:
        raise ImportRefused(f"{option}: the file has no column {column!r}; it has {', '.join(schema)}")


def stated(
    rows: pl.LazyFrame, mapping: Mapping[str, str], snapshot: str | date, source: str, list_column: str | None = None
) -> pl.LazyFrame:
    """The rows as texts of the landing, with `item` (row of the file, from 0), `snapshot_at` and `day` (UTC), to be `identified`.

    `mapping` is field → column, as `columns_of` takes it. `snapshot` is the column that says when a row was listed, or the
    one day of the file. `list_column` says which list of several a row stands in; each list is a source of its own, called
    after `source` and the list. Raises `ImportRefused` as `columns_of` does.
    """
    schema = rows.collect_schema()
    columns = columns_of(schema, mapping)
    if list_column:
        needed("--list-column", list_column, schema)
    at = _moment(snapshot, schema) if isinstance(snapshot, str) else pl.lit(snapshot).cast(pl.Datetime("us", "UTC"))
    texts = [_text(column, schema[column]).alias(field) for field, column in columns.items()]
    listed_by = _list(list_column, schema[list_column]) if list_column else pl.lit(None, pl.String)
    frame = rows.select(at.alias("snapshot_at"), listed_by.alias("list"), *texts).with_row_index("item")
    nothing = [pl.lit(None, pl.String).alias(name) for name in POSTINGS if name not in columns and name != "source"]
    frame = frame.with_columns(pl.col("item").cast(pl.Int64), *nothing).with_columns(
        source=pl.concat_str(pl.lit(source), "list", separator="_", ignore_nulls=True),
        board=_of_nobody(token(pl.coalesce("board", "employer"))),
        title=pl.col("title").str.replace(BADGE, "").replace("", None),
        is_active=_flag(pl.col("is_active")),
        day=pl.col("snapshot_at").dt.date(),
    )
    nothing_yet = pl.lit(None, pl.String)
    return frame.drop("list").with_columns(field=nothing_yet, reason=nothing_yet)


def until(rows: pl.LazyFrame, last: date) -> pl.LazyFrame:
    """What was `stated`, where a row that says to be listed after the day `last` has no time, and is to be rejected."""
    is_ahead = pl.col("day") > last
    said = {"field": "snapshot_at", "reason": "a time that has not come yet"}
    return rows.with_columns(
        *(pl.when(is_ahead).then(pl.lit(text)).otherwise(name).alias(name) for name, text in said.items()),
        *(pl.when(~is_ahead).then(name).alias(name) for name in ("snapshot_at", "day")),
    )


def identified(rows: pl.LazyFrame) -> pl.LazyFrame:
    """What was `stated`, with the posting_id that keys are made of, and what keeps a row from being a posting: field and reason.

    Each address is read once: lists state theirs day after day, 2,427,539 times 87,000 in crypto_jobs_fyi.
    """
    known = rows.select("posting_id", "url").unique()
    known = known.with_columns(own=pl.coalesce(own_id(pl.col("posting_id")), canonical_url(pl.col("url"))))
    known = known.with_columns(own=_of_nobody(pl.col("own")))
    named = rows.join(known, on=["posting_id", "url"], how="left", nulls_equal=True, maintain_order="left")
    named = named.with_columns(posting_id="own").drop("own")
    return named.with_columns(pl.coalesce(name, _lacking(name)).alias(name) for name in ("field", "reason"))


def _text(column: str, dtype: pl.DataType) -> pl.Expr:
    return _as_text(pl.col(column), dtype).str.strip_chars().replace("", None)


def _as_text(value: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Lists of texts joined by ` | `, other nested values as JSON; a whole number stored as a float is a whole number."""
    if dtype == pl.List(pl.String):
        return value.list.drop_nulls().list.join(" | ")
    if dtype.is_nested():
        return pl.when(value.is_not_null()).then(pl.struct(value).struct.json_encode())
    if dtype.is_float():
        is_whole = value == value.floor()
        return (
            pl.when(is_whole).then(value.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(value.cast(pl.String))
        )
    return value.dt.to_string("iso") if dtype.is_temporal() else value.cast(pl.String, strict=False)


def _list(column: str, dtype: pl.DataType) -> pl.Expr:
    """The name of a list as it can stand in that of a source: small letters, digits and _."""
    return _text(column, dtype).str.to_lowercase().str.replace_all(r"[^a-z0-9]+", "_").str.strip_chars("_")


def _moment(column: str, schema: pl.Schema) -> pl.Expr:
    needed("--snapshot-column", column, schema)
    value = pl.col(column)
    dtype = schema[column]
    if isinstance(dtype, pl.Datetime):
        aware = value if dtype.time_zone else value.dt.replace_time_zone("UTC")
        return aware.dt.convert_time_zone("UTC").dt.cast_time_unit("us")
    return value.cast(pl.Datetime("us", "UTC")) if dtype == pl.Date else moment_of(value.cast(pl.String))


def token(board: pl.Expr) -> pl.Expr:
    """A board's token, as it can stand in a key: no slash."""
    return board.str.replace_all("/", "-", literal=True)


def _of_nobody(name: pl.Expr) -> pl.Expr:
    """`name`, which will stand in keys that are published; null where it holds an e-mail address."""
    return pl.when(~names_somebody("e-mail", name)).then(name)


def _flag(value: pl.Expr) -> pl.Expr:
    word = value.str.to_lowercase()
    return pl.when(word.is_in(NO)).then(pl.lit("false")).when(word.is_in(YES)).then(pl.lit("true"))


def _lacking(what: str) -> pl.Expr:
    """Which field keeps a row from being a posting, or why; null for a usable row."""
    lacks = {
        "snapshot_at": "no time that could be read",
        "board": "no board and no employer that could be published",
        "posting_id": "no posting_id and no url that could be published",
        "title": "no title",
    }
    found = [
        pl.when(pl.col(field).is_null()).then(pl.lit(field if what == "field" else reason))
        for field, reason in lacks.items()
    ]
    return pl.coalesce(found)


def unread_lines(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Lines of a file (`item`, `reason`) that hold no row, beside its rows."""
    return lines.select("item", "reason", field=pl.lit("line"), day=pl.lit(None, pl.Date))


def sizes(rows: pl.LazyFrame) -> pl.LazyFrame:
    """day, source, bytes of what was listed, sorted: about how much memory the rows of a day take."""
    texts = pl.col("description").str.len_bytes().fill_null(0).cast(pl.Int64)
    listed = rows.drop_nulls(["day", "board"]).group_by("day", "source")
    return listed.agg(bytes=(texts + ROW_BYTES).sum()).sort("day", "source")


def listed(rows: pl.LazyFrame, sizes: pl.LazyFrame) -> pl.LazyFrame:
    """The rows that a listing of a day holds."""
    return rows.join(sizes, on=["day", "source"], how="semi")


def unlisted(rows: pl.LazyFrame, sizes: pl.LazyFrame) -> pl.LazyFrame:
    """Those that none holds (no time, no board), put with the last listing: there they are rejected."""
    last = sizes.last().select("day", "source")
    return rows.join(sizes, on=["day", "source"], how="anti").drop("day", "source").join(last, how="cross")


ROW_BYTES = 300
"""A row without its description: 614 MB for 2,693,207 rows of crypto_jobs_fyi, rounded up."""


def last_listings(rows: pl.DataFrame, *, is_one_listing: bool) -> pl.DataFrame:
    """Of several snapshots in a day the last: of each board, or of the whole file where that is one listing.

    Rows without a readable time stay, to be rejected.
    """
    listing = ["day", "source"] if is_one_listing else ["day", "source", "board"]
    last = pl.col("snapshot_at").max().over(listing)
    return rows.filter(pl.col("snapshot_at").is_null() | (pl.col("snapshot_at") == last)).sort(
        "day", "source", "board", "item"
    )


def crawls(rows: pl.DataFrame, *, is_one_listing: bool) -> pl.DataFrame:
    """The ledger rows of the listings: complete, because who imports them says so."""
    proof = "declared: the file is one listing" if is_one_listing else "declared: each board's listing is complete"
    is_used = pl.col("field").is_null()
    boards = rows.drop_nulls("board").group_by("day", "source", "board", maintain_order=True)
    counted = boards.agg(collected=is_used.sum().cast(pl.Int64), rejected=(~is_used).sum().cast(pl.Int64))
    is_usable = pl.col("collected") > 0
    return counted.with_columns(
        status=pl.when(is_usable).then(pl.lit("complete")).otherwise(pl.lit("failed")),
        why=pl.when(~is_usable).then(pl.lit("no row of it could be used; see rejects")),
        proof=pl.when(is_usable).then(pl.lit(proof)),
        **unasked(),
        covers=pl.lit("file" if is_one_listing else "board"),
    )


def unasked() -> dict[str, pl.Expr]:
    """The columns of a ledger row for a board that nobody asked: what was held already was read."""
    return {
        "robots": pl.lit("none"),
        "misses_to_close": pl.lit(1, pl.Int64),
        "requests": pl.lit(0, pl.Int64),
        "bytes": pl.lit(0, pl.Int64),
    }


def rejects(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that cannot be postings, with the reason."""
    unusable = rows.filter(pl.col("field").is_not_null())
    return unusable.select(
        "day", "source", "board", "item", "posting_id", "field", "reason", value=pl.col("title").str.head(200)
    )
