"""What a release changes against the one before it: its CHANGELOG.md, and its revisions as CSV."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from expectations.tables import TABLES
from warehouse.findings.sentences import change, signed
from warehouse.findings.trends import write_csv
from warehouse.metadata.citation import TITLE
from warehouse.release.imprint import METHOD, SYNTHETIC, Imprint
from warehouse.release.shelf import INPUTS
from warehouse.release.tables import RELEASED, Published
from warehouse.vintages.bridged import moves
from warehouse.vintages.causes import CAUSES, Differences, differences
from warehouse.vintages.origin import Origin, read_inputs, versions
from warehouse.vintages.parts import parts
from warehouse.vintages.revised import KEY, by_horizon, compared, moved
from warehouse.vintages.vintage import Vintage

MONTHLY, COVERAGE, DAILY, BRIDGE = (TABLES[name] for name in ("demand_monthly", "coverage", "demand_daily", "bridge"))
SHOWN = 10
"""Figures that the changelog names; the CSV has them all."""


@dataclass(frozen=True)
class Changes:
    """A release beside the one before it; `before` is null for the first of a store."""

    before: Imprint | None
    now: Imprint
    moved: pl.DataFrame
    """Every figure that has moved, as `revised.moved` gives them."""
    parts: pl.DataFrame
    """By how much each cause has moved them, as `parts.parts` gives them."""
    horizons: pl.DataFrame
    """How many moved how far, by age and cause, as `revised.by_horizon` gives them."""
    sections: Mapping[str, list[str]]
    """Lines of the changelog by section: New data, Coverage, Revisions, Method, Schema, Corrections."""


def changes(folder: Path, before: Vintage | None, now: Imprint, corrected: pl.DataFrame) -> Changes:
    """Compare the release in `folder`, whose tables and inputs are there, with an earlier one."""
    released = Published(folder)
    origin = _origin(folder, released, now)
    figures = _figures(before, released)
    rows = moved(figures)
    taxonomies = (before.imprint if before else now).taxonomy_version, now.taxonomy_version
    bridged = moves(released.scan(BRIDGE).collect(), *taxonomies, figures["role"])
    why = parts(rows, figures, bridged, differences(before, released, origin) if before else Differences())
    sections = {
        "New data": _new_data(before, released, now),
        "Coverage": _coverage(before, released),
        "Revisions": [*_revisions(before, figures, rows, why)],
        "Method": [*_method(before, origin)],
        "Schema": [*_schema(before, released)],
        "Corrections": [*_corrections(corrected)],
    }
    return Changes(before.imprint if before else None, now, rows, why, by_horizon(figures, why), sections)


def write_changes(folder: Path, told: Changes, corrected: pl.DataFrame) -> None:
    """Write CHANGELOG.md and, of what has a row, `corrections.csv` and in `revisions/` what moved, why, and how far by age."""
    (folder / "CHANGELOG.md").write_text(changelog(told), "utf-8")
    tables = {
        "revisions/figures.csv": told.moved,
        "revisions/causes.csv": told.parts,
        "revisions/horizons.csv": told.horizons,
        "corrections.csv": corrected,
    }
    for path, rows in tables.items():
        if not rows.is_empty():
            write_csv(rows.with_columns(source=pl.lit(told.now.edition)), folder / path)


def changelog(told: Changes) -> str:
    """The changes as Markdown."""
    against = f"Compared with {told.before.release}." if told.before else "The first release."
    warning = [f"> **{SYNTHETIC}.**", ""] if told.now.is_synthetic else []
    lines = [f"# {TITLE}", "", f"## {told.now.release}", "", *warning, against, ""]
    for name, said in told.sections.items():
        lines += [f"### {name}", "", *(f"- {line}" for line in said), ""]
    return "\n".join(lines)


def _origin(folder: Path, released: Published, imprint: Imprint) -> Origin:
    footers = {table.name: released.footer(table) for table in RELEASED}
    return Origin(imprint, METHOD, versions(footers), read_inputs((folder / INPUTS).read_text("utf-8")))


def _figures(before: Vintage | None, released: Published) -> pl.DataFrame:
    published = before.scan(MONTHLY) if before else released.scan(MONTHLY).clear()
    last = published.select(pl.col("month").max()).collect().item() or "0001-01"
    return compared(published, released.scan(MONTHLY), last)


def _new_data(before: Vintage | None, released: Published, now: Imprint) -> list[str]:
    since = before.imprint.last_on if before else None
    daily = released.scan(DAILY).filter(role="any", country="ZZ", rung="any")
    new = daily if since is None else daily.filter(pl.col("day") > since)
    row = new.select(days=pl.len(), opened=pl.col("opened").sum(), closed=pl.col("closed").sum()).collect().row(0)
    return [f"{row[0]:,} days more, to {now.last_on}: {row[1]:,} postings opened, {row[2]:,} closed."]


def _coverage(before: Vintage | None, released: Published) -> list[str]:
    ends = [_seen(tables.scan(COVERAGE)) for tables in ((before, released) if before else (released,))]
    return [" Before: ".join(reversed(ends))]


def _seen(coverage: pl.LazyFrame) -> str:
    row = coverage.filter(source="all", country="ZZ").sort("day").last().collect().row(0, named=True)
    return f"{row['observed']:,} of {row['boards']:,} boards observed on {row['day']}, {row['postings']:,} postings behind them."


def _revisions(before: Vintage | None, figures: pl.DataFrame, rows: pl.DataFrame, why: pl.DataFrame) -> Iterator[str]:
    if before is None:
        yield "None: nothing was published before."
        return
    yield f"{rows.height:,} of {figures.height:,} figures of complete months have moved (open, vacancies, share)."
    largest = why.sort(pl.col("part_change").abs(), descending=True, nulls_last=True)
    for (cause,), found in largest.group_by("cause", maintain_order=True):
        seen = "; and ".join(CAUSES[one] for one in str(cause).split(" + "))
        yield f"{cause}: {found.height:,} figures, {_size(found.row(0, named=True))}. Seen by: {seen}."
    for row in rows.head(SHOWN).iter_rows(named=True):
        by = why.filter(pl.all_horizontal(pl.col(name) == row[name] for name in KEY))
        said = ", ".join(_part(row["measure"], *one) for one in by.select("cause", "part").rows())
        yield f"{row['month']} {row['role']} {row['measure']}: {_value(row, 'before')} → {_value(row, 'now')} ({said})"


def _part(measure: str, cause: str, part: float | None) -> str:
    """`late crawl +4`; the cause alone where the figure was or is withheld."""
    return cause if part is None else f"{cause} {signed(part, measure)}"


def _size(row: dict[str, object]) -> str:
    value = row["part_change"]
    if not isinstance(value, float):
        return "withheld or nothing at one end"
    return f"the most by {signed(value, 'share') if row['measure'] == 'share' else change(value)}"


def _value(row: dict[str, object], end: str) -> str:
    value = row[end]
    if not isinstance(value, float):
        return "none"
    return f"{100 * value:.1f}%" if row["measure"] == "share" else f"{value:,.0f}"


def _method(before: Vintage | None, now: Origin) -> Iterator[str]:
    if before is None:
        yield f"Taxonomy {now.imprint.taxonomy_version}."
        return
    then = before.origin
    found = [
        f"Table `{name}` is derived by method {now.versions[name]}, before by {then.versions[name]}."
        for name in sorted(then.versions.keys() & now.versions.keys())
        if then.versions[name] != now.versions[name]
    ]
    if then.imprint.taxonomy_version != now.imprint.taxonomy_version:
        found.append(f"Taxonomy {now.imprint.taxonomy_version}, before {then.imprint.taxonomy_version}.")
    if then.release_method != now.release_method:
        found.append(f"Releases are made by method {now.release_method}, before by {then.release_method}.")
    yield from found or ["No change."]


def _schema(before: Vintage | None, released: Published) -> Iterator[str]:
    if before is None:
        yield f"{len(RELEASED)} tables."
        return
    now = {table.name: released.scan(table).collect_schema() for table in RELEASED}
    then = before.schemas()
    found = [f"New table `{name}`." for name in sorted(now.keys() - then.keys())]
    found += [f"Table `{name}` is gone." for name in sorted(then.keys() - now.keys())]
    for name in sorted(now.keys() & then.keys()):
        found += [f"New column `{column}` in `{name}`." for column in now[name] if column not in then[name]]
        found += [f"Column `{column}` of `{name}` is gone." for column in then[name] if column not in now[name]]
    yield from found or ["No change."]


def _corrections(corrected: pl.DataFrame) -> Iterator[str]:
    if corrected.is_empty():
        yield "None."
    for row in corrected.iter_rows(named=True):
        yield f"{row['corrected_on']}: {row['figure']} of {row['release']} was {row['was']} and is {row['is']}: {row['reason']}"
