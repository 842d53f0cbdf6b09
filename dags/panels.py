"""Which boards are asked: the sandbox's own panel, a panel of the user's, or the shipped one."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dags.crawling import Internet
from spiders.panel import PANEL, PanelError, PanelRow, read_panel, read_sandbox_panel, select


def asked_boards(
    internet: Internet, day: date, sources: Sequence[str] | None = None, boards: Sequence[str] | None = None
) -> list[PanelRow]:
    """The boards to ask on a day, of these sources and boards only where some are named.

    Raises `spiders.panel.PanelError` where the panel cannot be read or has no such board.
    """
    asked = select(panel(internet), day, sources or None, boards or None)
    missing = {*(sources or ()), *(boards or ())}.difference(*((row.source, row.board) for row in asked))
    if missing:
        raise PanelError(f"{day}: the panel has no {', '.join(sorted(missing))}; see `helpwanted boards list`")
    return asked


def panel(internet: Internet) -> list[PanelRow]:
    """The whole panel: HELPWANTED_PANEL goes first, then the sandbox's own, then the shipped one."""
    if stated := os.environ.get("HELPWANTED_PANEL"):
        return read_panel(Path(stated))
    return read_sandbox_panel(internet.sandbox) if internet.sandbox else read_panel(PANEL)


def panel_file(internet: Internet) -> Path:
    """The file that a new board goes into. Raises `PanelError` where only the sandbox has a panel: its boards are invented."""
    stated = os.environ.get("HELPWANTED_PANEL")
    if internet.is_synthetic and not stated:
        raise PanelError("a sandbox's boards are invented and stay out of the shipped panel: name a file with --panel")
    return Path(stated) if stated else PANEL
