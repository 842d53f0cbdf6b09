"""What the data say first. The command, the page and the charts all read it from here: one truth."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from expectations.contracts import ALL_COUNTRIES, SUMS_OF_ROLES
from expectations.tables import TABLES
from warehouse.release.tables import Tables
from warehouse.store import StoreError


@dataclass(frozen=True)
class Estimate:
    """A share with its 95 % interval, clustered by employer. All three are null where they are withheld."""

    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class RoleDemand:
    """How many people one role is asked for, at the end of the last month of data."""

    role: str
    label: str
    open: int
    employers: int
    estimate: Estimate
    """With the interval for all roles at once, because the roles are shown side by side."""
    change: float | None
    """Matched index against the month before: 0.04 is 4 % more postings on the boards counted in both months."""
    suppressed_why: str | None


@dataclass(frozen=True)
class ManagersAnswer:
    """One way to ask “mostly managers?”, and its answer."""

    definition: str
    roles: str
    flow: str
    managers: int
    n: int
    employers: int
    estimate: Estimate
    verdict: str


@dataclass(frozen=True)
class Headline:
    """Who is wanted, are they mostly managers, and how much of the panel was seen."""

    first_on: date
    last_on: date
    days: int
    n: int
    employers: int
    open_any: int
    boards: int
    observed: int
    roles: tuple[RoleDemand, ...]
    """Those of the taxonomy, largest first."""
    answers: tuple[ManagersAnswer, ...]
    is_synthetic: bool

    @property
    def main(self) -> ManagersAnswer:
        """The answer that is quoted first: D2 (the role is social media manager or community manager) in the stock of
        all twelve roles, because it is asked of the very postings that `n` counts."""
        return next(a for a in self.answers if (a.definition, a.roles, a.flow) == ("D2", "twelve", "stock"))

    @property
    def verdicts(self) -> dict[str, int]:
        """How many ways to ask are supported, contradicted, undetermined."""
        given = [answer.verdict for answer in self.answers]
        return {verdict: given.count(verdict) for verdict in ("supported", "contradicted", "undetermined")}


def headline(tables: Tables) -> Headline:
    """The headline of a store or of a release, for its last day. Raises `StoreError` where nothing is counted yet."""
    everywhere = pl.col("country") == ALL_COUNTRIES
    monthly = tables.scan(TABLES["demand_monthly"]).filter(everywhere, rung="any").sort("month").collect()
    if monthly.is_empty():
        raise StoreError("nothing is counted yet: run `helpwanted refresh`, `import` or `rebuild` first")
    days = tables.scan(TABLES["demand_daily"]).select(pl.col("day").unique().sort()).collect().to_series()
    last = monthly.filter(pl.col("month") == pl.col("month").max())
    total = _row(last, "any_social")
    coverage = tables.scan(TABLES["coverage"]).filter(everywhere, source="all")
    seen = coverage.sort("day").last().collect().row(0, named=True)
    return Headline(
        first_on=days[0],
        last_on=total["last_on"],
        days=len(days),
        n=total["open"],
        employers=total["employers"],
        open_any=_row(last, "any")["open"],
        boards=seen["boards"],
        observed=seen["observed"],
        roles=_roles(monthly, tables),
        answers=_answers(tables),
        is_synthetic=tables.is_synthetic,
    )


def _row(cells: pl.DataFrame, role: str) -> dict[str, Any]:
    return cells.row(by_predicate=pl.col("role") == role, named=True)


def _roles(monthly: pl.DataFrame, tables: Tables) -> tuple[RoleDemand, ...]:
    before = pl.col("matched_index").shift().over("role", order_by="month")
    rows = (
        tables.scan(TABLES["roles"])
        .select("role", "label", "precedence")
        .join(
            monthly.lazy()
            .with_columns(change=pl.col("matched_index") / before - 1)
            .filter(pl.col("month") == pl.col("month").max(), ~pl.col("role").is_in(SUMS_OF_ROLES)),
            on="role",
            how="left",
        )
        .with_columns(pl.col("open", "employers").fill_null(0))
        .sort("open", "precedence", descending=[True, False])
        .collect()
    )
    return tuple(_role(row) for row in rows.iter_rows(named=True))


def _role(row: dict[str, Any]) -> RoleDemand:
    return RoleDemand(
        role=row["role"],
        label=row["label"],
        open=row["open"],
        employers=row["employers"],
        estimate=Estimate(row["share"], row["low_all"], row["high_all"]),
        change=row["change"],
        suppressed_why=row["suppressed_why"],
    )


def _answers(tables: Tables) -> tuple[ManagersAnswer, ...]:
    """The answers for the last month, of postings on all boards without homonyms: stock before inflow, all twelve roles
    before the article's.
    """
    order = ("definition", "flow", "roles")
    quoted = {"unit": "postings", "boards": "all", "exclusions": "homonyms"}
    last = tables.scan(TABLES["managers"]).filter(pl.col("month") == pl.col("month").max(), **quoted)
    rows = last.sort(order, descending=[False, True, True]).collect()
    return tuple(_answer(row) for row in rows.iter_rows(named=True))


def _answer(row: dict[str, Any]) -> ManagersAnswer:
    return ManagersAnswer(
        definition=row["definition"],
        roles=row["roles"],
        flow=row["flow"],
        managers=row["managers"],
        n=row["n"],
        employers=row["employers"],
        estimate=Estimate(row["share"], row["low"], row["high"]),
        verdict=row["verdict"],
    )
