"""What a release that is proposed says, what it changes in figures published before, and what the gate warns of."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from expectations.tables import TABLES
from warehouse.findings.headline import headline
from warehouse.findings.sentences import summary
from warehouse.release.shelf import INPUTS
from warehouse.release.tables import Published
from warehouse.store import Store

VERDICTS = TABLES["verdicts"]
SHOWN = 10
"""Rows that a person reads before deciding; the number of all stands above them."""


def proposal(store: Store, folder: Path) -> str:
    """The report on the release in `folder` that is not published yet, in Markdown."""
    said = [f"- {line}" for line in summary(headline(Published(folder)))]
    parts = ["**What it says**", "\n".join(said), "**What it changes**", _changes(folder), *_warnings(store, folder)]
    return "\n\n".join(parts)


def _changes(folder: Path) -> str:
    """The changelog of the release, without its title."""
    return (folder / "CHANGELOG.md").read_text("utf-8").split("\n", 2)[2].replace("### ", "#### ")


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
