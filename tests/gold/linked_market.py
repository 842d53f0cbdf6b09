"""Links between the postings of the sandbox's market, against the vacancies that it knows they advertise.

`python -m tests.gold.linked_market` prints precision and recall. Postings are read by the real spiders from what the market's
boards state, which are asked on every day; nothing goes wrong on the way.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

import polars as pl
from rich.console import Console

from expectations.tables import TABLES
from spiders.families import families
from spiders.fields import Fields
from spiders.items import Posting
from spiders.plan import Board
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats import formats
from spiders.sandbox.market import DEFAULT_SEED, SOURCES, Market
from tests.gold.measures import wilson
from transforms.linking.marks import marks
from transforms.linking.vacancies import advance, brought
from transforms.postings import clean
from transforms.sightings import KEY, REMEMBERED_DAYS

FIRST_DAY = date(2026, 3, 2)
DAYS = 60
POSTING = ("source", "board", "posting_id")
SPIDERS = {source: families()[source](boards=[], prefix="", day=str(FIRST_DAY)) for source in SOURCES}

Name = tuple[str, str, str]
Postings = dict[Name, PostingFacts]


def linked(market: Market) -> pl.DataFrame:
    """source, board, posting_id, the true vacancy_id and `found`, to which linking took it, of all postings."""
    shown = {day: listed(market, day) for day in market.days}
    stated = contents(shown)
    marked = marks(stated.lazy(), clean(stated.lazy())).collect()
    known, ever = TABLES["vacancies"].schema.to_frame(), []
    for day, alive in _alive(shown):
        came = marked.lazy().filter(day=day).drop("day")
        known, _ = advance(day, *pl.collect_all(brought(known.lazy(), alive, came), engine="in-memory"))
        known = known.sort("posting_key")
        ever.append(known.filter(entered_on=day).select(*POSTING, found="vacancy_id"))
    truth = market.truth().select(*POSTING, "vacancy_id").unique()
    return pl.concat(ever).unique().join(truth, on=POSTING)


def listed(market: Market, day: date) -> Postings:
    """What the boards list on a day, flawed items aside."""
    boards = (market.listing(board.source, board.board, day) for board in market.boards())
    return {posting.key[:3]: posting for listing in boards for posting in listing if not posting.flaw}


def contents(shown: dict[date, Postings]) -> pl.DataFrame:
    """What each posting stated on the first day on which it was listed."""
    first = {key: (day, posting) for day in reversed(shown) for key, posting in shown[day].items()}
    rows = pl.DataFrame(
        [{"day": day, **asdict(_read(posting))} for day, posting in first.values()], infer_schema_length=None
    )
    return TABLES["contents"].conform(rows.lazy().with_columns(KEY, content_digest=pl.lit(""))).collect()


def _read(posting: PostingFacts) -> Posting:
    item = json.loads(formats()[posting.source].item(posting))
    return SPIDERS[posting.source].posting(Fields(item), Board(posting.board, posting.employer))


def _alive(listed: dict[date, Postings]) -> Iterator[tuple[date, pl.LazyFrame]]:
    """Of each day what linking needs of `lifecycle`: what is listed, and what is gone but remembered."""
    last_on: dict[Name, date] = {}
    for day, postings in listed.items():
        last_on |= dict.fromkeys(postings, day)
        alive = [
            (*key, "open" if on == day else "closed")
            for key, on in last_on.items()
            if (day - on).days <= REMEMBERED_DAYS
        ]
        yield day, pl.LazyFrame(alive, [*POSTING, "status"], orient="row").with_columns(KEY).sort("posting_key")


def counts(postings: pl.DataFrame) -> tuple[int, int, int]:
    """How many pairs of postings are rightly linked, wrongly linked, and missed."""

    def pairs(*by: str) -> int:
        n = pl.col("len")
        return int(postings.group_by(by).len().select((n * (n - 1) // 2).sum()).item())

    hits = pairs("vacancy_id", "found")
    return hits, pairs("found") - hits, pairs("vacancy_id") - hits


def main() -> None:
    """Print what was measured."""
    hits, wrong, missed = counts(linked(Market(DEFAULT_SEED, FIRST_DAY, DAYS)))
    for name, n in {"precision": hits + wrong, "recall": hits + missed}.items():
        low, high = wilson(hits, n)
        Console().print(f"{name} {hits / n:.3f} ({low:.3f}–{high:.3f}) of {n} pairs")


if __name__ == "__main__":
    main()
