"""Options that several commands take."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a command prints: a table for people, CSV or JSON for programs."""

    table = "table"
    csv = "csv"
    json = "json"


PrintAs = Annotated[
    Format, typer.Option("--format", help="For people; for programs CSV, or JSON with one object a line.")
]
PanelFile = Annotated[
    Path | None, typer.Option("--panel", help="Panel file; else HELPWANTED_PANEL, else the shipped one.")
]


def use(panel: Path | None) -> None:
    """From here on, this panel is the one."""
    if panel:
        os.environ["HELPWANTED_PANEL"] = str(panel)
