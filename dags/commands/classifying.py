"""Classify titles outside the pipeline: a few from the command line, or a file."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from expectations.tables import TABLES
from transforms.clean.text import NAME, cleaned
from transforms.imported import ImportRefused
from transforms.roles import classify, explain, unmatched
from transforms.texts import read_texts
from warehouse.files import scan_rows
from warehouse.sift import naming_what_is_broken
from warehouse.store import Store

ADDED = (
    "role",
    "rung",
    "traditional_role",
    "role_basis",
    "role_evidence",
    "is_role_uncertain",
    "has_social_media_mention",
    "has_people_management",
)
WRITERS: dict[str, Callable[[pl.DataFrame, Path], object]] = {
    ".csv": lambda frame, path: frame.write_csv(path),
    ".tsv": lambda frame, path: frame.write_csv(path, separator="\t"),
    ".parquet": lambda frame, path: frame.write_parquet(path),
}
SPELLINGS = {"employer": ("employer", "company"), "text": ("description", "text")}
"""What a file may call the columns that help to decide."""


def classify_titles(titles: list[str], *, is_explained: bool) -> pl.DataFrame:
    """Title, role, rung, traditional role and the words that decided; `is_explained`: everything the classifier knows."""
    frame = pl.LazyFrame({"title": titles}).with_columns(employer=pl.lit(None, pl.String), text=pl.lit(None, pl.String))
    if is_explained:
        return _told(explain(frame).drop("employer", "text").collect())
    return classify(frame).select("title", "role", "rung", "traditional_role", "role_evidence").collect()


def classify_file(source: Path, target: Path) -> str:
    """Write `source` with the classifier's columns added to `target`; returns what came out, in one line.

    Every column of the input stays; a column that bears the name of an added one is replaced. `title` is needed,
    `employer` or `company` and `description` help. Raises `ImportRefused` or `UnreadableFile`.
    """
    if target.suffix not in WRITERS:
        raise ImportRefused(f"--output {target}: give a name that ends in {', '.join(WRITERS)}")
    if not target.parent.is_dir():
        raise ImportRefused(f"--output {target}: there is no folder {target.parent}")
    rows = scan_rows(source)
    judged = classify(_readable(rows, source)).select(ADDED)
    kept = rows.drop(ADDED, strict=False)
    with naming_what_is_broken(source):
        done = pl.concat([kept, judged], how="horizontal").collect()
    WRITERS[target.suffix](done, target)
    social = done.filter(pl.col("role") != "none").height
    return f"{target}: {done.height:,} rows, {social:,} of them a social media role"


def unmatched_in_file(source: Path) -> pl.DataFrame:
    """The review queue of a file: titles close to a role that no rule caught. Raises as `classify_file`."""
    near = unmatched(_readable(scan_rows(source), source))
    with naming_what_is_broken(source):
        return near.collect()


def unmatched_in(store: Store) -> pl.DataFrame:
    """The same of every posting in the store."""
    postings = store.scan(TABLES["postings"]).unique("posting_key").select("title", "employer")
    return unmatched(postings.with_columns(text=pl.lit(None, pl.String))).collect()


def _told(explained: pl.DataFrame) -> pl.DataFrame:
    """One column for each title, a line for each sign, without what is said of none of them."""
    lines = explained.with_columns(pl.col("signs").str.replace_all("; ", "\n", literal=True))
    told = lines.drop("title").transpose(include_header=True, header_name="", column_names=explained["title"].to_list())
    return told.filter(pl.any_horizontal(pl.exclude("").is_not_null()))


def _readable(rows: pl.LazyFrame, source: Path) -> pl.LazyFrame:
    """Title, employer and text as the classifier reads them. Raises `ImportRefused` where there is no title."""
    names = rows.collect_schema().names()
    if "title" not in names:
        raise ImportRefused(f"{source}: there is no column `title`; it has {', '.join(names)}")
    read = rows.select(
        pl.col("title").cast(pl.String).fill_null(""),
        *(_first_of(spellings, names).alias(field) for field, spellings in SPELLINGS.items()),
    )
    return read_texts(cleaned(read, ["title", "employer"], NAME))


def _first_of(spellings: tuple[str, ...], names: list[str]) -> pl.Expr:
    there = [name for name in spellings if name in names]
    return pl.col(there[0]).cast(pl.String) if there else pl.lit(None, pl.String)
