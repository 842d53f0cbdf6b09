"""Does a release name persons, or say how to reach them?"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from expectations.contracts import Column
from expectations.personal import PATTERNS, names_somebody
from warehouse.release.tables import RELEASED, Published, data_path

KEYS = ("posting_key", "other_key", "vacancy_id", "posting_id", "url", "board")
"""Identifiers and addresses: their numbers are no telephone numbers, and what stands after an @ in them is a page."""


def persons(folder: Path) -> Iterator[str]:
    """E-mail addresses, telephone numbers, handles and names in any column of texts."""
    released = Published(folder)
    for table in RELEASED:
        texts = [column for column in table.columns if column.is_public and _is_free(column)]
        found = {f"{column.name} {kind}": _rows(column, kind) for column in texts for kind in _kinds(column)}
        if found:
            counted = released.scan(table).select(**found).collect().row(0, named=True)
            yield from (_said(data_path(table), where, rows) for where, rows in counted.items() if rows)


def _is_free(column: Column) -> bool:
    return column.dtype == pl.String and not column.allowed


def _kinds(column: Column) -> tuple[str, ...]:
    return ("e-mail",) if column.name in KEYS else tuple(PATTERNS)


def _rows(column: Column, kind: str) -> pl.Expr:
    # Texts repeat from row to row: each is looked at once.
    return names_somebody(kind, pl.col(column.name).unique()).sum()


def _said(path: str, where: str, texts: int) -> str:
    column, kind = where.rsplit(" ", 1)
    return f"{path} holds personal data: {column} has {texts} texts with {_article(kind)} {kind}"


def _article(kind: str) -> str:
    return "an" if kind[0] in "aeio" else "a"
