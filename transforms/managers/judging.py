"""The table `managers`: the share of managers under every definition and way to ask, and whether one half is exceeded."""

from collections.abc import Mapping

import polars as pl

from expectations.tables.managers import DEFINITIONS, MANAGER_ROLES
from transforms.coverage import of_panel
from transforms.intervals import sums, with_interval, with_its_interval
from transforms.managers.asking import WAY, marked, spread, ways
from transforms.managers.definitions import definitions
from transforms.managers.verdicts import judged

CELL = ("flow", "unit", "employer", "role", "is_homonym", "is_ghost", "is_matched")
"""What tells apart whether a way to ask takes a posting in, and to which employer and role it belongs."""


def judge(
    month: str, units: Mapping[tuple[str, str], pl.LazyFrame], matched: pl.LazyFrame, coverage: pl.LazyFrame
) -> pl.LazyFrame:
    """The table `managers` of `month`.

    `units` holds rows of `lifecycle` by (flow, unit): see `asking.counted`. `matched` are the boards counted at both ends of
    the month, `coverage` is the partition of its last day.
    """
    cells = spread(_counted(marked(units, matched)))
    shares = with_interval(_by_employer(cells).group_by(*WAY, "definition").agg(sums("managers", "n")))
    shares = _everything_asked().join(shares, on=[*WAY, "definition"], how="left")
    shares = judged(shares.join(_pluralities(cells), on=[*WAY, "definition"], how="left"), list(WAY))
    counts = {"managers": "sum_x", "n": "sum_n", "employers": "clusters"}
    return shares.with_columns(
        with_its_interval(),
        *(pl.col(name).fill_null(0).alias(count) for count, name in counts.items()),
        month=pl.lit(month),
    ).join(of_panel(coverage), how="cross")


def _counted(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Postings in each cell: under each definition those that can be judged, n_…, and of these the managers, x_…."""
    counts = [
        count
        for name, is_manager in definitions().items()
        for count in (is_manager.sum().alias(f"x_{name}"), is_manager.count().alias(f"n_{name}"))
    ]
    return rows.group_by(CELL).agg(pl.len().alias("postings"), *counts)


def _by_employer(cells: pl.LazyFrame) -> pl.LazyFrame:
    """managers and n of every way to ask, definition and employer."""
    employers = cells.group_by(*WAY, "employer").agg(pl.col("^[xn]_D.$").sum())
    return pl.concat(
        employers.select(*WAY, definition=pl.lit(name), managers=f"x_{name}", n=f"n_{name}") for name in DEFINITIONS
    )


def _everything_asked() -> pl.LazyFrame:
    return ways().join(pl.LazyFrame({"definition": DEFINITIONS}), how="cross")


def _pluralities(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Whether one of the two manager roles is wanted more often than any other; look-alikes have no role. D2 only."""
    counts = cells.filter(~pl.col("is_homonym")).group_by(*WAY, "role").agg(n=pl.col("postings").sum())
    is_manager, n = pl.col("role").is_in(MANAGER_ROLES), pl.col("n")
    most, others = (n.filter(side).max().fill_null(0) for side in (is_manager, ~is_manager))
    return counts.group_by(WAY).agg(is_plurality=most > others).with_columns(definition=pl.lit("D2"))
