"""Published figures beside what is true of the markets."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from expectations.contracts import ALL_COUNTRIES, NO_ROLE, TWELVE_ROLES
from expectations.tables.managers import MANAGER_ROLES
from simulation.counting import Counted, day_of
from simulation.crawls import NUMBERS
from simulation.markets import Markets, country_of
from simulation.population import IS_MANAGER, Design, truth
from transforms.cells import CELL
from transforms.intervals import ends, sums, with_interval
from transforms.managers.verdicts import judged

MARKET = ("sizes", "likeness", "drawn")


def shares(markets: Markets, counted: Counted) -> pl.DataFrame:
    """Every role that a market asks for on the last day, published or not: whether its interval holds the truth.

    `holds` is of the interval as it would be without floors, `holds_with_all` of the published one for all roles at once.
    """
    published = counted.daily.lazy().filter(pl.col("day") == day_of(NUMBERS[-1]), pl.col("rung") == "any")
    low, high = ends()
    measured = counted.cells.lazy().select(*CELL, "clusters", "n_eff", free_low=low, free_high=high)
    rows = published.drop("n_eff").join(measured, on=CELL).join(_truths(markets.designs), on=["country", "role"])
    is_asked = rows.filter(pl.col("open") > 0, pl.col("clusters") > 1)
    return is_asked.with_columns(
        holds=pl.col("truth").is_between("free_low", "free_high"),
        holds_with_all=pl.col("truth").is_between("low_all", "high_all"),
    ).collect()


def _truths(designs: Sequence[Design]) -> pl.LazyFrame:
    """country, role, truth, and the design of the market."""
    of_design = {design: truth(design) for design in set(designs)}
    rows = [
        (country, role, share, design.sizes, str(design.likeness), design.employers)
        for country, design in zip(country_of(np.arange(len(designs))), designs, strict=True)
        for role, share in zip(TWELVE_ROLES, of_design[design], strict=True)
    ]
    return pl.LazyFrame(rows, schema=["country", "role", "truth", *MARKET], orient="row")


def verdicts(markets: Markets, counted: Counted) -> pl.DataFrame:
    """country, truth and verdict: what is said of “mostly managers” (D2, stock) in each market, and what is true of it."""
    social = counted.lifecycle.lazy().filter("is_counted", pl.col("role") != NO_ROLE)
    employers = social.group_by("country", "employer").agg(x=pl.col("role").is_in(MANAGER_ROLES).sum(), n=pl.len())
    said = judged(with_interval(employers.group_by("country").agg(sums("x", "n"))), ["country"])
    managers = [round(float(truth(design) @ IS_MANAGER), 3) for design in markets.designs]
    true = pl.LazyFrame({"country": country_of(np.arange(len(managers))), "truth": managers})
    return said.join(true, on="country").select("country", "truth", "verdict").collect()


def index(markets: Markets, counted: Counted) -> pl.DataFrame:
    """All markets together, by day: the true index, and by what part of it the matched and the naive one are off."""
    social = markets.postings.filter(pl.col("role") != NO_ROLE)
    there = [social.filter(pl.col("opens") <= number, pl.col("closes") > number).height for number in NUMBERS]
    true = pl.Series(there) / there[0]
    whole = counted.daily.filter(role="any_social", country=ALL_COUNTRIES, rung="any").sort("day")
    matched, naive = (whole[name] / whole[name][0] / true - 1 for name in ("matched_chain", "open"))
    return whole.select("day", true_index=100 * true, matched_off=matched, naive_off=naive)


def closings(markets: Markets, counted: Counted) -> pl.DataFrame:
    """posting_key, day and is_false of every posting counted as closed: whether it was still there."""
    days = pl.DataFrame({"day": [day_of(number) for number in NUMBERS], "number": list(NUMBERS)})
    told = counted.closed.join(days, on="day").join(markets.postings, on="posting_key")
    return told.select("posting_key", "day", is_false=pl.col("closes") > pl.col("number"))
