"""Demand by day: stock, inflow, outflow and shares, from the partitions of `lifecycle`.

open = open before + opened + entered + reopened + moved_in − moved_out − closed − left_unobserved, in every cell.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from expectations.tables.demand import FLOWS, WITHHELD_SHARE
from expectations.tables.lifecycle import EVENTS
from transforms.cells import CELL, CELL_DAY, shown, spread
from transforms.coverage import with_coverage
from transforms.intervals import (
    EFFECTIVE_FLOOR,
    EMPLOYERS_FLOOR,
    HOLDERS_FLOOR,
    ends,
    part_sums,
    whole_sums,
    with_interval,
)
from transforms.linking.speaking import several_postings
from transforms.taxonomy import taxonomy

ESTIMATE = ("share", "low", "high", "n_eff", "design_effect", "freedom", "logit_error")
"""What `with_interval` says of a share."""
WEEK = 7
"""Days of the mean that evens out weekends: on Saturdays and Sundays hardly a board changes."""
NOTHING_OPEN = "no posting is open"
"""Why a cell has no share that only comes and goes."""
COUNTS = ("open", "vacancies", "carried", "sighted", *(column.name for column in FLOWS))


def by_employer(lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """Stock of every day × cell × employer: what `cells` needs of it, which asks twice and so wants it counted."""
    stock = lifecycle.filter("is_counted").group_by(*CELL_DAY, "employer").agg(open=pl.len().cast(pl.Int64))
    return spread(stock).group_by(*CELL_DAY, "employer").agg(pl.col("open").sum())


def cells(lifecycle: pl.LazyFrame, vacancies: pl.LazyFrame, held: pl.LazyFrame) -> pl.LazyFrame:
    """Stock, flows and shares of every day × cell in which `lifecycle` has a posting, over any number of days.

    `vacancies` is the table of these days, `held` their stock by employer.
    """
    counts = _stock_and_flows(lifecycle).join(_moves(lifecycle), on=CELL_DAY, how="full", coalesce=True)
    counts = counts.join(_further(lifecycle, vacancies), on=CELL_DAY, how="left")
    vacant = pl.col("open") - pl.col("further").fill_null(0)
    return counts.with_columns(vacancies=vacant).join(_shares(held), on=CELL_DAY, how="left")


def count(
    days: Sequence[date], cells: pl.LazyFrame, before: pl.LazyFrame, base: pl.LazyFrame, coverage: pl.LazyFrame
) -> pl.LazyFrame:
    """The table `demand_daily` of `days`, each of which is the partition before the next.

    `cells` and `coverage` are of these days, `before` holds the partitions of `demand_daily` of the week before the first, at
    least the last there is, `base` the partition of `demand_monthly` that the indices are set to (no rows while there is none).
    """
    last = before.filter(pl.col("day") == pl.col("day").max())
    known = _known(days, last, cells)
    rows = shown(days, cells, known.filter(pl.col("open_before") > 0)).join(cells, on=CELL_DAY, how="left")
    rows = rows.with_columns(pl.col(*COUNTS, "employers").fill_null(0))
    rows = _chained(days, rows.join(_known(days, last, rows), on=CELL_DAY, how="left"), base)
    rows = with_coverage(_with_means_of_weeks(days, rows, cells, before), coverage)
    return indexed(suppressed(rows), base)


def _known(days: Sequence[date], before: pl.LazyFrame, rows: pl.LazyFrame) -> pl.LazyFrame:
    """What each of `days` knows of the partition before it: open_before, and on the first day chain_before."""
    first = before.select(pl.lit(days[0]).alias("day"), *CELL, open_before="open", chain_before="matched_chain")
    following = pl.LazyFrame({"day": days[:-1], "next": days[1:]}, {"day": pl.Date, "next": pl.Date})
    later = rows.join(following, on="day").select(*CELL, day="next", open_before="open")
    return pl.concat([first, later], how="diagonal")


def _stock_and_flows(lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    is_counted, is_sighted = pl.col("is_counted"), pl.col("is_sighted")
    events = [(pl.col("event") == event).sum().cast(pl.Int64).alias(event) for event in EVENTS]
    postings = lifecycle.group_by(CELL_DAY).agg(
        is_counted.sum().cast(pl.Int64).alias("open"),
        (is_counted & ~is_sighted).sum().cast(pl.Int64).alias("carried"),
        is_sighted.sum().cast(pl.Int64).alias("sighted"),
        *events,
    )
    return spread(postings).group_by(CELL_DAY).agg(pl.all().sum())


def _further(lifecycle: pl.LazyFrame, vacancies: pl.LazyFrame) -> pl.LazyFrame:
    """`further`: postings of the stock beyond the first for their vacancy in the cell. Most vacancies have one, so only
    those with several are looked at."""
    several = several_postings(vacancies).select("day", "posting_key", vacancy=pl.col("vacancy_id").hash())
    counted = lifecycle.filter("is_counted").select("posting_key", *CELL_DAY)
    # To tell vacancies by 64 bits takes half as long; that two of a million are alike in them has p = 3e-8.
    held = counted.join(several, on=["day", "posting_key"]).group_by(*CELL_DAY, "vacancy").agg(postings=pl.len())
    further = pl.col("postings").sum().cast(pl.Int64) - pl.col("vacancy").n_unique().cast(pl.Int64)
    return spread(held).group_by(CELL_DAY).agg(further=further)


def _moves(lifecycle: pl.LazyFrame) -> pl.LazyFrame:
    """Cells that an edit brought a posting into or took it out of."""
    edited = lifecycle.filter(pl.col("role_before").is_not_null())
    now = spread(edited.select("posting_key", *CELL_DAY))
    then = spread(edited.select("posting_key", "day", *(pl.col(f"{name}_before").alias(name) for name in CELL)))
    moved_in = now.join(then, on=["posting_key", *CELL_DAY], how="anti").with_columns(moved_in=1, moved_out=0)
    moved_out = then.join(now, on=["posting_key", *CELL_DAY], how="anti").with_columns(moved_in=0, moved_out=1)
    return pl.concat([moved_in, moved_out]).group_by(CELL_DAY).agg(pl.col("moved_in", "moved_out").sum().cast(pl.Int64))


def _shares(held: pl.LazyFrame) -> pl.LazyFrame:
    """Share, intervals, what they rest on, employers and top_employer_share of every cell that has a posting."""
    is_whole = (pl.col("rung") == "any") & pl.col("role").is_in(["any_social", "any"])
    whole = held.filter(is_whole).select("day", "country", "employer", whole="role", n="open")
    held = held.with_columns(
        whole=pl.when(pl.col("role").is_in(["any_social", "any"])).then(pl.lit("any")).otherwise(pl.lit("any_social"))
    )
    cells = held.join(whole, on=["day", "country", "employer", "whole"]).group_by(*CELL_DAY, "whole")
    parts = cells.agg(*part_sums("open", "n"), employers=pl.len().cast(pl.Int64), top=pl.col("open").max())
    wholes = whole.group_by("day", "country", "whole").agg(whole_sums("n"))
    shares = with_interval(parts.join(wholes, on=["day", "country", "whole"]))
    low_all, high_all = ends(len(taxonomy().roles))
    return shares.select(
        *CELL_DAY,
        "employers",
        "clusters",
        *ESTIMATE,
        low_all=low_all,
        high_all=high_all,
        top_employer_share=pl.col("top") / pl.col("sum_x"),
    )


def _chained(days: Sequence[date], rows: pl.LazyFrame, base: pl.LazyFrame) -> pl.LazyFrame:
    """The matched chain, one link a day: what boards counted in both periods hold now, over what they held before.

    A chain starts at 1 with the first posting of its cell and ends, null, where nothing is left that could be matched. One that
    `base` knows never starts again: its level would say nothing beside the base. Each pass carries it one day further, rounded
    as it is kept, so that a chain taken up from the table goes on in the same way.
    """
    based = base.select(*CELL, is_based=pl.col("mean_matched_chain").is_not_null())
    rows = rows.join(based, on=CELL, how="left")
    matched = pl.col("open") - pl.col("entered")
    matched_before = pl.col("open_before") - pl.col("left_unobserved")
    link = pl.when(matched_before > 0).then(matched / matched_before)
    rows = rows.with_columns(link=link, matched_chain=pl.lit(None, pl.Float64)).sort(*CELL, "day")
    start = pl.when((pl.col("open") > 0) & ~pl.col("is_based").fill_null(False)).then(1.0)
    earlier = pl.when(pl.col("day") == days[0]).then("chain_before").otherwise(pl.col("matched_chain").shift())
    begins = pl.col("open_before").is_null() | ((pl.col("open_before") == 0) & earlier.is_null())
    chain = pl.when(begins).then(start).when(earlier > 0).then(earlier * pl.col("link"))
    for _ in days:
        rows = rows.with_columns(matched_chain=chain.round(9))
    return rows


def _with_means_of_weeks(
    days: Sequence[date], rows: pl.LazyFrame, cells: pl.LazyFrame, before: pl.LazyFrame
) -> pl.LazyFrame:
    """`rows` of `days` with open_7d, the mean stock of seven days; null where one of the seven has no partition."""
    stock = pl.concat([before.select(*CELL_DAY, "open"), cells.select(*CELL_DAY, "open")])
    known = pl.concat([before.select("day"), pl.LazyFrame({"day": days}, {"day": pl.Date})]).unique()
    whole = _in_weeks(known).group_by("day").len().select("day", is_whole=pl.col("len") == WEEK)
    means = _in_weeks(stock).group_by(CELL_DAY).agg(open_7d=pl.col("open").sum() / WEEK)
    rows = rows.join(means, on=CELL_DAY, how="left").join(whole, on="day", how="left")
    return rows.with_columns(open_7d=pl.when("is_whole").then(pl.col("open_7d").fill_null(0)))


def _in_weeks(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Every row once for each day whose week it belongs to."""
    later = pl.LazyFrame({"later": range(WEEK)}).select(later=pl.duration(days="later"))
    return rows.join(later, how="cross").with_columns(day=pl.col("day") + pl.col("later")).drop("later")


def suppressed(rows: pl.LazyFrame) -> pl.LazyFrame:
    """`rows` with share and intervals withheld where too few employers stand behind them; `any` has no share."""
    why = (
        pl.when(pl.col("open") == 0)
        .then(pl.lit(NOTHING_OPEN))
        .when(pl.col("clusters").fill_null(0) < EMPLOYERS_FLOOR)
        .then(pl.lit(f"fewer than {EMPLOYERS_FLOOR} employers stand behind the share"))
        .when(pl.col("employers") < HOLDERS_FLOOR)
        .then(pl.lit(f"fewer than {HOLDERS_FLOOR} employers hold the role"))
        .when(pl.col("n_eff") < EFFECTIVE_FLOOR)
        .then(pl.lit(f"a few large employers decide: they count as fewer than {EFFECTIVE_FLOOR}"))
    )
    rows = rows.with_columns(suppressed_why=why, is_suppressed=why.is_not_null())
    shown = pl.when(~pl.col("is_suppressed") & (pl.col("role") != "any"))
    return rows.with_columns(shown.then(pl.col(name)).alias(name) for name in WITHHELD_SHARE)


def indexed(rows: pl.LazyFrame, base: pl.LazyFrame) -> pl.LazyFrame:
    """`rows` with index and matched_index, 100 = mean over the days of the base month."""
    means = base.select(*CELL, base_open="mean_open", base_chain="mean_matched_chain")
    shown_ = pl.when(~pl.col("is_suppressed"))
    index = pl.when(pl.col("base_open") > 0).then(100 * pl.col("open") / pl.col("base_open"))
    matched = pl.when(pl.col("base_chain") > 0).then(100 * pl.col("matched_chain") / pl.col("base_chain"))
    return rows.join(means, on=CELL, how="left").with_columns(
        shown_.then(index).alias("index"), shown_.then(matched).alias("matched_index")
    )
