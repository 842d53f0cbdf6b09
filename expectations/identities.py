"""What must add up in the tables of demand. Each rule gives the cells that do not, with their `partition`."""

import polars as pl

from expectations.contracts import ALL_COUNTRIES, NO_ROLE, SUMS_OF_ROLES
from expectations.tables.coverage import ALL_SOURCES
from expectations.tables.demand import FLOWS, WITHHELD_SHARE
from expectations.tables.lifecycle import EVENTS
from expectations.tables.managers import CHOICES, DEFINITIONS
from expectations.tally import Case

CELL = ("role", "country", "rung")

NET_FLOW = (
    pl.col("opened") + pl.col("entered") + pl.col("reopened") + pl.col("moved_in")
    - pl.col("moved_out") - pl.col("closed") - pl.col("left_unobserved")
)  # fmt: skip

IS_WHOLE = (pl.col("role") == "any") & (pl.col("country") == ALL_COUNTRIES) & (pl.col("rung") == "any")
"""The cell of all postings: no edit can lead out of it."""

SHARE_TOLERANCE = 1e-5
"""Twelve shares rounded to six decimals are together at most 12 × 0.5e-6 = 6e-6 away from what they sum to; twenty, with an
overlay, 1e-5."""

HALF_A_STEP = 0.51e-6
"""Rounding to six decimals, with room for the last bit of a float."""
HALF_A_THOUSANDTH = 0.51e-3
"""The same of three decimals."""

STOCK = ("open", "vacancies", "carried", "sighted", "employers")
"""What a month has of its last day: zero where the cell is not there."""


def stock_follows_from_flows(case: Case) -> pl.LazyFrame:
    """open = open of the previous partition + what came in − what went out, for every cell; an absent cell is zero."""
    steps = _in_order(case)
    now = case.rows.join(steps, on="partition").select("step", *CELL, "open", net_flow=NET_FLOW)
    before = now.select(pl.col("step") + 1, *CELL, before="open")
    both = now.join(before, on=["step", *CELL], how="full", coalesce=True)
    both = both.with_columns(pl.col("open", "net_flow", "before").fill_null(0))
    return both.filter(pl.col("open") != pl.col("before") + pl.col("net_flow")).join(steps, on="step")


def _in_order(case: Case) -> pl.LazyFrame:
    """All partitions, numbered. Those without a row are among them: an empty one empties the stock."""
    judged = pl.LazyFrame({"partition": list(case.partitions)}, schema={"partition": pl.String})
    known = pl.concat([case.rows.select("partition"), judged]).unique().sort("partition")
    return known.with_row_index("step").with_columns(pl.col("step").cast(pl.Int64))


def stock_is_the_counted_postings(case: Case) -> pl.LazyFrame:
    """The cell of all postings holds exactly the postings that `lifecycle` counts."""
    counted = case.frames["lifecycle"].group_by("day").agg(counted=pl.col("is_counted").sum())
    whole = case.rows.filter(IS_WHOLE).join(counted, on="day", how="left")
    return whole.filter(pl.col("open") != pl.col("counted").fill_null(0))


def flows_are_the_events(case: Case) -> pl.LazyFrame:
    """What came into the stock of a role and went out of it, in all countries, is what `lifecycle` says of its postings."""
    counts = [(pl.col("event") == event).sum().alias(f"{event}_there") for event in EVENTS]
    happened = case.frames["lifecycle"].drop_nulls("event").group_by("day", "role").agg(counts)
    social = happened.filter(pl.col("role") != NO_ROLE)
    sums = [social, social.with_columns(role=pl.lit("any_social")), happened.with_columns(role=pl.lit("any"))]
    there = pl.concat(sums).group_by("day", "role").agg(pl.all().sum())
    cells = case.rows.filter(country=ALL_COUNTRIES, rung="any").join(there, on=["day", "role"], how="left")
    return cells.filter(pl.any_horizontal(pl.col(event) != pl.col(f"{event}_there").fill_null(0) for event in EVENTS))


def months_sum_up_their_days(case: Case) -> pl.LazyFrame:
    """Every cell of a month has the flows of all its days, and stock and shares of the last of them."""
    told = [*(column.name for column in FLOWS), *STOCK, *WITHHELD_SHARE, "n_eff"]
    cell = ["month", *CELL]
    daily = case.frames["demand_daily"].with_columns(month=pl.col("day").dt.strftime("%Y-%m"))
    flows = daily.group_by(cell).agg(pl.col(column.name).sum() for column in FLOWS)
    at_end = daily.filter(pl.col("day") == pl.col("day").max().over("month"))
    there = flows.join(at_end.select(*cell, *STOCK, *WITHHELD_SHARE, "n_eff"), on=cell, how="left")
    there = there.with_columns(pl.col(STOCK).fill_null(0))
    both = case.rows.select(*cell, *told).join(there, on=cell, how="full", coalesce=True, suffix="_there")
    differ = both.filter(pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_there")) for name in told))
    return differ.with_columns(partition=pl.format("month={}", "month"))


def shares_are_of_their_whole(case: Case) -> pl.LazyFrame:
    """A share is open ÷ open of `any_social`, for `any_social` of `any`, of all rungs in the same country."""
    part = pl.col("open") / pl.col("whole_open")
    shares = _beside_their_whole(case).drop_nulls("share")
    return shares.filter(((pl.col("share") - part).abs() > HALF_A_STEP).fill_null(True))


def effective_are_employers(case: Case) -> pl.LazyFrame:
    """No more employers are effective than there are behind a share: those of what it is a share of."""
    return _beside_their_whole(case).filter(pl.col("n_eff") > pl.col("whole_employers") + HALF_A_THOUSANDTH)


def _beside_their_whole(case: Case) -> pl.LazyFrame:
    """Every cell with open and employers of the cell that it is a share of."""
    is_sum = pl.col("role").is_in(SUMS_OF_ROLES)
    cells = case.rows.with_columns(whole=pl.when(is_sum).then(pl.lit("any")).otherwise(pl.lit("any_social")))
    wholes = case.rows.filter(rung="any").select(
        "partition", "country", whole="role", whole_open="open", whole_employers="employers"
    )
    return cells.join(wholes, on=["partition", "country", "whole"], how="left")


def roles_sum_to_any_social(case: Case) -> pl.LazyFrame:
    """The roles of the taxonomy together hold the postings of `any_social`, in every country."""
    return _by_country(case).filter(pl.col("roles") != pl.col("any_social"))


def shares_sum_to_one(case: Case) -> pl.LazyFrame:
    """Where nothing is suppressed, the shares of the roles sum to 1."""
    published = _by_country(case).filter(~pl.col("is_suppressed"), pl.col("any_social") > 0)
    return published.filter((pl.col("share") - 1).abs() > SHARE_TOLERANCE)


def adjusted_shares_sum_to_one(case: Case) -> pl.LazyFrame:
    """Where nothing is suppressed, the adjusted shares of the roles sum to 1."""
    months = case.rows.group_by("partition").agg(pl.col("open", "adjusted_share").sum(), pl.col("is_suppressed").any())
    published = months.filter(~pl.col("is_suppressed"), pl.col("open") > 0)
    return published.filter((pl.col("adjusted_share") - 1).abs() > SHARE_TOLERANCE)


def _by_country(case: Case) -> pl.LazyFrame:
    is_one_role = ~pl.col("role").is_in(SUMS_OF_ROLES)
    return (
        case.rows.filter(pl.col("rung") == "any")
        .group_by("partition", "country")
        .agg(
            roles=pl.col("open").filter(is_one_role).sum(),
            any_social=pl.col("open").filter(pl.col("role") == "any_social").sum(),
            share=pl.col("share").filter(is_one_role).sum(),
            is_suppressed=pl.col("is_suppressed").filter(is_one_role).any(),
        )
    )


def rungs_sum_to_any(case: Case) -> pl.LazyFrame:
    """The rungs of a role together hold its postings in all countries."""
    everywhere = case.rows.filter(pl.col("country") == ALL_COUNTRIES)
    return _parts_and_whole(everywhere, pl.col("rung") == "any").filter(pl.col("parts") != pl.col("whole"))


def countries_fit_into_all(case: Case) -> pl.LazyFrame:
    """The countries of a role hold no more than its postings in all countries; some postings name no country."""
    of_any_rung = case.rows.filter(pl.col("rung") == "any")
    is_whole = pl.col("country") == ALL_COUNTRIES
    return _parts_and_whole(of_any_rung, is_whole).filter(pl.col("parts") > pl.col("whole"))


def _parts_and_whole(cells: pl.LazyFrame, is_whole: pl.Expr) -> pl.LazyFrame:
    stock = pl.col("open")
    return cells.group_by("partition", "role").agg(
        parts=stock.filter(~is_whole).sum(), whole=stock.filter(is_whole).sum()
    )


WAY = ("definition", "roles", "flow", "unit", "boards")


def leaving_out_adds_none(case: Case) -> pl.LazyFrame:
    """Without homonyms and ghosts no more is counted than without either, and without either no more than with both."""

    def n(exclusions: str) -> pl.Expr:
        return pl.col("n").filter(pl.col("exclusions") == exclusions).sum()

    ways = case.rows.group_by("partition", *WAY).agg(
        (n("both") > pl.min_horizontal(n("homonyms"), n("ghosts"))).alias("is_more"),
        (pl.max_horizontal(n("homonyms"), n("ghosts")) > n("none")).alias("is_less"),
    )
    return ways.filter(pl.col("is_more") | pl.col("is_less"))


def n_is_the_stock(case: Case) -> pl.LazyFrame:
    """The way that is quoted is asked of the very postings that `demand_monthly` holds for all roles."""
    stock = case.frames["demand_monthly"].filter(role="any_social", country=ALL_COUNTRIES, rung="any")
    quoted = case.rows.filter(
        definition="D2", roles="twelve", flow="stock", unit="postings", boards="all", exclusions="homonyms"
    )
    both = quoted.join(stock.select("month", "open"), on="month", how="left")
    return both.filter(pl.col("n") != pl.col("open").fill_null(0))


def every_definition_is_asked(case: Case) -> pl.LazyFrame:
    """Each way to ask has its answer under all definitions: none may be left out because of what it says."""
    ways = case.rows.group_by("partition", *(name for name in CHOICES if name != "definition"))
    return ways.agg(asked=pl.col("definition").n_unique()).filter(pl.col("asked") != len(DEFINITIONS))


def employers_hold_the_stock(case: Case) -> pl.LazyFrame:
    """The employers of a role together hold its stock in `demand_monthly`."""
    held = case.rows.group_by("partition", "month", "role").agg(held=pl.col("open").sum())
    stock = case.frames["demand_monthly"].filter(country=ALL_COUNTRIES, rung="any").select("month", "role", "open")
    return held.join(stock, on=["month", "role"]).filter(pl.col("held") != pl.col("open"))


COVERED = ("boards", "observed", "recent", "postings", "postings_observed")


def sources_sum_to_all(case: Case) -> pl.LazyFrame:
    """A board is of one source, so the sources of a country together have what `all` has."""
    is_all = pl.col("source") == ALL_SOURCES
    sums = case.rows.group_by("partition", "day", "country").agg(
        pl.col(COVERED).filter(is_all).sum(), pl.col(COVERED).filter(~is_all).sum().name.suffix("_by_source")
    )
    return sums.filter(pl.any_horizontal(pl.col(name) != pl.col(f"{name}_by_source") for name in COVERED))
