"""Ask boards: from the panel to attempts in the landing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import polars as pl

from dags.collecting.turns import turns
from expectations.contracts import OBSERVED
from expectations.landed import PARTS
from expectations.tables import TABLES
from spiders import run
from spiders.panel import PanelRow
from spiders.plan import Plan
from warehouse import landing
from warehouse.scratch import scratch
from warehouse.store import Store

PAST = "the past cannot be crawled"
LEFT = "it has left the panel"
VALIDATOR_DAYS = 10
"""How far back a validator is looked for: a board silent for longer is asked for its whole listing."""

Progress = Callable[[run.Progress], None]


@dataclass(frozen=True)
class Internet:
    """Who answers: the real boards, or a sandbox at this base URL. `contact` stands in the user agent."""

    sandbox: str | None = None
    contact: str | None = None

    @property
    def is_synthetic(self) -> bool:
        """Whether what is collected is invented."""
        return self.sandbox is not None


class DayAhead(Exception):
    """A day that has not begun; its text is one line that says what to do."""

    exit_code = 2


def today() -> date:
    """The current UTC day: the only one on which a real board can be asked."""
    return datetime.now(UTC).date()


def crawl(
    store: Store,
    internet: Internet,
    boards: Mapping[date, Sequence[PanelRow]],
    progress: Progress | None = None,
) -> list[landing.Attempt]:
    """Ask each day's boards in one child process and land one attempt for each day and source.

    A real board is asked about today only, and not where its source is disabled, and none that has left the panel is asked:
    then its ledger says that it was skipped.
    Raises, before anything is written, `DayAhead` for a day that has not begun (a ledger of it would stand before all that is
    still to come) and `spiders.plan.PlanError` where nobody could reach who asks.
    """
    if not internet.is_synthetic and (ahead := max(boards, default=today())) > today():
        raise DayAhead(f"{ahead} has not begun: boards are asked about today, {today()} (UTC)")
    groups = [(day, source, list(found)) for day, rows in boards.items() for source, found in _by_source(rows)]
    skipped = {group[:2]: _skipped(internet, *group) for group in groups}
    to_ask = {
        (day, source): [row for row in rows if row.board not in set(skipped[day, source]["board"])]
        for day, source, rows in groups
    }
    asked = {group: rows for group, rows in to_ask.items() if rows}
    if asked:
        Plan.stated(_plan(internet, [])).check({})
    store.claim(is_synthetic=internet.is_synthetic)
    landed = [_land(store, *group, NOTHING, skipped[group]) for group, rows in to_ask.items() if not rows]
    # A source is one host.
    hosts = [f"{internet.sandbox or ''}/{source}" for _, source in asked]
    with scratch("landing") as folder, turns(hosts):

        def land(done: run.Progress) -> None:
            group = date.fromisoformat(done["day"]), done["source"]
            landed.append(_land(store, *group, landing.read_feed(Path(done["out"])), skipped[group]))
            if progress:
                progress(done)

        if asked:
            asks = [_ask(store, *group, rows, folder) for group, rows in asked.items()]
            run.crawl(_plan(internet, asks), land)
    return landed


def _why_not(internet: Internet, day: date, source: str) -> str | None:
    """Why the boards of a source are not asked; null where they are. The sandbox answers for any day and any source."""
    if internet.is_synthetic:
        return None
    # Scrapy takes a second to load, and most steps ask nobody.
    from spiders.families import families

    disabled = families()[source].card.disabled_because
    return f"disabled: {disabled}" if disabled else (PAST if day != today() else None)


def _by_source(boards: Sequence[PanelRow]) -> Iterable[tuple[str, Iterable[PanelRow]]]:
    return groupby(sorted(boards, key=attrgetter("source")), key=attrgetter("source"))


def _plan(internet: Internet, asks: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "sandbox": internet.sandbox,
        "contact": internet.contact,
        "polite": not internet.is_synthetic,
        "carry_validators": True,
        "asks": asks,
    }


def _ask(store: Store, day: date, source: str, boards: Sequence[PanelRow], folder: Path) -> dict[str, Any]:
    validators = _validators(store, day, source)
    return {
        "day": day.isoformat(),
        "source": source,
        "out": str(folder / f"{day}-{source}"),
        "boards": [
            {"board": board.board, "employer": board.employer, **validators.get(board.board, {})} for board in boards
        ],
        "spent": asked_so_far(store, day, source),
    }


def asked_so_far(store: Store, day: date, source: str) -> int:
    """Requests that a source was sent on a day already, by crawls that landed."""
    attempts = [attempt for attempt in landing.attempts(store, day) if attempt.source == source]
    if not attempts:
        return 0  # as for every ask of the demo: half a year is planned at once, and a query takes a millisecond or two
    return int(landing.scan(store, "crawls", attempts).select(pl.col("requests").sum()).collect().item())


def _validators(store: Store, day: date, source: str) -> Mapping[str, dict[str, str | None]]:
    """Board → what it gave us to ask whether its last observed listing has changed.

    Taken from days whose ledger is in place, because `unchanged` repeats sightings, and from earlier today. A board in
    doubt is asked for its whole listing, so that the doubt can end.
    """
    in_place = set(store.partitions(TABLES["crawls"]))
    known = [
        landed for landed in landing.days(store) if landed == day or (landed < day and f"day={landed}" in in_place)
    ]
    earlier = known[-VALIDATOR_DAYS:]
    attempts = [
        attempt for landed in earlier for attempt in landing.attempts(store, landed) if attempt.source == source
    ]
    if not attempts:
        return {}
    crawls = landing.scan(store, "crawls", attempts).filter(pl.col("status").is_in(OBSERVED)).sort("day", "attempt")
    last = crawls.unique("board", keep="last", maintain_order=True).join(
        _in_doubt(store, source), on="board", how="anti"
    )
    rows = last.select("board", "validators").collect()
    return {row.pop("board"): row for row in rows.iter_rows(named=True)}


def _in_doubt(store: Store, source: str) -> pl.LazyFrame:
    state = store.scan(TABLES["boards"], store.partitions(TABLES["boards"])[-1:])
    return state.filter(pl.col("source") == source, pl.col("doubts") > 0)


NOTHING = {part: pl.DataFrame(schema=schema) for part, schema in PARTS.items()}


def _land(
    store: Store, day: date, source: str, parts: Mapping[str, pl.DataFrame], skipped: pl.DataFrame
) -> landing.Attempt:
    """Land what a source answered as soon as it has, the child goes on with the others; and whom nobody asked."""
    crawls = pl.concat([parts["crawls"], skipped], how="diagonal")
    return landing.land(store, day, source, {**parts, "crawls": crawls}, {})


def _skipped(internet: Internet, day: date, source: str, boards: Sequence[PanelRow]) -> pl.DataFrame:
    """Ledger rows of the boards that are not asked, and why: of all, or of those that have left the panel."""
    why = _why_not(internet, day, source)
    rows = [
        {
            "source": source,
            "board": board.board,
            "status": "skipped",
            "why": LEFT if board.has_left_by(day) else why,
            "retired_on": board.retired_on if board.has_left_by(day) else None,
            "collected": 0,
            "rejected": 0,
            "robots": "none",
            "misses_to_close": 1,
            "covers": "board",
            "requests": 0,
            "bytes": 0,
        }
        for board in boards
        if why or board.has_left_by(day)
    ]
    return pl.DataFrame(rows, PARTS["crawls"])
