"""A chart of a release: what it says, from which points, and how these are drawn."""

from dataclasses import dataclass
from typing import Any

import polars as pl

Spec = dict[str, Any]
"""A Vega-Lite specification, or a part of one."""


@dataclass(frozen=True)
class Chart:
    """A chart: its finding, its basis, its points."""

    name: str
    """Of its files and its address."""
    title: str
    """The finding, never stronger than its verdict."""
    subtitle: tuple[str, ...]
    """What is drawn, its unit and its n, a line each."""
    form: str
    """Type and axes, in a sentence."""
    processing: str
    """How the points came about, in a sentence or two."""
    points: pl.DataFrame
    """Exactly the points drawn; `label` says each in words."""
    rows: list[Spec]
    """The panels, in rows."""
    left: int
    """Pixels that the names or the scale left of the panels take."""

    @property
    def alt(self) -> str:
        """What who cannot see the chart is told: type, axes, finding."""
        return f"{self.form} {self.title}"
