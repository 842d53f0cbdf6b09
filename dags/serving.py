"""`helpwanted serve`: a release in the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dags import screen
from warehouse.scratch import scratch
from warehouse.site.door import newest_first
from warehouse.site.server import server
from warehouse.store import Store, StoreError


def run(store: Store, release: str | None, port: int) -> None:
    """Serve a release by its name in the store or the folder it lies in, else the newest, until Ctrl-C."""
    with _folders(store, release) as (name, folders), server(folders, name, port) as serving:
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
    known = [facts["release"] for facts in newest_first(store)]
    if not known or (release or known[0]) not in known:
        raise StoreError(f"there is no release {release or ''} in {store.url}: `helpwanted release` makes one")
    name = release or known[0]
    if store.is_local:
        yield name, {one: Path(store.url) / "releases" / one for one in known}
        return
    with scratch("serve") as folder:
        store.fetch(f"releases/{name}", folder)
        yield name, {name: folder}
