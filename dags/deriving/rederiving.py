"""Make a release again from the landing, in a store of its own, and compare: who has the landing can prove every byte."""

from collections.abc import Iterator
from pathlib import Path

from dags.deriving import stages, taxonomies
from transforms.taxonomy import taxonomy
from warehouse import landing
from warehouse.draft import Draft
from warehouse.release.imprint import METHOD
from warehouse.release.publish import build
from warehouse.release.shelf import INPUTS, path_of
from warehouse.release.sums import checksums
from warehouse.release.tables import RELEASED
from warehouse.scratch import scratch
from warehouse.store import Store
from warehouse.vintages.corrections import FILE as CORRECTIONS
from warehouse.vintages.origin import read_inputs
from warehouse.vintages.vintage import Vintage, as_of

GIVEN = ("landing", "reports", "tables/bridge")
"""What a store holds that nothing derives: what was landed, what persons have decided, and what an older taxonomy counted."""


def rederive(store: Store, name: str, progress: stages.Progress) -> list[str]:
    """What of a release does not come out again from the landing, a line each; nothing where it does, bit for bit.

    PNG files are left out: they are drawn in the fonts of a machine. Raises `StoreError` where there is no such release.
    """
    released = as_of(store, name)
    if problem := _other_method(released):
        return [problem]
    with scratch("rederive") as folder:
        again = _derived(store, released, folder / "store", progress)
        expected = released.origin.inputs
        moved = [path for path, digest in expected.items() if not again.has(path) or again.digest(path) != digest]
        return [f"{path} comes out otherwise" for path in moved] or list(_rebuilt(again, released, folder / "release"))


def _other_method(released: Vintage) -> str | None:
    """Why this code cannot make the release again; null where it can."""
    then = released.origin
    made_with = {**then.versions, "releases": then.release_method, "taxonomy": then.imprint.taxonomy_version}
    here = {table.name: str(table.version) for table in RELEASED} | {"releases": METHOD, "taxonomy": taxonomy().version}
    others = [
        f"{name} {made_with.get(name, 'none')} (here {here[name]})"
        for name in here
        if made_with.get(name) != here[name]
    ]
    return f"it was made by other methods, take the code of that time: {', '.join(others)}" if others else None


def _derived(store: Store, released: Vintage, folder: Path, progress: stages.Progress) -> Store:
    """A store with the same landing, and the tables that follow from it up to the last day of the release."""
    again = Store(str(folder))
    again.claim(is_synthetic=store.is_synthetic)
    for prefix in GIVEN:
        store.fetch(prefix, folder / prefix)
    if released.imprint.before:
        earlier = path_of(released.imprint.before)
        store.fetch(earlier, folder / earlier)
    if store.has(CORRECTIONS):
        with store.open(CORRECTIONS) as file:
            again.put_bytes(file.read(), CORRECTIONS)
    days = [day for day in landing.days(again) if day <= released.imprint.last_on]
    with scratch("draft") as drafts:
        draft = Draft(again, drafts, {"taxonomy_version": taxonomy().version})
        stages.derive_days(draft, days, progress, lambda *_: None)
        taxonomies.record(draft)
        draft.put_in_place(list(draft.drafted))
    return again


def _rebuilt(again: Store, released: Vintage, folder: Path) -> Iterator[str]:
    """Files of the release that are not the same when it is built again from these tables."""
    folder.mkdir()
    with released.store.open(f"{path_of(released.imprint.release)}/{INPUTS}") as file:
        (folder / INPUTS).write_bytes(file.read())
    build(again, folder, released.imprint)
    now, then = read_inputs(checksums(folder)), released.sums
    for path in sorted(then.keys() | now.keys()):
        if not path.endswith(".png") and then.get(path) != now.get(path):
            yield f"{path} comes out otherwise"
