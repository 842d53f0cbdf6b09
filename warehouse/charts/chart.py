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
    alt: str
    """Type, axes and finding, for who cannot see it."""
    processing: str
    """How the points came about, in a sentence or two."""
    points: pl.DataFrame
    """Exactly the points drawn."""
    spec: Spec
    """The whole Vega-Lite specification, points included."""
