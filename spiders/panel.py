"""The panel: which boards are asked, since when and until when. A CSV file that is edited by hand, so it is read strictly."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from urllib.request import urlopen

from spiders.fields import CONTROLS
from spiders.sectors import SECTORS

PANEL = Path(__file__).with_name("boards.csv")
"""The project's own panel."""


class PanelError(Exception):
    """A panel that cannot be used; one line for each bad row, as `file:line: what is wrong; what to do`."""

    exit_code = 2


@dataclass(frozen=True)
class PanelRow:
    """One board of the panel, with the columns of the file."""

    source: str
    board: str
    """The token that the board's address carries, unescaped."""
    employer: str
    """One name for all boards of one employer: intervals are clustered by it."""
    country: str | None
    """ISO code of the country the employer is at home in."""
    sector: str | None
    added_on: date
    retired_on: date | None
    """First day on which it is no longer asked. Rows stay: what was measured stays measured."""
    note: str | None

    def has_left_by(self, day: date) -> bool:
        """Whether the board is no longer asked on `day`."""
        return self.retired_on is not None and self.retired_on <= day

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands in a panel: by source, then by board."""
        return self.source, self.board.lower()


COLUMNS = tuple(field.name for field in fields(PanelRow))


def read_panel(path: Path = PANEL) -> list[PanelRow]:
    """The rows of a panel file. Raises `PanelError` where the file cannot be read or a row cannot be used."""
    try:
        return parse_panel(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise PanelError(
            f"{path}: cannot be read ({error}); give a CSV file in UTF-8 with {','.join(COLUMNS)}"
        ) from error


def read_sandbox_panel(url: str) -> list[PanelRow]:
    """The panel of a running sandbox server."""
    address = f"{url.rstrip('/')}/panel.csv"
    if not address.startswith("http://"):
        raise PanelError(f"{address}: not a sandbox; give the URL that `helpwanted sandbox` prints")
    try:
        with urlopen(address, timeout=30) as answer:  # noqa: S310 - the scheme is checked above
            return parse_panel(answer.read().decode(), address)
    except OSError as error:
        raise PanelError(f"{address}: no answer ({error}); start one with `helpwanted sandbox`") from error


def parse_panel(text: str, name: str) -> list[PanelRow]:
    """The rows of a panel given as CSV text; `name` stands in messages."""
    table = csv.DictReader(io.StringIO(text))
    if tuple(table.fieldnames or ()) != COLUMNS:
        raise PanelError(f"{name}:1: the header is {','.join(table.fieldnames or ())}; make it {','.join(COLUMNS)}")
    panel = _Panel()
    complaints = []
    for line, stated in _lines(table, name):
        try:
            panel.add(_row(stated))
        except ValueError as error:
            complaints.append(f"{name}:{line}: {error}")
    if complaints:
        raise PanelError("\n".join(complaints))
    return list(panel.rows.values())


def _lines(table: "csv.DictReader[str]", name: str) -> list[tuple[int, dict[str, str | None]]]:
    """Each row with the number of its line."""
    try:
        return [(table.line_num, stated) for stated in table]
    except csv.Error as error:
        raise PanelError(f"{name}:{table.line_num + 1}: {error}; is a quotation mark missing?") from error


def added(panel: Iterable[PanelRow], stated: Mapping[str, str]) -> list[PanelRow]:
    """A panel with one more row, given by its columns; those not given are empty.

    Raises `PanelError` where the row cannot be used, or names a sector that is none of ours.
    """
    rows = _Panel()
    for row in panel:
        rows.add(row)
    try:
        rows.add(_row({**dict.fromkeys(COLUMNS, ""), **stated}))
        check_sector(stated.get("sector") or None)
    except ValueError as error:
        raise PanelError(str(error)) from error
    return list(rows.rows.values())


def write_panel(panel: Iterable[PanelRow], path: Path) -> None:
    """Puts a panel in the place of the file at `path`, at once, in the order of sources and boards."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_text(panel_text(panel), encoding="utf-8")
    unfinished.replace(path)


def panel_text(panel: Iterable[PanelRow]) -> str:
    """A panel as CSV text."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(astuple(row) for row in sorted(panel, key=lambda row: row.place))
    return text.getvalue()


def select(
    panel: Iterable[PanelRow], day: date, sources: Collection[str] | None = None, boards: Collection[str] | None = None
) -> list[PanelRow]:
    """The boards that the ledger of `day` speaks of, of some sources or boards only where these are given.

    Those that have left the panel are among them: that they are not asked any more is what ends their postings.
    """
    return [
        row
        for row in panel
        if row.added_on <= day
        and (sources is None or row.source in sources)
        and (boards is None or row.board in boards)
    ]


class _Panel:
    """Rows that go together: a board stands in it once, and an employer has one name."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], PanelRow] = {}
        self._names: dict[str, str] = {}

    def add(self, row: PanelRow) -> None:
        """Takes a row in; raises `ValueError` where it does not go with the others."""
        known = self._names.setdefault(row.employer.lower(), row.employer)
        if known != row.employer:
            raise ValueError(f"employer is {row.employer!r}, elsewhere {known!r}; give one employer one name")
        if row.place in self.rows:
            raise ValueError(f"{row.source}/{row.board} stands in the panel already; remove one")
        self.rows[row.place] = row


def _row(stated: Mapping[str, str | None]) -> PanelRow:
    if None in stated or None in stated.values():
        raise ValueError(f"not {len(COLUMNS)} columns; quote values that hold a comma")
    text = {name: (value or "").strip() for name, value in stated.items()}
    return PanelRow(
        source=known_source(text["source"]),
        board=_board(text),
        employer=_needed(text, "employer"),
        country=_country(text["country"]),
        sector=text["sector"] or None,
        added_on=_date(text, "added_on"),
        retired_on=_date(text, "retired_on") if text["retired_on"] else None,
        note=text["note"] or None,
    )


def _needed(text: Mapping[str, str], column: str) -> str:
    if not text[column]:
        raise ValueError(f"no {column}; fill it in")
    return text[column]


def _board(text: Mapping[str, str]) -> str:
    if CONTROLS.search(_needed(text, "board")):
        raise ValueError(
            f"board is {text['board'][:50]!r}; leave out what cannot be seen: is a quotation mark missing?"
        )
    return text["board"]


def known_source(stated: str) -> str:
    """The source; raises `ValueError` where no family is called so."""
    # Scrapy takes a second to load, and only here is it needed.
    from spiders.families import families

    if stated not in families():
        raise ValueError(f"unknown source {stated!r}; use one of {', '.join(families())}")
    return stated


def _country(stated: str) -> str | None:
    if stated and not re.fullmatch("[A-Z]{2}", stated):
        raise ValueError(f"country is {stated!r}; use an ISO code such as GB, or nothing")
    return stated or None


def check_sector(stated: str | None) -> None:
    """Raises `ValueError` for a sector that is none of ours."""
    if stated and stated not in SECTORS:
        raise ValueError(f"unknown sector {stated!r}; use one of {', '.join(SECTORS)}, or nothing")


def _date(text: Mapping[str, str], column: str) -> date:
    try:
        return date.fromisoformat(text[column])
    except ValueError:
        raise ValueError(f"{column} is {text[column]!r}; use YYYY-MM-DD") from None
