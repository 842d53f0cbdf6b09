"""The gate beside the derivation: days that are whole are judged while later ones are still being derived."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from types import TracebackType
from typing import Self

import polars as pl

from dags.deriving import judging
from expectations.contracts import Verdict
from expectations.tables import TABLES
from warehouse.draft import Draft

LIFECYCLE = TABLES["lifecycle"]
ROWS_AT_ONCE = 1_000_000
"""Rows of `lifecycle` judged at once, with all other tables of their days. To judge costs 3 CPU-seconds whatever there is
to judge, and 1 GB for three million rows."""


class Beside:
    """Judges a draft in a thread of its own, as soon as enough days of it are whole."""

    def __init__(self, draft: Draft) -> None:
        self._draft, self._rows = draft, 0
        self._asked: set[tuple[str, str]] = set()
        self._found: list[Future[list[Verdict]]] = []
        self._thread = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=True)

    def whole(self, days: Sequence[date]) -> None:
        """All that is made of these days, and of the months that ended before, is drafted."""
        alive = self._draft.scan(LIFECYCLE, [f"day={day}" for day in days])
        self._rows += alive.select(pl.len()).collect().item()
        if self._rows >= ROWS_AT_ONCE:
            ready = [key for key in judging.comparable(self._draft.drafted, days[-1]) if key not in self._asked]
            self._found.append(self._thread.submit(judging.by_themselves, self._draft, ready))
            self._asked.update(ready)
            self._rows = 0

    def found(self) -> list[Verdict]:
        """The verdicts on what was judged."""
        return [verdict for found in self._found for verdict in found.result()]
