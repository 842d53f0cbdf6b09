"""What a release was made from and with, and which causes can have moved a figure between two releases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from warehouse.release.imprint import Imprint

CAUSES = {
    "method": "a table that the figure is made of is derived in another way",
    "reclassification": "the taxonomy has changed; measured by the table bridge, which counts what it moves between roles",
    "late crawl": "the ledger of days up to the end of the month is another one",
    "linking": "the links of days up to the end of the month are others; measured by the vacancies to a posting",
    "other": "none of the above: what postings state, or whose they are, was read again",
}
"""Why a figure can have moved, how that is seen, by versions and digests in both releases, and how its size is, if it is."""
MADE_OF = ("crawls", "boards", "postings", "lifecycle", "demand_daily", "demand_monthly")
"""Released tables that every compared figure is made of; a release copies it as it is, so how releases are made moves nothing."""
LINKED_BY = ("links", "vacancies")
"""What vacancies are made of besides."""


@dataclass(frozen=True)
class Origin:
    """Versions and inputs of a release."""

    imprint: Imprint
    release_method: str
    versions: Mapping[str, str]
    """Table → method version, from the footers."""
    inputs: Mapping[str, str]
    """File of the store → SHA-256."""


def read_inputs(listing: str) -> dict[str, str]:
    """File → digest, from the lines of `inputs.sha256`."""
    return {path: digest for digest, _, path in (line.partition("  ") for line in listing.splitlines())}


def causes(before: Origin, now: Origin, month: str, measure: str) -> list[str]:
    """What can have moved a figure of this month between two releases: several where several things changed."""
    end = _end(month)
    changed = {
        "method": _differ(before, now, MADE_OF),
        "reclassification": before.imprint.taxonomy_version != now.imprint.taxonomy_version,
        "late crawl": _of(before, "crawls", end) != _of(now, "crawls", end),
        "linking": measure == "vacancies"
        and (_of(before, "links", end) != _of(now, "links", end) or _differ(before, now, LINKED_BY)),
    }
    return [cause for cause, has_changed in changed.items() if has_changed] or ["other"]


def _differ(before: Origin, now: Origin, tables: Iterable[str]) -> bool:
    """Whether one of these tables is derived in another way; one that is new has moved nothing yet."""
    known = before.versions.keys() & now.versions.keys() & {*tables}
    return any(before.versions[name] != now.versions[name] for name in known)


def _of(origin: Origin, table: str, end: date) -> dict[str, str]:
    """The inputs of a table up to a day, which no later release should know otherwise."""
    prefix = f"tables/{table}/day="
    return {
        path: digest
        for path, digest in origin.inputs.items()
        if path.startswith(prefix) and path.removeprefix(prefix)[:10] <= end.isoformat()
    }


def _end(month: str) -> date:
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def versions(footers: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Table → method version, from footers by table."""
    return {name: footer["table_version"] for name, footer in footers.items() if "table_version" in footer}
