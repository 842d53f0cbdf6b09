"""What the simulation has to prove, beside what it found."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from simulation.coverage import ERRORS, WANTED

OFF = 0.01
"""By so much the matched index may be off the true one, and the naive one has to be for the outage to be one."""
WRONG = 0.025
"""Part of the verdicts, each way, that may be wrong."""


@dataclass(frozen=True)
class Claim:
    """A figure, what it has to be, and whether it is."""

    what: str
    found: str
    wanted: str
    is_met: bool


def of_coverage(published: pl.DataFrame) -> list[Claim]:
    """Intervals of published shares: over all kinds of markets, and in each kind."""
    return [claim for kind in WANTED for claim in _of_kind(kind, published.filter(pl.col("kind") == kind))]


def _of_kind(kind: str, rows: pl.DataFrame) -> list[Claim]:
    low, high = WANTED[kind]
    wanted, is_whole = f"{low:.0%} to {high:.0%}", pl.col("sizes").is_null()
    whole = rows.row(by_predicate=is_whole, named=True)
    kinds = rows.filter(~is_whole)
    found = f"{whole['covered']:.1%} ± {whole['error']:.1%} of {whole['shares']:,}"
    least, most, misses = kinds.select(
        least=pl.col("covered").min(), most=pl.col("covered").max(), misses=(~pl.col("is_met")).sum()
    ).row(0)
    among = f"{least:.1%} to {most:.1%}; {misses} off by more than chance"
    return [
        Claim(f"intervals of {kind} shares hold", found, wanted, whole["is_met"]),
        Claim(f"the same in each of {kinds.height} kinds of markets", among, wanted, misses == 0),
    ]


def of_all_roles(all_roles: pl.DataFrame) -> list[Claim]:
    """Intervals for all roles at once."""
    markets = pl.col("markets")
    held, count = all_roles.select(((pl.col("holds_with_all") * markets).sum() / markets.sum()), markets.sum()).row(0)
    return [
        Claim("markets in which intervals for all roles hold", f"{held:.1%} of {count:,}", "95% or more", held >= 0.95)
    ]


def of_index(index: pl.DataFrame) -> list[Claim]:
    """The matched index through outages, and the naive one, without which nothing were shown."""
    matched, naive = index.select(pl.col("matched_off", "naive_off").abs().max()).row(0)
    return [
        Claim("matched index off by at most", f"{matched:.2%}", f"{OFF:.0%}", matched <= OFF),
        Claim("naive index off by", f"{naive:.2%}", f"more than {OFF:.0%}", naive > OFF),
    ]


def of_closings(closings: pl.DataFrame) -> list[Claim]:
    """No posting is counted as closed that is still there."""
    false = closings["is_false"].sum()
    return [Claim("false closings", f"{false:,} of {closings.height:,}", "0", false == 0)]


def of_verdicts(verdicts: pl.DataFrame) -> list[Claim]:
    """Where managers are one half, both verdicts are wrong; elsewhere one of them is."""
    half = verdicts.filter(truth=0.5)
    return [
        *(_of_verdict(word, half["verdict"].to_list()) for word in ("supported", "contradicted")),
        _of_verdict("supported", verdicts.filter(pl.col("truth") < 0.5)["verdict"].to_list(), "fewer than half"),
    ]


def _of_verdict(word: str, given: Sequence[str], truth: str = "one half") -> Claim:
    wrong = given.count(word) / len(given)
    room = ERRORS * (WRONG * (1 - WRONG) / len(given)) ** 0.5
    found = f"{wrong:.1%} of {len(given):,}"
    return Claim(f"{word} where managers are {truth}", found, f"at most {WRONG:.1%}", wrong <= WRONG + room)
