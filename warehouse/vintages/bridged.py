"""By how many postings changes of the taxonomy moved the stock of each role, between two releases."""

import polars as pl

from expectations.contracts import NO_ROLE, SUMS_OF_ROLES
from expectations.tables.bridge import UNCOUNTED

ANY_SOCIAL, ANY = SUMS_OF_ROLES
CHANGE = ("taxonomy_before", "taxonomy_version")


def moves(bridge: pl.DataFrame, before: str, now: str, roles: pl.Series) -> pl.DataFrame:
    """The table `bridge` → month, role, bridged, of these `roles`, from one taxonomy to another, in months that all steps count.

    Only postings count that were in the stock under both: what came into it or left it did so for another reason.
    """
    way = _way(bridge, before, now)
    steps = bridge.join(pl.DataFrame(way, dict.fromkeys(CHANGE, pl.String), orient="row"), on=CHANGE, how="semi")
    months = steps.group_by("month").agg(counted=pl.struct(CHANGE).n_unique()).filter(counted=len(way)).select("month")
    stayed = steps.filter(pl.col("role_before") != UNCOUNTED, pl.col("role") != UNCOUNTED)
    net = pl.concat([_sums(stayed, "role", 1), _sums(stayed, "role_before", -1)])
    summed = net.group_by("month", "role").agg(bridged=pl.col("open").sum())
    return (
        months.join(roles.unique().to_frame("role"), how="cross")
        .join(summed, on=["month", "role"], how="left")
        .fill_null(0)
    )


def _way(bridge: pl.DataFrame, before: str, now: str) -> list[tuple[str, str]]:
    """The changes that lead from one taxonomy to the other; none where they do not, or could be others too."""
    steps, way = bridge.select(CHANGE).unique().rows(), []
    while before != now:
        onward = [step for step in steps if step[0] == before and step not in way]
        if len(onward) != 1:
            return []
        way += onward
        before = onward[0][1]
    return way


def _sums(stayed: pl.DataFrame, column: str, sign: int) -> pl.DataFrame:
    """Signed stock by month and role, and over all roles; in the sum over every posting nothing moves."""
    by_role = stayed.select("month", role=column, open=sign * pl.col("open"))
    return pl.concat([by_role, by_role.filter(pl.col("role") != NO_ROLE).with_columns(role=pl.lit(ANY_SOCIAL))])
