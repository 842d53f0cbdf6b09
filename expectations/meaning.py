"""Rules of meaning: what a declaration of columns cannot say, because it takes two columns, two days or two tables.

A rule is an expression that is true for an offending row, or a function that gives the offending rows with their
`partition`. They stand in `RULES` by table and name; the frames they need are passed in.
"""

from collections.abc import Callable, Sequence

import polars as pl

from expectations import identities
from expectations.contracts import ALL_COUNTRIES, NO_ROLE, OBSERVED, SUMS_OF_ROLES, Table, Verdict
from expectations.identities import HALF_A_STEP
from expectations.tables.decomposition import COMPONENTS
from expectations.tables.demand import WITHHELD
from expectations.tables.employers import MANAGERS_BY
from expectations.tables.lifecycle import UNSEEN_ENDS
from expectations.tally import Case, Frames, verdicts

Rule = pl.Expr | Callable[[Case], pl.LazyFrame]

LISTING = (*OBSERVED, "partial")
"""The statuses of crawls that saw postings. A partial crawl saw some: enough to sight them, not to miss the others."""


def closings_need_a_complete_crawl(case: Case) -> pl.LazyFrame:
    """Only a crawl that is proven complete can confirm that a posting is gone."""
    unseen = case.rows.filter(pl.col("status") == "closed", pl.col("closed_reason") == "unseen_confirmed")
    proof = case.frames["crawls"].filter(pl.col("status").is_in(OBSERVED))
    return unseen.join(proof, on=["day", "source", "board"], how="anti")


def crawls_have_a_source(case: Case) -> pl.LazyFrame:
    """Whatever was observed points to the card of its source; all other tables follow from crawls."""
    return case.rows.join(case.frames["sources"], on="source", how="anti")


def sightings_need_a_crawl(case: Case) -> pl.LazyFrame:
    """Nothing is seen on a board that was not asked or did not answer."""
    answered = case.frames["crawls"].filter(pl.col("status").is_in(LISTING))
    return case.rows.join(answered, on=["day", "source", "board"], how="anti")


def contents_are_sighted(case: Case) -> pl.LazyFrame:
    """What a source states on a day is stated by a posting seen on that day."""
    return case.rows.join(case.frames["sightings"], on=["day", "posting_key"], how="anti")


def postings_have_contents(case: Case) -> pl.LazyFrame:
    """Every cleaned posting has what it was cleaned from."""
    return case.rows.join(case.frames["contents"], on=["day", "posting_key"], how="anti")


def role_is_in_taxonomy(case: Case) -> pl.LazyFrame:
    """A role is one that the table `roles` defines, none, or a sum of them."""
    beside = pl.col("role").is_in((NO_ROLE, *SUMS_OF_ROLES))
    return case.rows.filter(~beside).join(case.frames["roles"], on="role", how="anti")


def postings_have_a_vacancy(case: Case) -> pl.LazyFrame:
    """Every posting that `lifecycle` holds advertises exactly one vacancy: `posting_key` is the key, so at most one.

    Where both tables have as many keys and the same sum of their hashes, they have the same keys. Other days are gone through:
    to join them all takes three times as long.
    """
    alive = case.frames["lifecycle"].select("day", "posting_key")
    differ = _keys(alive).join(_keys(case.rows), on=["day", "keys", "hashes"], how="anti").collect()["day"]
    is_doubtful = pl.col("day").is_in(differ.implode())
    missing = alive.filter(is_doubtful).join(case.rows.filter(is_doubtful), on=["day", "posting_key"], how="anti")
    return missing.with_columns(partition=pl.format("day={}", "day")).filter(pl.col("partition").is_in(case.partitions))


def _keys(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.group_by("day").agg(keys=pl.len(), hashes=pl.col("posting_key").hash().sum())


def vacancies_have_one_requisition(case: Case) -> pl.LazyFrame:
    """Two requisitions of one employer are two vacancies, however alike their texts."""
    stated = case.rows.drop_nulls("requisition_mark")
    return stated.filter(pl.col("requisition_mark").n_unique().over("partition", "vacancy_id", "employer_mark") > 1)


def accepted_links_join(case: Case) -> pl.LazyFrame:
    """What is taken for the same vacancy is one in `vacancies`; a link that a ruling takes back is no longer accepted."""
    pairs = case.rows.filter("is_accepted")
    ends = pl.concat([pairs.select("day", "posting_key"), pairs.select("day", posting_key="other_key")])
    # Few postings are linked on a day: a million others need not be joined twice.
    held = case.frames["vacancies"].select("day", "posting_key", "vacancy_id")
    held = held.join(ends, on=["day", "posting_key"], how="semi")
    others = held.select("day", other_key="posting_key", other_id="vacancy_id")
    both = pairs.join(held, on=["day", "posting_key"], how="left").join(others, on=["day", "other_key"], how="left")
    return both.filter((pl.col("vacancy_id") != pl.col("other_id")).fill_null(True))


def share_is_that_of_demand(case: Case) -> pl.LazyFrame:
    """What is taken apart is what was published, to the last digit."""
    cells = case.frames["demand_monthly"].filter(country=ALL_COUNTRIES, rung="any")
    published = cells.select("month", "role", published="share")
    return (
        case.rows.drop_nulls("share")
        .join(published, on=["month", "role"], how="left")
        .filter(pl.col("share").ne_missing(pl.col("published")))
    )


SHARE_OUTSIDE = ~pl.col("share").is_between(pl.col("low"), pl.col("high"))
INTERVAL_MISSING = pl.col("share").is_not_null() & pl.any_horizontal(
    pl.col("low", "high", "low_all", "high_all").is_null()
)
INTERVAL_OUTSIDE = (pl.col("low") < pl.col("low_all")) | (pl.col("high") > pl.col("high_all"))

DEMAND: dict[str, Rule] = {
    "role_is_in_taxonomy": role_is_in_taxonomy,
    "stock_follows_from_flows": identities.stock_follows_from_flows,
    "roles_sum_to_any_social": identities.roles_sum_to_any_social,
    "shares_are_of_their_whole": identities.shares_are_of_their_whole,
    "shares_sum_to_one": identities.shares_sum_to_one,
    "rungs_sum_to_any": identities.rungs_sum_to_any,
    "countries_fit_into_all": identities.countries_fit_into_all,
    "whole_has_no_moves": identities.IS_WHOLE & ((pl.col("moved_in") != 0) | (pl.col("moved_out") != 0)),
    "share_has_intervals": INTERVAL_MISSING,
    "interval_holds_share": SHARE_OUTSIDE,
    "interval_of_all_roles_is_wider": INTERVAL_OUTSIDE,
    "suppressed_is_blank": pl.col("is_suppressed") & pl.any_horizontal(pl.col(WITHHELD).is_not_null()),
    "suppression_has_a_reason": pl.col("is_suppressed") == pl.col("suppressed_why").is_null(),
    "carried_is_open": pl.col("carried") > pl.col("open"),
    "open_is_sighted_or_carried": pl.col("open") > pl.col("sighted") + pl.col("carried"),
    "employers_have_postings": (pl.col("employers") > pl.col("open"))
    | ((pl.col("employers") == 0) & (pl.col("open") > 0)),
    "effective_are_employers": identities.effective_are_employers,
    "vacancies_are_advertised": (pl.col("vacancies") > pl.col("open"))
    | ((pl.col("vacancies") == 0) & (pl.col("open") > 0)),
}
"""What both tables of demand keep."""

RULES: dict[str, dict[str, Rule]] = {
    "crawls": {
        "complete_is_proven": (pl.col("status") == "complete") & pl.col("proof").is_null(),
        "crawls_have_a_source": crawls_have_a_source,
    },
    "sightings": {
        "sightings_need_a_crawl": sightings_need_a_crawl,
    },
    "contents": {
        "contents_are_sighted": contents_are_sighted,
    },
    "postings": {
        "postings_have_contents": postings_have_contents,
        "role_is_in_taxonomy": role_is_in_taxonomy,
        "role_has_a_basis": (pl.col("role") == NO_ROLE) != pl.col("role_basis").is_null(),
        "pay_is_a_range": pl.col("pay_low") > pl.col("pay_high"),
    },
    "lifecycle": {
        "closings_need_a_complete_crawl": closings_need_a_complete_crawl,
        "unseen_ends_are_no_outflow": pl.col("closed_reason").is_in(UNSEEN_ENDS) & (pl.col("event") == "closed"),
        "only_open_is_counted": pl.col("is_counted") & (pl.col("status") != "open"),
        "open_has_not_closed": (pl.col("status") == "open") != pl.col("closed_on").is_null(),
        "closing_has_a_reason": pl.col("closed_on").is_null() != pl.col("closed_reason").is_null(),
        "days_are_in_order": ~pl.col("last_seen_on").is_between(pl.col("first_seen_on"), pl.col("day")),
    },
    "vacancies": {
        "postings_have_a_vacancy": postings_have_a_vacancy,
        "vacancies_have_one_requisition": vacancies_have_one_requisition,
    },
    "links": {
        "links_lead_to_another": pl.col("posting_key") == pl.col("other_key"),
        "accepted_links_join": accepted_links_join,
    },
    "closings": {
        "closings_are_of_their_month": pl.col("closed_on").dt.strftime("%Y-%m") != pl.col("month"),
        "days_are_in_order": ~pl.col("last_seen_on").is_between(pl.col("first_seen_on"), pl.col("closed_on")),
        "a_repost_closed_before": pl.col("earlier_closed_on") >= pl.col("first_seen_on"),
    },
    "durations": {
        "role_is_in_taxonomy": role_is_in_taxonomy,
        "spells_are_closed_or_censored": pl.col("spells") != pl.col("closed") + pl.col("censored"),
        "interval_holds_median": (pl.col("median_days") < pl.col("low_days"))
        | (pl.col("median_days") > pl.col("high_days")),
        "curve_falls": (pl.col("open_30_share") < pl.col("open_60_share"))
        | (pl.col("open_60_share") < pl.col("open_90_share")),
        "suppressed_is_blank": pl.col("is_suppressed")
        & pl.any_horizontal(pl.col("median_days", "low_days", "high_days", "open_30_share").is_not_null()),
        "suppression_has_a_reason": pl.col("is_suppressed") == pl.col("suppressed_why").is_null(),
    },
    "coverage": {
        "observed_is_in_panel": pl.max_horizontal("observed", "recent") > pl.col("boards"),
        "observed_is_open": pl.col("postings_observed") > pl.col("postings"),
        "sources_sum_to_all": identities.sources_sum_to_all,
    },
    "demand_daily": {
        **DEMAND,
        "stock_is_the_counted_postings": identities.stock_is_the_counted_postings,
        "flows_are_the_events": identities.flows_are_the_events,
    },
    "demand_monthly": {
        **DEMAND,
        "months_sum_up_their_days": identities.months_sum_up_their_days,
    },
    "decomposition": {
        "change_is_of_the_shares": (pl.col("change") - pl.col("share") + pl.col("share_before")).abs()
        > 3 * HALF_A_STEP,
        "components_sum_to_change": (pl.sum_horizontal(COMPONENTS, ignore_nulls=False) - pl.col("change")).abs()
        > (len(COMPONENTS) + 1) * HALF_A_STEP,
        "components_are_told_together": pl.any_horizontal(pl.col(COMPONENTS).is_null())
        != pl.all_horizontal(pl.col(COMPONENTS).is_null()),
        "suppression_has_a_reason": pl.col("is_suppressed") == pl.col("suppressed_why").is_null(),
        "matched_are_boards": pl.col("matched_boards") > pl.col("boards"),
        "share_is_that_of_demand": share_is_that_of_demand,
    },
    "employers": {
        "managers_are_postings": pl.max_horizontal(MANAGERS_BY) > pl.col("open"),
        "stock_is_that_of_demand": identities.employers_hold_the_stock,
    },
    "managers": {
        "managers_are_postings": pl.col("managers") > pl.col("n"),
        "share_is_managers_of_n": (pl.col("share") - pl.col("managers") / pl.col("n")).abs() > HALF_A_STEP,
        "interval_holds_share": SHARE_OUTSIDE,
        "verdict_follows_interval": pl.when(pl.col("verdict") == "supported")
        .then((pl.col("low") < 0.5).fill_null(True))
        .when(pl.col("verdict") == "contradicted")
        .then((pl.col("high") > 0.5).fill_null(True))
        .otherwise((pl.col("low") > 0.5) | (pl.col("high") < 0.5)),
        "holm_is_no_bolder": (pl.col("p_holm") < pl.col("p_value"))
        | ((pl.col("verdict_holm") != "undetermined") & (pl.col("verdict_holm") != pl.col("verdict"))),
        "every_definition_is_asked": identities.every_definition_is_asked,
        "leaving_out_adds_none": identities.leaving_out_adds_none,
        "n_is_the_stock": identities.n_is_the_stock,
    },
    "shifts": {
        "asking_is_of_n": (pl.col("asking") > pl.col("n")) | (pl.col("n") > pl.col("open")),
        "share_is_asking_of_n": (pl.col("share") - pl.col("asking") / pl.col("n")).abs() > HALF_A_STEP,
        "interval_holds_share": SHARE_OUTSIDE,
        "emphasis_is_of_those_asked": (pl.max_horizontal("old", "new") > pl.col("asking"))
        | (pl.max_horizontal("old_all", "new_all") > pl.col("n")),
        "those_who_ask_are_some_of_all": (pl.col("old") > pl.col("old_all")) | (pl.col("new") > pl.col("new_all")),
        "interval_holds_log_ratio": ~pl.col("log_ratio").is_between(pl.col("log_ratio_low"), pl.col("log_ratio_high"))
        | ~pl.col("log_ratio_all").is_between(pl.col("log_ratio_low_all"), pl.col("log_ratio_high_all")),
    },
    "shares_adjusted": {
        "role_is_in_taxonomy": role_is_in_taxonomy,
        "interval_holds_adjusted_share": ~pl.col("adjusted_share").is_between(pl.col("low"), pl.col("high")),
        "adjusted_shares_sum_to_one": identities.adjusted_shares_sum_to_one,
        "suppression_has_a_reason": pl.col("is_suppressed") == pl.col("suppressed_why").is_null(),
        "suppressed_is_blank": pl.col("is_suppressed")
        & pl.any_horizontal(pl.col("share", "adjusted_share", "low", "high").is_not_null()),
    },
}
"""What must hold, by table. A rule's name states it."""


def judge(table: Table, frames: Frames, partitions: Sequence[str]) -> list[Verdict]:
    """What the rules of `table` say about each of `partitions`: one verdict per partition × rule, all of severity error.

    `frames` holds rows by table name: `table` itself and what its rules compare it with (`lifecycle` needs crawls; `crawls`
    sources; `vacancies` lifecycle; `links` vacancies; `sightings` crawls; `contents` sightings; `postings` contents and
    roles; `demand_daily` lifecycle and roles; `demand_monthly` roles, and demand_daily with all days of the months judged;
    `shares_adjusted` and `durations` roles; `managers`, `employers` and `decomposition` demand_monthly). It may reach back:
    rows of other partitions are not judged. The tables of demand must reach back to the partition before the first one
    judged, where there is one. Raises `KeyError` if a frame that a rule needs is missing.
    """
    rules, case = RULES.get(table.name, {}), Case(table, frames, partitions)
    judged: list[Verdict] = []
    for name, found in zip(rules, pl.collect_all(_offenders(case, rule) for rule in rules.values()), strict=True):
        judged += verdicts(table, name, "error", partitions, found.iter_rows())
    return sorted(judged, key=lambda verdict: verdict.partition)


def _offenders(case: Case, rule: Rule) -> pl.LazyFrame:
    """partition, number of offenders and the smallest of them."""
    rows = case.rows.filter(rule) if isinstance(rule, pl.Expr) else rule(case)
    there = rows.collect_schema()
    key = [name for name in case.table.key if name != case.table.partition and name in there]
    example = pl.concat_str(pl.col(key).cast(pl.String), separator=" × ").min() if key else pl.lit(None, pl.String)
    return rows.group_by("partition").agg(pl.len(), example.alias("example"))
