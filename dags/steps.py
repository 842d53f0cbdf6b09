"""The steps of a refresh, as Airflow's tasks and the command both call them.

Where the data lie and who is asked stands in the environment: HELPWANTED_DATA, HELPWANTED_PANEL, HELPWANTED_CONTACT,
HELPWANTED_SANDBOX; HELPWANTED_TAXONOMY names an overlay of the taxonomy. Every step may be run again at any time and gives
the same tables.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dags.collecting import crawling
from dags.collecting.crawling import Internet, today
from dags.collecting.panels import EVERYTHING, Choice, asked_boards
from dags.deriving import judging, rebuilding, stages, taxonomies
from dags.deriving.beside import Beside
from expectations.tables import TABLES
from transforms.taxonomy import taxonomy
from warehouse import landing
from warehouse.draft import Draft
from warehouse.scratch import scratch
from warehouse.store import Store, StoreError, open_store
from warehouse.sweep import sweep

if TYPE_CHECKING:
    from warehouse.reports import Quality

__all__ = ["count", "crawl", "internet", "plan", "rebuild", "reduce", "release", "store", "today"]


def store() -> Store:
    """The store of this process: HELPWANTED_DATA, else ./data."""
    return open_store(os.environ.get("HELPWANTED_DATA", "./data"))


def internet() -> Internet:
    """Whom to ask: the sandbox where HELPWANTED_SANDBOX names one, else the real boards."""
    return Internet(os.environ.get("HELPWANTED_SANDBOX") or None, os.environ.get("HELPWANTED_CONTACT") or None)


def plan(day: date, choice: Choice = EVERYTHING) -> dict[str, int]:
    """Source → how many boards of it to ask on a day. A source is one host, and a host is asked by one task."""
    found = asked_boards(internet(), day, choice)
    return {source: sum(not board.has_left_by(day) for board in boards) for source, boards in found.items()}


def crawl(day: date, source: str, choice: Choice = EVERYTHING) -> dict[str, Any]:
    """Ask the boards of one source and land one attempt. A real board can be asked about today only."""
    asked = asked_boards(internet(), day, choice.of(source))[source]
    landed = crawling.crawl(store(), internet(), {day: asked})
    return {"day": day.isoformat(), "source": source, "boards": len(asked), "attempt": landed[0].number}


def crawl_all(day: date, choice: Choice = EVERYTHING, progress: crawling.Progress | None = None) -> int:
    """Ask all boards of a day in one child process; returns how many. Airflow asks source by source, with `crawl`."""
    asked = [board for boards in asked_boards(internet(), day, choice).values() for board in boards]
    crawling.crawl(store(), internet(), {day: asked}, progress)
    return len(asked)


def reduce(day: date) -> dict[str, Any]:
    """Landing → crawls, traffic, boards, sightings, rejects of a day."""
    _refuse_unlanded(day)
    return _derive([day], stages.reduce_days)


def count(day: date) -> dict[str, Any]:
    """Contents, postings, lifecycle, coverage, demand and managers of a day; of all days where the taxonomy has changed."""
    _refuse_unlanded(day)
    return _derive(taxonomies.days_due(store(), [day]), stages.count_days)


def report(day: date) -> dict[str, int]:
    """Write the quality page of a day and its Data Docs, and deliver the alerts that it gives cause to."""
    from dags.scheduling import alerts

    found = list(alerts.of_day(renew_report(day)))
    alerts.deliver(found)
    return {"alerts": len(found)}


def renew_report(day: date) -> "Quality":
    """Write the quality page of a day and its Data Docs, as things stand."""
    from dags.scheduling import quality

    return quality.report(store(), day)


def counted_to() -> date | None:
    """The last day that is counted; null where none is."""
    days = store().partitions(TABLES["demand_daily"])
    return date.fromisoformat(days[-1].removeprefix("day=")) if days else None


def rebuild(
    first: date | None = None,
    last: date | None = None,
    progress: stages.Progress | None = None,
    tables: Sequence[str] = (),
    aside: str | None = None,
) -> dict[str, Any]:
    """Derive a range of days again from the landing: all tables, or these and what follows from them (`rebuilding.plan`).

    `aside` is where months that `derive_month_aside` has derived for the same rebuild lie.
    """
    planned = rebuilding.plan(store(), first, last, tables)

    def derive(draft: Draft, days: Sequence[date], progress: stages.Progress, whole: stages.Whole) -> None:
        if aside:
            draft.take_up(aside)
        planned.derive(draft, days, progress, whole)

    return _derive(planned.days, derive, progress)


def months_to_derive_aside(first: date | None, last: date | None, tables: Sequence[str]) -> list[str]:
    """The months with which a rebuild can begin side by side; none where its first tables rest on the day before."""
    return list(rebuilding.plan(store(), first, last, tables).months)


def derive_month_aside(
    month: str, aside: str, first: date | None, last: date | None, tables: Sequence[str]
) -> dict[str, Any]:
    """Derive the first tables of a rebuild for one month, and keep them aside until `rebuild` takes them up."""
    with _draft() as draft:
        rebuilding.plan(store(), first, last, tables).set_month_aside(draft, month, aside)
        return {"month": month, "partitions": len(draft.drafted)}


def discard_aside(aside: str) -> None:
    """Remove what lies aside."""
    for path in store().paths(aside):
        store().remove(path)


def site() -> str:
    """Where releases are hosted, for permalinks: HELPWANTED_SITE."""
    return os.environ.get("HELPWANTED_SITE", "")


def release(name: str | None = None) -> dict[str, Any]:
    """Publish what is live and judged; where nothing has changed since the last release, that one is the answer."""
    from warehouse.release.publish import publish
    from warehouse.site import door

    published = publish(store(), name, site())
    door.renew(store())
    return asdict(published)


def propose_release(name: str | None = None) -> dict[str, Any]:
    """Build a release and put it beside the releases, for somebody to look at: name, path, is_new, report."""
    from warehouse.release.candidate import propose

    return asdict(propose(store(), name, site()))


def publish_proposed(name: str) -> dict[str, Any]:
    """Publish a proposed release as it was built: name, path, is_new."""
    from warehouse.release.candidate import publish
    from warehouse.site import door

    published = publish(store(), name)
    door.renew(store())
    return asdict(published)


def discard_proposed(name: str) -> None:
    """Remove a proposed release that was not published."""
    from warehouse.release.candidate import discard

    discard(store(), name)


def verify(name: str) -> list[str]:
    """What is wrong with a release, by its name in the store or the folder it lies in; nothing where all checks hold."""
    from warehouse.verify.release import verify as problems_of

    is_place = "://" in name or Path(name).is_dir()
    return problems_of(name if is_place else f"{store().url}/releases/{name}")


def rederive(name: str, progress: stages.Progress) -> list[str]:
    """What of a release of this store does not come out again from its landing; nothing where it does, bit for bit."""
    from dags.deriving import rederiving

    return rederiving.rederive(store(), name, progress)


def derive_as_landed(days: Sequence[date], progress: stages.Progress, arrives: stages.Progress) -> dict[str, Any]:
    """Derive days while they are still being landed; `arrives(day)` waits for one."""
    return _derive(days, partial(stages.derive_days, arrives=arrives), progress)


def _derive(days: Sequence[date], stage: stages.Stage, progress: stages.Progress | None = None) -> dict[str, Any]:
    """Draft these days, judge the draft, put it in place."""
    with _draft() as draft, Beside(draft) as judge:
        is_retaxed = taxonomies.has_changed(store())
        stage(draft, days, progress or _silent, judge.whole)
        taxonomies.record(draft)
        placed = judging.put_in_place(draft, judge.found())
    return {
        "first": days[0].isoformat(),
        "last": days[-1].isoformat(),
        "days": len(days),
        "files_changed": placed.changed,
        "warnings": placed.warnings,
        "is_retaxed": is_retaxed,
    }


@contextmanager
def _draft() -> Iterator[Draft]:
    """A draft to fill and put in place; after that, what killed processes left is swept up."""
    with scratch("draft") as folder:
        yield Draft(store(), folder, {"taxonomy_version": taxonomy().version})
    sweep(store())


def _refuse_unlanded(day: date) -> None:
    if day not in landing.days(store()):
        raise StoreError(f"nothing was landed on {day}: crawl it first, or import a file")


def _silent(day: date) -> None:
    """No progress."""
