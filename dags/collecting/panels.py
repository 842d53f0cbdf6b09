"""Which boards are asked: the sandbox's own panel, a panel of the user's, or the shipped one."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dags.collecting.crawling import Internet
from spiders.panel import PANEL, PanelError, PanelRow, read_panel, read_sandbox_panel, select


@dataclass(frozen=True)
class Choice:
    """Which boards are wanted: all of the panel, unless something is said."""

    sources: Sequence[str] = ()
    boards: Sequence[str] = ()
    limit: int | None = None
    """Boards of each source at most, the first of the panel: for a try."""
    panel: str | None = None
    """A panel file instead of the one that would be read."""

    def of(self, source: str) -> "Choice":
        """The same, of one source."""
        return replace(self, sources=(source,))


EVERYTHING = Choice()


def asked_boards(internet: Internet, day: date, choice: Choice = EVERYTHING) -> dict[str, list[PanelRow]]:
    """Source → its boards to ask on a day, those among them that have left the panel; sorted by source.

    Raises `spiders.panel.PanelError` where the panel cannot be read, or has nothing of what was named.
    """
    whole = select(panel(internet, choice.panel), day)
    missing = {*choice.sources} - {row.source for row in whole} | {*choice.boards} - {row.board for row in whole}
    if missing:
        raise PanelError(f"{day}: the panel has no {', '.join(sorted(missing))}; see `helpwanted boards list`")
    asked: dict[str, list[PanelRow]] = {}
    chosen = select(whole, day, choice.sources or None, choice.boards or None)
    for row in sorted(chosen, key=lambda row: row.has_left_by(day)):
        asked.setdefault(row.source, []).append(row)
    if not asked:
        raise PanelError(f"{day}: the panel has no such board; see `helpwanted boards list`")
    return {source: asked[source][: choice.limit] for source in sorted(asked)}


def panel(internet: Internet, file: str | None = None) -> list[PanelRow]:
    """The whole panel: `file` goes first, then HELPWANTED_PANEL, then the sandbox's own, then the shipped one."""
    if stated := file or os.environ.get("HELPWANTED_PANEL"):
        return read_panel(Path(stated))
    return read_sandbox_panel(internet.sandbox) if internet.sandbox else read_panel(PANEL)


def panel_file(internet: Internet) -> Path:
    """The file that a new board goes into. Raises `PanelError` where only the sandbox has a panel: its boards are invented."""
    stated = os.environ.get("HELPWANTED_PANEL")
    if internet.is_synthetic and not stated:
        raise PanelError("a sandbox's boards are invented and stay out of the shipped panel: name a file with --panel")
    return Path(stated) if stated else PANEL
