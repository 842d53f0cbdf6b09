"""Checksums of a release."""

import hashlib
from pathlib import Path

SUMS = "SHA256SUMS"
"""Put in place last: a release without it never happened."""


def files_of(folder: Path) -> list[str]:
    """Relative paths of the files of a release, sorted, without the checksums."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path != SUMS)


def checksums(folder: Path) -> str:
    """SHA256SUMS over every file, as `sha256sum --check` reads it."""
    return "".join(f"{sha256(folder / path)}  {path}\n" for path in files_of(folder))


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
