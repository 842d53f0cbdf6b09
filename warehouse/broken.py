"""Which file of a store is broken, once something in it could not be read."""

from pyarrow import ArrowInvalid

from warehouse.release.shelf import RESTORE
from warehouse.store import Store


def first_broken(store: Store) -> str | None:
    """The first Parquet file whose footer cannot be read, and what to do about it, in one line; nothing where all can."""
    for top, to_do in TO_DO.items():
        for path in store.paths(top):
            if path.endswith(".parquet") and _is_broken(store, path):
                return f"{store.url}/{path} is broken: {to_do.format(**_named(path))}"
    return None


TO_DO = {
    "landing": "put a copy in its place, or remove {folder}; then run `helpwanted rebuild{since}`",
    "tables": "run `helpwanted rebuild{since}`",
    "releases": RESTORE,
}
"""By what lies in the folder; in the order in which the one is made from the other."""


def _is_broken(store: Store, path: str) -> bool:
    try:
        store.footer(path)
    except ArrowInvalid:
        return True
    return False


def _named(path: str) -> dict[str, str]:
    """What an advice names: the folder of a file, the release it stands in, and from which day on to derive again."""
    folder = path.rpartition("/")[0]
    keys = dict(part.split("=", 1) for part in folder.split("/") if "=" in part)
    first = keys.get("day") or (f"{keys['month']}-01" if "month" in keys else "")
    return {"folder": folder, "name": path.split("/")[1], "since": f" --from {first}" if first else ""}
