"""Tables as they were in a release. Releases never change, so neither do these."""

from functools import cached_property

import polars as pl

from expectations.contracts import Table
from warehouse.release.imprint import Imprint
from warehouse.release.shelf import INPUTS, made, path_of
from warehouse.release.sums import SUMS
from warehouse.release.tables import RELEASED, paths_of, public_schema
from warehouse.store import Store, StoreError
from warehouse.vintages.origin import Origin, read_inputs, versions


class Vintage:
    """A release of a store, read where it lies."""

    def __init__(self, store: Store, imprint: Imprint) -> None:
        self.store, self.imprint = store, imprint

    @property
    def is_synthetic(self) -> bool:
        """Whether the data come from the sandbox."""
        return self.imprint.is_synthetic

    @cached_property
    def _files(self) -> list[str]:
        folder = f"{path_of(self.imprint.release)}/"
        return [path.removeprefix(folder) for path in self.store.paths(folder.rstrip("/"))]

    def paths(self, table: Table) -> list[str]:
        """The files in the store that hold a table; none where the release has no such table."""
        return [f"{path_of(self.imprint.release)}/{path}" for path in paths_of(table, self._files)]

    def scan(self, table: Table) -> pl.LazyFrame:
        """The columns of a table that are public today: null where the release has none of that name yet."""
        return self.store.scan_files(self.paths(table), public_schema(table))

    def footer(self, table: Table) -> dict[str, str]:
        """What the footer of a table says; nothing where the release has no such table."""
        paths = self.paths(table)
        return self.store.footer(paths[0]) if paths else {}

    def schemas(self) -> dict[str, pl.Schema]:
        """Names and types of the columns of every table that the release has, by table."""
        found = {path.removeprefix("data/").removesuffix(".parquet").split("/")[0]: path for path in self._parquet}
        place = f"{self.store.url}/{path_of(self.imprint.release)}"
        return {name: pl.Schema(pl.read_parquet_schema(f"{place}/{path}")) for name, path in sorted(found.items())}

    @property
    def _parquet(self) -> list[str]:
        return [path for path in self._files if path.endswith(".parquet")]

    @cached_property
    def origin(self) -> Origin:
        """What the release was made from and with."""
        inputs = self._listing(INPUTS)
        footers = {table.name: self.footer(table) for table in RELEASED}
        return Origin(self.imprint, self._facts["release_method"], versions(footers), inputs)

    @property
    def sums(self) -> dict[str, str]:
        """File of the release → its SHA-256."""
        return self._listing(SUMS)

    def _listing(self, name: str) -> dict[str, str]:
        with self.store.open(f"{path_of(self.imprint.release)}/{name}") as file:
            return read_inputs(file.read().decode())

    @cached_property
    def _facts(self) -> dict[str, str]:
        return made(self.store)[self.imprint.release]


def releases(store: Store) -> list[Imprint]:
    """The imprints of the releases of a store, by the last day of their data."""
    found = [Imprint.read(facts) for facts in made(store).values()]
    return sorted(found, key=lambda imprint: (imprint.last_on, imprint.release))


def as_of(store: Store, release: str | None = None) -> Vintage:
    """The tables as they were in a release, by default the newest. Raises `StoreError` where there is none."""
    found = {imprint.release: imprint for imprint in releases(store)}
    if not found:
        raise StoreError(f"there is no release in {store.url}: run `helpwanted release` first")
    if release is not None and release not in found:
        raise StoreError(f"there is no release {release}; there are {', '.join(found)}")
    return Vintage(store, found[release or [*found][-1]])
