"""A page for each role, and one that sets them side by side."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from expectations.contracts import ALL_COUNTRIES
from expectations.tables import TABLES
from warehouse.findings.headline import RoleDemand
from warehouse.findings.sentences import measured, percent
from warehouse.release.imprint import spoken
from warehouse.site.page import Site
from warehouse.site.rows import Row, by_role, estimated, everywhere, of_last_month
from warehouse.site.titles import FLOOR, titles

COUNTRIES_SHOWN = 8
ORIGINS = {
    "article": "The source article names this role.",
    "project": "The source article does not name this role; the project does.",
    "overlay": "An overlay of the taxonomy adds this role.",
}


def facts(site: Site) -> dict[str, Any]:
    """What the template `roles.html` shows beside the headline."""
    durations = by_role(of_last_month(site.tables, "durations").collect().to_dicts())
    ends = [role.estimate.high or role.estimate.share or 0.0 for role in site.headline.roles]
    return {
        "widest": max([*ends, 0.01]),
        "days_open": lambda role: _days(_only(durations.get(role))),
    }


def pages(site: Site) -> Iterator[tuple[str, dict[str, Any]]]:
    """The roles, each with what the template `role.html` shows of it."""
    about = {row["role"]: row for row in site.tables.scan(TABLES["roles"]).collect().to_dicts()}
    months = by_role(estimated(everywhere(site.tables).sort("month"), "low_all", "high_all"))
    cells = of_last_month(site.tables, "demand_monthly").filter(pl.col("open") > 0).sort("open", descending=True)
    rungs = by_role(cells.filter(pl.col("rung") != "any", country=ALL_COUNTRIES).collect().to_dicts())
    countries = by_role(cells.filter(pl.col("country") != ALL_COUNTRIES, rung="any").collect().to_dicts())
    durations = by_role(of_last_month(site.tables, "durations").collect().to_dicts())
    adjusted = by_role(of_last_month(site.tables, "shares_adjusted").collect().to_dicts())
    called = titles(site.tables)
    for role in site.headline.roles:
        name, open_for = role.role, _only(durations.get(role.role))
        known = months.get(name, [])
        yield (
            name,
            {
                "role": role,
                "about": about[name],
                "origins": ORIGINS,
                "said": sentence(role, site),
                "months": known,
                "last": _only(known),
                "open_for": _days(open_for),
                "titles": called.get(name, []),
                "floor": FLOOR,
                "rungs": rungs.get(name, []),
                "countries": countries.get(name, [])[:COUNTRIES_SHOWN],
                "sure": list(_sure(role, _only(known), open_for, _only(adjusted.get(name)))),
            },
        )


def sentence(role: RoleDemand, site: Site) -> str:
    """Stock, share, interval, employers and day of a role, in one sentence that can be quoted."""
    postings = "posting" if role.open == 1 else "postings"
    stock = f"{role.open:,} open {postings} at {role.employers:,} employers on {spoken(site.headline.last_on)}"
    if role.estimate.share is None:
        return f"{stock}; the share is withheld: {role.suppressed_why or 'there is no posting'}."
    return f"{stock}: {measured(role.estimate)} of those of all twelve roles."


def _only(rows: list[Row] | None) -> Row | None:
    """The last of them, which is the only one where rows are of one month."""
    return rows[-1] if rows else None


def _days(row: Row | None) -> str:
    """`34 (28–41)`; `34 (28 or more)` where the curve does not reach the upper end; a dash where it is unknown."""
    if row is None or row["median_days"] is None:
        return "–"
    low, high = row["low_days"] or "0", row["high_days"]
    return f"{row['median_days']} ({low}–{high})" if high else f"{row['median_days']} ({low} or more)"


def _sure(role: RoleDemand, last: Row | None, open_for: Row | None, adjusted: Row | None) -> Iterator[str]:
    if last is None:
        yield "No posting of this role is in the data: nothing can be said."
        return
    yield f"{percent(last['coverage'])} of the panel’s boards were observed on the day of the stock."
    if role.estimate.share is None:
        yield f"Share, interval and index are withheld: {role.suppressed_why}. Counts never are."
    if last["n_eff"] is not None:
        yield f"The employers behind the share weigh as much as {last['n_eff']:.0f} equal ones."
    if last["design_effect"] is not None:
        yield f"The share’s variance is {last['design_effect']:.1f} times that of independent postings."
    if role.open:
        yield f"The largest employer holds {percent(last['top_employer_share'])} of the role’s open postings."
    if adjusted and adjusted["adjusted_share"] is not None:
        share = percent(adjusted["adjusted_share"])
        yield f"Without the errors of reading that labelled titles show, the share would be {share}."
    if open_for:
        yield _spells(open_for)


def _spells(row: Row) -> str:
    if row["is_suppressed"]:
        return f"Time open is withheld: {row['suppressed_why'] or 'too few employers or closings'}."
    return (
        f"Time open rests on {row['spells']:,} postings, {row['closed']:,} of them seen to close; "
        f"those still open count as open so far."
    )
