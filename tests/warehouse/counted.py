"""What was counted in the small synthetic market, of every kind of count: rows that agree with one another."""

from datetime import timedelta

import polars as pl

from expectations.contracts import RUNGS, TWELVE_ROLES
from expectations.tables.demand import FLOWS
from expectations.tables.employers import MANAGERS_BY
from tests.warehouse.observed import DAYS, FIRST

EMPLOYERS = 40


def _cells() -> pl.DataFrame:
    """Open, opened and closed of every role on every day, in one country and on one rung each."""
    rows = []
    for rank, role in enumerate(TWELVE_ROLES):
        before = 0
        for step in range(DAYS):
            opened = 0 if step == 0 else (step * (rank + 3)) % 5
            closed = 0 if step == 0 else min((step * (rank + 2)) % 4, before)
            entered = 90 // (rank + 1) if step == 0 else 0
            before += opened + entered - closed
            flows = {"open": before, "entered": entered, "opened": opened, "closed": closed}
            rows.append({"day": FIRST + timedelta(step), "role": role, "rung": RUNGS[rank % len(RUNGS)], **flows})
    return pl.DataFrame(rows)


def _summed(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells under every margin that `demand_daily` publishes."""
    parts = []
    for role in (None, "any_social", "any"):
        for country, rung in (("ZZ", "any"), ("US", "any"), ("ZZ", None)):
            named = {"role": role, "country": country, "rung": rung}
            part = cells.with_columns(pl.lit(value).alias(name) for name, value in named.items() if value)
            sums = pl.col("open", "entered", "opened", "closed").sum()
            parts.append(part.group_by("day", "role", "country", "rung").agg(sums))
    return pl.concat(parts, how="diagonal").sort("day", "role", "country", "rung")


def demand_daily() -> pl.DataFrame:
    whole = pl.col("open").filter(role="any_social", country="ZZ", rung="any").first().over("day")
    share = pl.when(pl.col("role") == "any").then(None).when(pl.col("role") == "any_social").then(1.0)
    others = [column.name for column in FLOWS if column.name not in ("entered", "opened", "closed")]
    return (
        _summed(_cells())
        .with_columns(
            pl.col("open").alias("vacancies"),
            pl.lit(0).alias("carried"),
            pl.col("open").alias("sighted"),
            *(pl.lit(0).alias(name) for name in others),
            share.otherwise(pl.col("open") / whole).alias("share"),
            employers=pl.min_horizontal("open", pl.lit(EMPLOYERS)),
            n_eff=pl.lit(20.0),
            top_employer_share=pl.lit(0.2),
            index=pl.lit(100.0),
            matched_index=100 + pl.col("day").dt.month().cast(pl.Float64),
            coverage=pl.lit(0.9),
            is_suppressed=pl.lit(False),
            suppressed_why=pl.lit(None),
            matched_chain=pl.lit(1.0),
        )
        .with_columns(
            low=pl.max_horizontal(pl.col("share") - 0.04, pl.lit(0.0)),
            high=pl.min_horizontal(pl.col("share") + 0.04, pl.lit(1.0)),
            low_all=pl.max_horizontal(pl.col("share") - 0.05, pl.lit(0.0)),
            high_all=pl.min_horizontal(pl.col("share") + 0.05, pl.lit(1.0)),
        )
    )


def demand_monthly(daily: pl.DataFrame) -> pl.DataFrame:
    flows = [column.name for column in FLOWS]
    stock = [name for name in daily.columns if name not in (*flows, "day", "role", "country", "rung")]
    return (
        daily.with_columns(month=pl.col("day").dt.strftime("%Y-%m"))
        .sort("day")
        .group_by("month", "role", "country", "rung")
        .agg(
            pl.col("day").last().alias("last_on"),
            pl.len().alias("days"),
            pl.col("open").mean().alias("mean_open"),
            pl.col(stock).last(),
            pl.col(flows).sum(),
        )
        .with_columns(is_complete=pl.col("month") == "2026-06", mean_matched_chain=pl.lit(1.0))
    )


def managers() -> pl.DataFrame:
    low = {"D1": 0.3, "D2": 0.46, "D3": 0.55, "D4": 0.2, "D5": 0.4}
    verdicts = dict(
        zip(low, ("contradicted", "undetermined", "supported", "contradicted", "undetermined"), strict=True)
    )
    return pl.DataFrame(
        {
            "month": month,
            "definition": definition,
            "roles": roles,
            "flow": flow,
            "unit": "postings",
            "boards": "all",
            "exclusions": "homonyms",
            "managers": round(300 * (low[definition] + 0.06)),
            "n": 300,
            "employers": EMPLOYERS,
            "n_eff": 20.0,
            "share": low[definition] + 0.06,
            "low": low[definition],
            "high": low[definition] + 0.12,
            "verdict": verdicts[definition],
            "p_value": 0.5 if verdicts[definition] == "undetermined" else 0.01,
            "p_holm": 1.0 if verdicts[definition] == "undetermined" else 0.05,
            "verdict_holm": "undetermined",
            "is_plurality": True if definition == "D2" else None,
            "coverage": 0.9,
        }
        for month in ("2026-06", "2026-07")
        for definition in low
        for roles in ("article", "twelve")
        for flow in ("stock", "inflow")
    )


def employers(monthly: pl.DataFrame) -> pl.DataFrame:
    """The stock of each role, dealt out to the employers one by one."""
    stock = monthly.filter(pl.col("role").is_in(TWELVE_ROLES), country="ZZ", rung="any")
    dealt = stock.select("month", "role", "open").join(pl.DataFrame({"place": range(EMPLOYERS)}), how="cross")
    left = pl.col("open") % EMPLOYERS
    is_named = pl.col("role").is_in(("social_media_manager", "community_manager"))
    return (
        dealt.with_columns(open=pl.col("open") // EMPLOYERS + (pl.col("place") < left))
        .filter(pl.col("open") > 0)
        .select(
            "month",
            "role",
            "open",
            employer="Employer " + pl.col("place").cast(pl.String),
            texts="open",
            **{name: pl.when(is_named).then("open").otherwise(0) for name in MANAGERS_BY},
        )
    )


def durations() -> pl.DataFrame:
    """All twelve roles have a median and its interval; the single roles are withheld."""
    return pl.DataFrame(
        {
            "month": "2026-07",
            "role": role,
            "since_on": FIRST,
            "spells": 300,
            "closed": 200,
            "censored": 100,
            "ageless": 0,
            "employers": EMPLOYERS,
            "median_days": days,
            "low_days": days and days - 5,
            "high_days": days and days + 7,
            "is_suppressed": days is None,
        }
        for role, days in {"any_social": 35, **dict.fromkeys(TWELVE_ROLES)}.items()
    )


def shifts() -> pl.DataFrame:
    """More marketing postings speak of pull than of push; of public relations nobody knows."""
    roles = {"marketing": ("push", "pull", 0.5), "public_relations": ("faux", "frank", None)}
    return pl.DataFrame(
        {
            "month": "2026-07",
            "traditional_role": role,
            "old_pole": old,
            "new_pole": new,
            **dict.fromkeys(("open", "n"), 100),
            "asking": 55,
            "employers": EMPLOYERS,
            "share": 0.55,
            "low": 0.43,
            "high": 0.67,
            **dict.fromkeys(("old", "new", "old_all", "new_all"), 20),
            "log_ratio": ratio,
            "log_ratio_low": ratio and ratio - 0.4,
            "log_ratio_high": ratio and ratio + 0.4,
            "lexicon_version": "0a1b2c3d",
        }
        for role, (old, new, ratio) in roles.items()
    )
