"""The boards of the panel as a table, and how one is added: the logic of `helpwanted boards`."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import polars as pl

from dags.collecting.crawling import Internet, today
from dags.collecting.panels import panel, panel_file
from dags.commands.checking import Finding, check, named
from spiders.panel import COLUMNS, PanelError, added, check_sector, known_source, read_panel, write_panel
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
    """The panel as a table, retired boards included; of some sources, sectors or countries only where these are given.

    Raises `spiders.panel.PanelError` for one that is in no panel and never could be.
    """
    wanted = {"source": sources, "sector": sectors, "country": countries}
    boards = panel(internet)
    for column, values in wanted.items():
        for value in set(values or ()).difference(getattr(row, column) for row in boards):
            _refuse_unknown(column, value)
    kept = [
        asdict(row)
        for row in boards
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

    A file that is not there is begun. Raises `spiders.panel.PanelError` where the row cannot stand in the panel, `NoBoard`
    where the board does not answer; the file is as it was then.
    """
    source, board = named(name)
    file = panel_file(internet)
    held = read_panel(file) if file.exists() else []
    if not file.parent.is_dir():
        raise PanelError(f"{file}: there is no folder {file.parent}")
    _refuse_unknown("country", stated["country"])
    note = "; ".join(text for text in ("chosen", stated["note"]) if text)
    row = {**stated, "source": source, "board": board, "added_on": f"{today()}", "note": note}
    grown = added(held, row)
    (finding,) = check(store, internet, [f"{source}/{board}"], held)
    if not finding.is_a_board:
        raise NoBoard(f"{finding.line}: nothing was written")
    write_panel(grown, file)
    return finding, file


def _refuse_unknown(column: str, value: str) -> None:
    try:
        CHECKS[column](value)
    except ValueError as error:
        raise PanelError(f"--{column}: {error}") from error


def _check_country(stated: str) -> None:
    import pycountry  # reads its files when first asked

    if stated and not pycountry.countries.get(alpha_2=stated):
        raise ValueError(f"{stated!r} is no country; use an ISO code such as GB")


CHECKS: dict[str, Callable[[str], object]] = {
    "source": known_source,
    "sector": check_sector,
    "country": _check_country,
}
