"""What a release that is proposed says, what it changes in figures published before, and what the gate warns of."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from expectations.contracts import ALL_COUNTRIES
from expectations.tables import TABLES
from warehouse.findings.headline import headline
from warehouse.findings.sentences import change, summary
from warehouse.release.publish import INPUTS, made, path_of
from warehouse.release.tables import Published, data_path
from warehouse.store import Store, scan_parquet

MONTHLY, VERDICTS = TABLES["demand_monthly"], TABLES["verdicts"]
SHOWN = 10
"""Rows that a person reads before deciding; the number of all stands above them."""


def revisions(store: Store, folder: Path) -> str:
    """The report on the release in `folder` that is not published yet, in Markdown."""
    said = [f"- {line}" for line in summary(headline(Published(folder)))]
    parts = ["**What it says**", "\n".join(said), *_since_last(store, folder), *_warnings(store, folder)]
    return "\n\n".join(parts)


def moved(before: pl.LazyFrame, now: pl.LazyFrame) -> pl.DataFrame:
    """month, role, open_before, open, change: monthly stock over all countries that is not what was published.

    Months that were not complete then are left out: they were bound to move. The largest change comes first.
    """
    key = ["month", "role"]
    everywhere = {"country": ALL_COUNTRIES, "rung": "any"}
    published = before.filter(pl.col("is_complete"), **everywhere).select(*key, open_before="open")
    counted = now.filter(**everywhere).select(*key, "open")
    both = published.join(counted, on=key, how="left", maintain_order="left").filter(
        pl.col("open").ne_missing(pl.col("open_before"))
    )
    moved_by = (pl.col("open") / pl.col("open_before") - 1).alias("change")
    return both.with_columns(moved_by).sort(moved_by.abs(), *key, descending=[True, False, False]).collect()


def _since_last(store: Store, folder: Path) -> Iterator[str]:
    published = sorted(made(store).items(), key=lambda release: (release[1]["last_on"], release[0]))
    if not published:
        yield "**What it changes**\n\nNothing: it is the first release of this store."
        return
    last, facts = published[-1]
    before = store.scan_files([f"{path_of(last)}/{data_path(MONTHLY)}"], MONTHLY.schema)
    changes = moved(before, scan_parquet([str(folder / data_path(MONTHLY))], MONTHLY.schema))
    yield f"**What it changes** of {last}, which held data to {facts['last_on']}"
    if changes.is_empty():
        yield "No figure of a complete month has moved."
        return
    yield f"{changes.height:,} figures of complete months have moved, the largest first:"
    yield _table(changes.head(SHOWN))


def _table(changes: pl.DataFrame) -> str:
    rows = [
        f"| {row['month']} | {row['role']} | {row['open_before']:,} | {_now(row['open'])} | {change(row['change'])} |"
        for row in changes.iter_rows(named=True)
    ]
    return "\n".join(["| month | role | open before | open now | change |", "|---|---|---:|---:|---:|", *rows])


def _now(stock: int | None) -> str:
    return "gone" if stock is None else f"{stock:,}"


def _warnings(store: Store, folder: Path) -> Iterator[str]:
    """What the gate found in the very files that went in."""
    digests = [line.split("  ")[0] for line in (folder / INPUTS).read_text("utf-8").splitlines()]
    found = (
        store.scan(VERDICTS)
        .filter(~pl.col("is_success"), pl.col("file_sha256").is_in(digests))
        .unique(["table", "partition", "expectation"])
        .sort("partition", "table", "expectation", descending=[True, False, False])
        .collect()
    )
    yield f"**Warnings of the gate**: {found.height or 'none'}" + (", the newest:" if found.height > SHOWN else "")
    rows = found.head(SHOWN).iter_rows(named=True)
    if lines := [f"- {row['table']} {row['partition']}: {row['expectation']}, {row['observed']}" for row in rows]:
        yield "\n".join(lines)
