"""The boards of the panel as a table, and how one is added: the logic of `helpwanted boards`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import polars as pl

from dags.collecting.crawling import Internet, today
from dags.collecting.panels import panel, panel_file
from dags.commands.checking import Finding, check, named
from spiders.panel import COLUMNS, added, read_panel, write_panel
from warehouse.store import Store


class NoBoard(Exception):
    """What was asked is no board that could be collected."""

    exit_code = 1


def rows(
    internet: Internet,
    sources: Sequence[str] | None = None,
    sectors: Sequence[str] | None = None,
    countries: Sequence[str] | None = None,
) -> pl.DataFrame:
    """The panel as a table, retired boards included; of some sources, sectors or countries only where these are given."""
    wanted = {"source": sources, "sector": sectors, "country": countries}
    kept = [
        asdict(row)
        for row in panel(internet)
        if all(getattr(row, column) in values for column, values in wanted.items() if values)
    ]
    types = {column: pl.Date if column.endswith("_on") else pl.String for column in COLUMNS}
    return pl.DataFrame(kept, schema=types)


def counts(rows: pl.DataFrame) -> str:
    """How many boards each source has, in one line."""
    of_source = (f"{source} {boards:,}" for source, boards in sorted(Counter(rows["source"]).items()))
    return ", ".join([*of_source, f"in all {rows.height:,}"])


def add(store: Store, internet: Internet, name: str, stated: Mapping[str, str]) -> tuple[Finding, Path]:
    """Write a board into the panel's file, from today on, after asking it. `stated`: employer, country, sector, note.

    Raises `spiders.panel.PanelError` where the row cannot stand in the panel, `NoBoard` where the board does not answer;
    the file is as it was then.
    """
    source, board = named(name)
    file = panel_file(internet)
    note = "; ".join(text for text in ("chosen", stated["note"]) if text)
    row = {**stated, "source": source, "board": board, "added_on": f"{today()}", "note": note}
    grown = added(read_panel(file), row)
    (finding,) = check(store, internet, [f"{source}/{board}"])
    if not finding.is_a_board:
        raise NoBoard(f"{finding.line}: nothing was written")
    write_panel(grown, file)
    return finding, file
