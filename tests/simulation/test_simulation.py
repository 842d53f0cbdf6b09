"""A small seeded simulation through the pipeline's own functions; `make simulate` runs the large one."""

import numpy as np
import polars as pl
import pytest

from expectations.contracts import TWELVE_ROLES
from simulation import claims, coverage, truths
from simulation.counting import Counted, count
from simulation.crawls import behaviour
from simulation.markets import Markets, draw
from simulation.population import DESIGNS, IS_MANAGER, Design, truth

SMALL = [design for design in DESIGNS if design.employers == 120]


@pytest.fixture(scope="module")
def simulated() -> tuple[Markets, Counted]:
    markets = draw(SMALL * 2, seed=1)
    return markets, count(markets, behaviour(markets, seed=2))


def test_published_intervals_hold_the_truth_as_often_as_they_say(simulated: tuple[Markets, Counted]) -> None:
    cells = truths.shares(*simulated)
    published = coverage.published(cells).filter(pl.col("sizes").is_null())
    assert published["shares"].sum() > 80
    assert published["is_met"].all()


def test_intervals_of_half_the_width_would_be_found_out(simulated: tuple[Markets, Counted]) -> None:
    cells = truths.shares(*simulated)
    half = [((pl.col(end) + pl.col("share")) / 2).alias(end) for end in ("low", "high")]
    narrow = cells.with_columns(half).with_columns(holds=pl.col("truth").is_between("low", "high"))
    assert not coverage.published(narrow).filter(pl.col("sizes").is_null())["is_met"].all()


def test_the_matched_index_holds_through_an_outage_in_which_the_naive_one_does_not(
    simulated: tuple[Markets, Counted],
) -> None:
    off = truths.index(*simulated).select(pl.col("matched_off", "naive_off").abs().max())
    # So few postings are off by chance as well: twice the room of the large simulation.
    assert off["matched_off"].item() < 2 * claims.OFF < off["naive_off"].item()


def test_nothing_is_counted_as_closed_that_is_still_there(simulated: tuple[Markets, Counted]) -> None:
    closings = truths.closings(*simulated)
    assert closings.height > 1000
    assert claims.of_closings(closings)[0].is_met


def test_verdicts_are_rarely_wrong(simulated: tuple[Markets, Counted]) -> None:
    assert all(claim.is_met for claim in claims.of_verdicts(truths.verdicts(*simulated)))


@pytest.mark.parametrize("is_half", [True, False])
def test_the_truth_is_what_very_many_employers_ask_for(is_half: bool) -> None:
    design = Design(employers=30_000, sizes="even", likeness=2.0, is_half=is_half)
    stock = draw([design], seed=3).postings.filter(pl.col("opens") == 0)
    counts = np.array([stock.filter(role=role).height for role in TWELVE_ROLES])
    assert counts / counts.sum() == pytest.approx(truth(design), abs=0.005)
    assert not is_half or truth(design) @ IS_MANAGER == pytest.approx(0.5)
