"""`helpwanted serve`: a release in the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dags.commands.ports import listening_on
from dags.showing import screen
from warehouse.release.shelf import path_of
from warehouse.scratch import scratch
from warehouse.site.server import server
from warehouse.store import Store
from warehouse.vintages.vintage import as_of, releases


def run(store: Store, release: str | None, port: int) -> None:
    """Serve a release by its name in the store or the folder it lies in, else the newest, until Ctrl-C."""
    with _folders(store, release) as (name, folders), listening_on(port), server(folders, name, port) as serving:
        screen.say(f"http://127.0.0.1:{serving.server_port}/{name}/\nCtrl-C ends it.")
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            screen.say("ended")


@contextmanager
def _folders(store: Store, release: str | None) -> Iterator[tuple[str, dict[str, Path]]]:
    """The release that is opened, and the folders of all that are served. What lies in a bucket is copied first."""
    if release is not None and Path(release).is_dir():
        folder = Path(release).resolve()
        yield folder.name, {folder.name: folder}
        return
    name = as_of(store, release).imprint.release
    if store.is_local:
        yield name, {one.release: Path(store.url) / path_of(one.release) for one in releases(store)}
        return
    with scratch("serve") as folder:
        store.fetch(path_of(name), folder)
        yield name, {name: folder}
