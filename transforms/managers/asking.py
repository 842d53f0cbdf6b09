"""The ways to ask: among which roles, of stock or inflow, postings or vacancies, which boards, and what is left out."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations.tables.managers import BOARDS, EXCLUSIONS, FLOWS, ROLES, UNITS
from transforms.endings import OBSERVED_WITHIN_DAYS
from transforms.linking.speaking import one_per_vacancy, started
from transforms.managers.definitions import is_among_article_roles, is_social
from transforms.managers.ghosts import is_ghost

WAY = ("roles", "flow", "unit", "boards", "exclusions")

IS_LEFT = {
    "none": pl.lit(True),
    "homonyms": ~pl.col("is_homonym"),
    "ghosts": ~pl.col("is_ghost"),
    "both": ~pl.col("is_homonym") & ~pl.col("is_ghost"),
}


def ways() -> pl.LazyFrame:
    """Every way to ask, one row each."""
    frames = {"roles": ROLES, "flow": FLOWS, "unit": UNITS, "boards": BOARDS, "exclusions": EXCLUSIONS}
    crossed = pl.LazyFrame([{}])
    for name, values in frames.items():
        crossed = crossed.join(pl.LazyFrame({name: values}), how="cross")
    return crossed


def counted(last_on: date, lifecycle: pl.LazyFrame, vacancies: pl.LazyFrame) -> dict[tuple[str, str], pl.LazyFrame]:
    """Rows of `lifecycle` by (flow, unit), from the partitions of a month, of which the last is that of `last_on`.

    For a vacancy the posting speaks that has been open longest: by it the vacancy is a manager's, a ghost, on a matched board.
    """
    social = lifecycle.filter(is_social())
    stock = social.filter(pl.col("day") == last_on, "is_counted")
    is_opened = pl.col("event") == "opened"
    return {
        ("stock", "postings"): stock,
        ("inflow", "postings"): social.filter(is_opened),
        ("stock", "vacancies"): one_per_vacancy(stock, vacancies),
        ("inflow", "vacancies"): one_per_vacancy(started(social, vacancies).filter(is_opened), vacancies),
    }


def marked(units: Mapping[tuple[str, str], pl.LazyFrame], matched: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of `counted`, one under the other, with is_ghost and is_matched; `matched` are boards."""
    rows = [postings.with_columns(flow=pl.lit(flow), unit=pl.lit(unit)) for (flow, unit), postings in units.items()]
    boards = matched.select("source", "board", is_matched=True)
    return (
        pl.concat(rows, how="diagonal")
        .join(boards, on=["source", "board"], how="left")
        .with_columns(pl.col("is_matched").fill_null(False), is_ghost=is_ghost())
    )


def matched_boards(now: pl.LazyFrame, before: pl.LazyFrame) -> pl.LazyFrame:
    """source and board of those in the panel and counted on both days, from two partitions of `boards`."""
    return _counted(now).join(_counted(before), on=["source", "board"], how="semi")


def _counted(boards: pl.LazyFrame) -> pl.LazyFrame:
    silent_days = (pl.col("day") - pl.col("last_complete_on")).dt.total_days()
    is_counted = (silent_days <= OBSERVED_WITHIN_DAYS) & pl.col("retired_on").is_null()
    return boards.filter(is_counted).select("source", "board")


def spread(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Every row once for each way to ask that takes it in."""
    crossed = cells.join(ways().select("roles", "boards", "exclusions").unique(), how="cross")
    return crossed.filter(
        (pl.col("roles") == "twelve") | is_among_article_roles(),
        (pl.col("boards") == "all") | pl.col("is_matched"),
        pl.any_horizontal((pl.col("exclusions") == name) & is_left for name, is_left in IS_LEFT.items()),
    )
