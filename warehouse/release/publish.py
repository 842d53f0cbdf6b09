"""Releases: public, immutable, made whole or not at all."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from expectations.contracts import Table
from expectations.tables import TABLES
from warehouse.charts.kit import charts
from warehouse.charts.writing import write_charts
from warehouse.findings.headline import headline
from warehouse.findings.trends import TRENDS, write_csv
from warehouse.metadata.writing import write_metadata
from warehouse.release.imprint import METHOD, Imprint, code_version
from warehouse.release.shelf import INPUTS, made, path_of
from warehouse.release.sums import SUMS, checksums, files_of
from warehouse.release.tables import NEWEST_ONLY, RELEASED, Published, write_table
from warehouse.scratch import scratch
from warehouse.site.writing import write_site
from warehouse.store import Store, StoreError
from warehouse.verify.release import problems
from warehouse.vintages.changes import changes, write_changes
from warehouse.vintages.corrections import FILE as CORRECTIONS
from warehouse.vintages.corrections import corrections
from warehouse.vintages.vintage import as_of, releases

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True)
class Release:
    """A release in a store: its name, its path there, and whether it was made just now."""

    name: str
    path: str
    is_new: bool


def publish(store: Store, name: str | None = None, site: str = "") -> Release:
    """Make a release of everything counted so far, or find the one that holds exactly this already.

    Without a `name` it is called by the month of its newest data, `2026.11`, then `2026.11.2` and so on. `site` is the
    address under which releases are hosted; it stands in permalinks and makes no new release. Raises
    `StoreError`, in one line that says what to do, where nothing is counted, where a file has no good verdict of the
    gate, and where `name` is taken by other data.
    """
    with scratch("release") as folder:
        release = prepare(store, name, folder, site)
        if release.is_new:
            put_in_place(store, folder, release.path)
    return release


def prepare(store: Store, name: str | None, folder: Path, site: str = "") -> Release:
    """Write a whole release into `folder`, for `publish`; nothing where there is one that holds exactly this already."""
    digests = {path: store.digest(path) for path in inputs(store)}
    fingerprint = _fingerprint(digests)
    known = made(store)
    same = [done for done, facts in known.items() if facts["fingerprint"] == fingerprint and name in (None, done)]
    if same:
        return Release(same[-1], path_of(same[-1]), is_new=False)
    _refuse_unjudged(store, digests)
    last_on = _newest(store)
    name = _free_name(name, last_on, known)
    (folder / INPUTS).write_text(_listing(digests), "utf-8")
    build(store, folder, _imprint(store, name, last_on, fingerprint, site))
    (folder / SUMS).write_text(checksums(folder), "utf-8")
    _refuse_faulty(folder, name)
    return Release(name, path_of(name), is_new=True)


def build(store: Store, folder: Path, imprint: Imprint) -> None:
    """Write everything but the digests into `folder`: the tables, and from these tables all the rest.

    Only what a release changes is told from another one: that which `imprint` names as the one before.
    """
    for table in RELEASED:
        write_table(store.scan(table, _partitions(store, table)), table, folder, imprint)
    released = Published(folder)
    first = headline(released)
    for path, trend in TRENDS.items():
        write_csv(trend(released, imprint.edition), folder / path)
    drawn = charts(released, first, imprint)
    write_charts(drawn, folder / "charts", imprint)
    write_metadata(folder, first, imprint)
    corrected = corrections(store)
    before = as_of(store, imprint.before) if imprint.before else None
    write_changes(folder, changes(folder, before, imprint, corrected), corrected)
    write_site(folder, first, drawn, imprint)


def inputs(store: Store) -> list[str]:
    """Paths of the store's files that a release is made from, sorted."""
    corrected = [CORRECTIONS] if store.has(CORRECTIONS) else []
    return sorted([*corrected, *(path for table in RELEASED for path in _files(store, table))])


def _files(store: Store, table: Table) -> Iterable[str]:
    below = f"tables/{table.name}/"
    if table.name in NEWEST_ONLY:
        below += "".join(f"{partition}/" for partition in store.partitions(table)[-1:])
    return (path for path in store.paths(below.rstrip("/")) if path.endswith(".parquet"))


def _partitions(store: Store, table: Table) -> list[str] | None:
    return store.partitions(table)[-1:] if table.name in NEWEST_ONLY else None


def _listing(digests: dict[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))


def _fingerprint(digests: dict[str, str]) -> str:
    """Of everything that decides what a release holds: the tables' bytes, the code and the method."""
    return hashlib.sha256(f"{code_version()} {METHOD}\n{_listing(digests)}".encode()).hexdigest()


def _newest(store: Store) -> date:
    days = store.partitions(TABLES["demand_daily"])
    if not days:
        raise StoreError("nothing is counted yet: run `helpwanted refresh`, `import` or `rebuild` first")
    return date.fromisoformat(days[-1].removeprefix("day="))


def _free_name(name: str | None, last_on: date, made: Iterable[str]) -> str:
    """The name asked for, where it can be had; else the month of the newest data with the next free number."""
    if name is None:
        month = f"{last_on:%Y.%m}"
        numbered = (month if number == 1 else f"{month}.{number}" for number in range(1, len(list(made)) + 2))
        return next(candidate for candidate in numbered if candidate not in made)
    if not NAME.fullmatch(name):
        raise StoreError(f"{name!r} names no release: use letters, digits, dot, dash and underscore, 64 at most")
    if name in made:
        raise StoreError(f"release {name} holds other data and never changes: choose another name")
    return name


def _refuse_unjudged(store: Store, digests: dict[str, str]) -> None:
    """Raise `StoreError` unless the gate has let through exactly these bytes."""
    verdicts = store.scan(TABLES["verdicts"]).filter(pl.col("file_sha256").is_in(list(digests.values())))
    is_failed = ~pl.col("is_success") & (pl.col("severity") == "error")
    failed = dict(verdicts.group_by("file_sha256").agg(is_failed.any()).collect().iter_rows())
    for path, digest in sorted(digests.items()):
        if path.startswith("tables/") and failed.get(digest, True):
            found = "was refused by the gate" if digest in failed else "was never judged by the gate"
            raise StoreError(f"{path} {found}: run `helpwanted rebuild{_since(path)}`")


def _since(path: str) -> str:
    """` --from D`, with the first day of the partition of a table's file; nothing for a table without partitions."""
    found = re.search(r"/(?:day|month)=(\d{4}-\d{2})(-\d{2})?/", path)
    return f" --from {found[1]}{found[2] or '-01'}" if found else ""


def _refuse_faulty(folder: Path, name: str) -> None:
    found = problems(folder)
    if found:
        raise StoreError(f"release {name} is not published, {len(found)} problems, the first: {found[0]}")


def _imprint(store: Store, name: str, last_on: date, fingerprint: str, site: str) -> Imprint:
    first = store.partitions(TABLES["demand_daily"])[0]
    taxonomies = store.scan(TABLES["roles"]).select(pl.col("taxonomy_version").unique()).collect().to_series()
    return Imprint(
        release=name,
        first_on=date.fromisoformat(first.removeprefix("day=")),
        last_on=last_on,
        is_synthetic=store.is_synthetic,
        taxonomy_version=taxonomies.item(),
        fingerprint=fingerprint,
        site=site.rstrip("/"),
        before=_before(store, last_on, name),
    )


def _before(store: Store, last_on: date, name: str) -> str:
    """The newest release with data up to the same day, or an earlier one; empty where there is none."""
    earlier = [one.release for one in releases(store) if one.last_on <= last_on and one.release != name]
    return earlier[-1] if earlier else ""


def put_in_place(store: Store, folder: Path, path: str) -> None:
    """Put the files in `folder` into the store, the checksums last: without them it never happened."""
    for name in (*files_of(folder), SUMS):
        store.put(folder / name, f"{path}/{name}")
