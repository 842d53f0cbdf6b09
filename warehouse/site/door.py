"""The front door of a store's releases: a list of all of them, and `latest/`, which leads to the newest page by page.

These are the only files below `releases/` that change. They are written anew with each release, so that any host that
serves the folder has them; nobody needs them to read a release.
"""

from collections.abc import Iterator
from importlib.resources import files

from warehouse.release.imprint import SYNTHETIC, spoken
from warehouse.release.shelf import path_of
from warehouse.site.page import POLICY
from warehouse.store import Store, StoreError
from warehouse.templating import TEMPLATES
from warehouse.vintages.vintage import releases

LATEST = "latest"


def renew(store: Store) -> None:
    """Write the list of releases and the ways to the newest one. Raises `StoreError` where there is no release."""
    if not releases(store):
        raise StoreError(f"there is no release in {store.url}: `helpwanted release` makes one")
    for path, content in _files(store):
        store.put_bytes(content, f"releases/{path}")


def _files(store: Store) -> Iterator[tuple[str, bytes]]:
    known = releases(store)[::-1]
    synthetic = SYNTHETIC if store.is_synthetic else ""
    frame = {"policy": POLICY, "synthetic": synthetic}
    yield "page.css", files("warehouse").joinpath("templates", "page.css").read_bytes()
    yield (
        "index.html",
        TEMPLATES.get_template("releases.html").render(root="", releases=known, spoken=spoken, **frame).encode(),
    )
    newest = f"{path_of(known[0].release)}/"
    for path in store.paths(newest.rstrip("/")):
        if path.endswith(".html"):
            address = path.removeprefix(newest)
            root = "../" * (address.count("/") + 1)
            target = f"{root}{known[0].release}/{address}"
            page = TEMPLATES.get_template("moved.html").render(root=root, target=target, **frame)
            yield f"{LATEST}/{address}", page.encode()
