"""A release before somebody has said yes: built and frozen in `candidates/<name>/`, then published as it is, or removed."""

import json
from dataclasses import dataclass
from pathlib import Path

from warehouse.release.imprint import IMPRINT
from warehouse.release.publish import Release, prepare, put_in_place
from warehouse.release.shelf import made, path_of
from warehouse.release.sums import SUMS
from warehouse.scratch import scratch
from warehouse.store import Store, StoreError
from warehouse.vintages.proposal import proposal


@dataclass(frozen=True)
class Candidate:
    """What somebody is asked about. `is_new` is false where the release was published before: nothing is to be decided."""

    name: str
    path: str
    is_new: bool
    report: str
    """What it says, what it changes and what the gate warns of, in Markdown."""


def propose(store: Store, name: str | None = None, site: str = "") -> Candidate:
    """Build a release as `release.publish` does, and put it beside the releases. Raises `StoreError` as that does."""
    with scratch("candidate") as folder:
        prepared = prepare(store, name, folder, site)
        if not prepared.is_new:
            return Candidate(prepared.name, prepared.path, is_new=False, report="Nothing has changed since.")
        path = _path(prepared.name)
        discard(store, prepared.name)
        put_in_place(store, folder, path)
        return Candidate(prepared.name, path, is_new=True, report=proposal(store, folder))


def publish(store: Store, name: str) -> Release:
    """Publish a candidate byte for byte as it was proposed, whatever the tables have come to meanwhile.

    Raises `StoreError` where there is no such candidate, or where its name was taken meanwhile.
    """
    published = made(store).get(name)
    with scratch("release") as folder:
        store.fetch(_path(name), folder)
        if published is None:
            _refuse_unfinished(folder, name)
            put_in_place(store, folder, path_of(name))
        elif (folder / IMPRINT).exists() and json.loads((folder / IMPRINT).read_text("utf-8")) != published:
            raise StoreError(f"release {name} holds other data by now and never changes: propose it again")
    discard(store, name)
    return Release(name, path_of(name), is_new=published is None)


def discard(store: Store, name: str) -> None:
    """Remove a candidate, if it is there: its checksums first, so that nobody publishes what is half gone."""
    left = store.paths(_path(name))
    for path in sorted(left, key=lambda path: not path.endswith(f"/{SUMS}")):
        store.remove(path)


def _path(name: str) -> str:
    return f"candidates/{name}"


def _refuse_unfinished(folder: Path, name: str) -> None:
    if not (folder / SUMS).exists():
        raise StoreError(f"there is no candidate {name}: propose it again, by clearing the task `propose`")
