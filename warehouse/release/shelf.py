"""The releases of a store: which there are, and where they lie."""

import json

from warehouse.release.imprint import IMPRINT
from warehouse.release.sums import SUMS
from warehouse.store import Store, StoreError

INPUTS = "inputs.sha256"
"""Digests of the files of the store that a release was made from, as `sha256sum` writes them."""

RESTORE = "`helpwanted verify {name}` tells what else of the release is; put a copy of it in its place"
"""What to do about a broken file of a release, which nothing makes again."""


def made(store: Store) -> dict[str, dict[str, str]]:
    """The releases that happened, in the order of their names, with their imprints."""
    done = [
        path.split("/")[1] for path in store.paths("releases") if path.count("/") == 2 and path.endswith(f"/{SUMS}")
    ]
    return {name: _facts(store, name) for name in sorted(done)}


def _facts(store: Store, name: str) -> dict[str, str]:
    path = f"{path_of(name)}/{IMPRINT}"
    with store.open(path) as file:
        try:
            facts: dict[str, str] = json.load(file)
        except ValueError as error:
            raise StoreError(f"{store.url}/{path} is broken: {RESTORE.format(name=name)}") from error
    return facts


def path_of(name: str) -> str:
    """Where a release lies in its store."""
    return f"releases/{name}"
