"""Working folders on this machine."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "helpwanted-scratch-"
"""How each of them is called, so that `warehouse.sweep` knows them."""


@contextmanager
def scratch(purpose: str) -> Iterator[Path]:
    """A folder among the machine's temporary files, gone on leaving the block; what a `kill -9` leaves is swept later."""
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{purpose}-") as folder:
        yield Path(folder)
