"""A history to refresh: listings that stay equally long, in which one posting gives way to another now and then."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import polars as pl

from bench import data
from expectations.landed import REJECTS
from spiders.sandbox import words
from transforms import imported
from warehouse import landing
from warehouse.store import Store

LIFE_DAYS = 40
"""A posting gives way after so many: 2.5 % a day. In five crawls of 3,131 Greenhouse boards (January 2026) 2.3 % went and
2.9 % came."""
BOARD_POSTINGS, SOURCE_POSTINGS = 100, 100_000
SOCIAL = 20
"""One posting in so many is of a role in social media: boards of all trades have fewer."""
COPIED = 33
"""Of so many postings one says what another of its board says: two in 33 share a vacancy. Of 5,073 real postings with their
texts (ashby_boards_2025_10) 6.2 % do."""
TEAMS, PLACES = 50, ("Berlin, Germany", "London, United Kingdom", "Austin, TX, United States", "Remote")


def days_to(last: date, count: int) -> list[date]:
    """So many days in a row."""
    return [last - timedelta(days=back) for back in reversed(range(count))]


def land(store: Store, days: Sequence[date], stock: int) -> None:
    """Land whole listings of `stock` postings for each day. The same day lists the same, whatever was landed before."""
    store.claim(is_synthetic=True)
    texts = _texts()
    for day in days:
        for source, places in _sources(stock):
            listed = _listing(day, source, places, texts)
            parts = {"postings": listed, "crawls": _crawls(listed), "rejects": REJECTS.to_frame()}
            landing.land(store, day, source, parts, {})


def _texts() -> pl.DataFrame:
    texts = data.sandbox_texts()
    is_social = pl.col("title").is_in([title for titles in words.SOCIAL_TITLES.values() for title, _ in titles])
    social, others = texts.filter(is_social), texts.filter(~is_social)
    return pl.concat([social, others.sample((SOCIAL - 1) * social.height, with_replacement=True, seed=data.SEED)])


def _sources(stock: int) -> Iterator[tuple[str, range]]:
    """As many postings of each as one process might ask for, and the last one what is left."""
    for number, first in enumerate(range(0, stock, SOURCE_POSTINGS)):
        yield f"bench_{number}", range(first, min(stock, first + SOURCE_POSTINGS))


def _listing(day: date, source: str, places: range, texts: pl.DataFrame) -> pl.DataFrame:
    """One posting in each place, its title and text drawn by place and turn. An employer names itself in what it writes."""
    place = pl.int_range(places.start, places.stop)
    rows = pl.select(place=place, age=(place + day.toordinal()) % LIFE_DAYS)
    rows = rows.with_columns(posted_on=pl.lit(day) - pl.duration(days="age"), board=pl.col("place") // BOARD_POSTINGS)
    # The posting in the place before came a day later.
    is_copy = (pl.col("place") % COPIED == 1).cast(pl.Int64)
    said = pl.struct(pl.col("place") - is_copy, pl.col("posted_on") + pl.duration(days=is_copy))
    rows = rows.with_columns(draw=said.hash(data.SEED))
    drawn = texts[rows["draw"] % texts.height]
    return pl.concat([rows, drawn], how="horizontal").select(
        source=pl.lit(source),
        board=pl.format("board-{}", "board"),
        posting_id=pl.format("{}-{}", "place", "posted_on"),
        title=pl.format("{}, Team {}", "title", pl.col("draw") // 7 % TEAMS),
        employer=pl.format("Employer {}", "board"),
        location=pl.lit(pl.Series(PLACES)).gather(pl.col("draw") // 11 % len(PLACES)),
        description=pl.format(
            "<p>Employer {} has places to fill.</p>{}<p>Ref. {}-{}</p>", "board", "text", "place", "posted_on"
        ),
        posted_at=pl.col("posted_on").cast(pl.String),
    )


def _crawls(listed: pl.DataFrame) -> pl.DataFrame:
    usable = listed.with_columns(field=pl.lit(None, pl.String), day=pl.lit(None, pl.Date))
    return imported.crawls(usable, is_one_listing=False).drop("day")
