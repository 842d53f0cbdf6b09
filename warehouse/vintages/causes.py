"""Which causes can have moved a figure between two releases, by what differs in what it is made of."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from expectations.tables import TABLES
from warehouse.release.tables import Published
from warehouse.vintages.origin import Origin
from warehouse.vintages.vintage import Vintage

CAUSES = {
    "method": "a table that the figure is made of is derived in another way",
    "reclassification": "the taxonomy has changed; measured by the table bridge, which counts what it moves between roles",
    "late crawl": "the ledger of days up to the end of the month is another one",
    "linking": "the links of days up to the end of the month are others; measured by the vacancies to a posting",
    "other": "none of the above: what postings state, or whose they are, was read again",
}
"""Why a figure can have moved, how that is seen, and how its size is measured, if it is."""
MADE_OF = ("crawls", "boards", "postings", "lifecycle", "demand_daily", "demand_monthly")
"""Released tables that every compared figure is made of; a release copies it as it is, so how releases are made moves nothing."""
LINKED_BY = ("links", "vacancies")
"""What vacancies are made of besides."""


@dataclass(frozen=True)
class Differences:
    """What differs between two releases."""

    methods: frozenset[str] = frozenset()
    """Tables that are derived in another way."""
    is_reclassified: bool = False
    crawled_on: date | None = None
    """The first day of which the ledger says something else; null where there is none."""
    linked_on: date | None = None
    """The first day of which links say something else."""


def differences(before: Vintage, now: Published, origin: Origin) -> Differences:
    """What differs in the release `now` of this `origin` from the one before. A table that is new has moved nothing yet."""
    then, stored = before.origin, before.schemas()
    known = then.versions.keys() & origin.versions.keys()
    return Differences(
        frozenset(name for name in known if then.versions[name] != origin.versions[name]),
        then.imprint.taxonomy_version != origin.imprint.taxonomy_version,
        *(_first_other(before, now, name, stored.get(name, pl.Schema())) for name in ("crawls", "links")),
    )


def causes(differ: Differences, month: str, measure: str) -> list[str]:
    """What can have moved a figure of this month: several where several things differ."""
    end, is_linked = _end(month), measure == "vacancies"
    changed = {
        "method": not differ.methods.isdisjoint(MADE_OF),
        "reclassification": differ.is_reclassified,
        "late crawl": (differ.crawled_on or date.max) <= end,
        "linking": is_linked and ((differ.linked_on or date.max) <= end or not differ.methods.isdisjoint(LINKED_BY)),
    }
    return [cause for cause, has_changed in changed.items() if has_changed] or ["other"]


def _first_other(before: Vintage, now: Published, name: str, stored: pl.Schema) -> date | None:
    """The first day with other rows, in the columns that `before` has stored too.

    Rows are compared, not files: a file also says with which taxonomy it was made.
    """
    columns = ["day", *(column for column in TABLES[name].public_columns if column in stored and column != "day")]
    days = [
        tables.scan(TABLES[name]).group_by("day").agg(rows=pl.struct(*columns).hash().sum()) for tables in (before, now)
    ]
    both = days[0].join(days[1], on="day", how="full", coalesce=True, suffix="_now")
    others = both.filter(pl.col("rows").ne_missing(pl.col("rows_now"))).select(pl.col("day").min())
    found: date | None = others.collect().item()
    return found


def _end(month: str) -> date:
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
