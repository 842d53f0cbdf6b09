"""May this be said? The numbers of a release for a claim, measured where they are not in it, and the verdict on them."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from expectations.contracts import ALL_COUNTRIES, NO_ROLE, SUMS_OF_ROLES
from expectations.tables import TABLES
from transforms.employers import ends_of, growth, share_change
from warehouse.findings.claims import (
    HALF,
    SOCIAL,
    Claim,
    Matter,
    Measured,
    beside_threshold,
    changed,
    grown,
    leads,
    managers,
)
from warehouse.findings.kinds import Kind
from warehouse.vintages.vintage import Vintage

MONTHLY, MANAGERS, EMPLOYERS, ROLES = (TABLES[name] for name in ("demand_monthly", "managers", "employers", "roles"))
QUOTED = {"roles": "twelve", "flow": "stock", "unit": "postings", "boards": "all", "exclusions": "homonyms"}
D2 = "D2"
"""The definition that is quoted first."""
ANY_SOCIAL = SUMS_OF_ROLES[0]


class NoClaim(Exception):
    """The question cannot be put so; the message is one line that says how."""

    exit_code = 2


@dataclass(frozen=True)
class Question:
    """What somebody would like to say. Without a role it is about managers, by a definition."""

    kind: Kind
    role: str | None = None
    """By id or label; `any_social`, which is all of them, where their number is asked for."""
    definition: str | None = None
    """Of managers; D2 where null."""
    period: str | None = None
    """A month; the newest where null."""
    since: str | None = None
    """The month that a rise or fall is told from; the one before where null."""
    threshold: str | None = None
    """A share, `0.3` or `30%`."""
    is_of_postings: bool = False
    """Rise, fall: of the number of postings, not of the share."""


def check(released: Vintage, asked: Question) -> Claim:
    """The verdict on a claim by the numbers of a release. Raises `NoClaim` where the release cannot be asked that."""
    _refuse_unused(asked)
    months = _months(released)
    period = _month(asked.period or max(months), months)
    matter = _matter(released, asked, period, months[period])
    if asked.kind in (Kind.rise, Kind.fall):
        return _change(released, asked, matter, sorted(months))
    if asked.kind is Kind.plurality:
        return _plurality(released, asked, matter)
    return beside_threshold(asked.kind, matter, _share(released, asked, period), _threshold(asked))


def _refuse_unused(asked: Question) -> None:
    """What would change nothing was meant otherwise."""
    is_change, is_threshold = asked.kind in (Kind.rise, Kind.fall), asked.kind in (Kind.above, Kind.below)
    unused = {
        "--threshold is for above and below": asked.threshold is not None and not is_threshold,
        "--since is for rise and fall": asked.since is not None and not is_change,
        "--of postings is for rise and fall": asked.is_of_postings and not is_change,
        "--definition is for managers, not for a role": asked.definition is not None and asked.role is not None,
    }
    if said := [reason for reason, is_unused in unused.items() if is_unused]:
        raise NoClaim(f"{asked.kind} cannot be asked so: {'; '.join(said)}")


def _months(released: Vintage) -> dict[str, Any]:
    """The months of a release, each with the day of its stock."""
    return dict(released.scan(MONTHLY).select("month", "last_on").unique().collect().iter_rows())


def _month(name: str, months: dict[str, Any]) -> str:
    if name not in months:
        raise NoClaim(f"{name} is no month of the release; it has {min(months)} to {max(months)}")
    return name


def _matter(released: Vintage, asked: Question, period: str, on: Any) -> Matter:
    of = f"{SOCIAL} with a text" if asked.role is None and asked.definition == "D4" else SOCIAL
    return Matter(_subject(released, asked), of, period, on, released.imprint)


def _subject(released: Vintage, asked: Question) -> str:
    """What the claim is about: managers, a role, or all roles where their postings are counted."""
    if asked.role is None:
        return managers(asked.definition or D2)
    if asked.role in SUMS_OF_ROLES:
        if asked.role == ANY_SOCIAL and asked.is_of_postings:
            return "social media jobs"
        raise NoClaim(
            f"{asked.role} is the whole that shares are of: give one of its roles, or rise or fall --of postings"
        )
    labels = _labels(released)
    if asked.role not in labels:
        raise NoClaim(f"{asked.role} is no role; there are {', '.join(labels)}")
    return f"{labels[asked.role]} jobs"


def _labels(released: Vintage) -> dict[str, str]:
    return dict(released.scan(ROLES).select("role", pl.col("label").str.to_lowercase()).collect().iter_rows())


def _threshold(asked: Question) -> float:
    """One half, or a share between 0 and 1, written so or in percent."""
    if asked.kind is Kind.majority:
        return HALF
    if asked.threshold is None:
        raise NoClaim(f"{asked.kind} what? give --threshold, a share such as 0.3 or 30%")
    written = asked.threshold.strip()
    try:
        share = float(written.removesuffix("%")) / (100 if written.endswith("%") else 1)
    except ValueError:
        share = 0
    if not 0 < share < 1:
        raise NoClaim(f"{written} is no threshold: give a share between 0 and 1, such as 0.3 or 30%")
    return share


def _share(released: Vintage, asked: Question, period: str) -> Measured:
    if asked.role is None:
        way = released.scan(MANAGERS).filter(month=period, definition=asked.definition or D2, **QUOTED)
        row = way.collect().row(0, named=True)
        return Measured(row["share"], row["low"], row["high"], row["n"], row["employers"])
    return _roles(released, period, "low", "high")[asked.role]


def _roles(released: Vintage, period: str, low: str, high: str) -> dict[str, Measured]:
    """Every role's share of a month, with the ends named; n and employers are those of all roles together."""
    cells = released.scan(MONTHLY).filter(month=period, country=ALL_COUNTRIES, rung="any").collect()
    whole = cells.row(by_predicate=pl.col("role") == "any_social", named=True)
    rows = cells.filter(~pl.col("role").is_in(SUMS_OF_ROLES)).sort("open", "role", descending=[True, False])
    return {
        row["role"]: Measured(row["share"], row[low], row[high], whole["open"], whole["employers"])
        for row in rows.iter_rows(named=True)
    }


def _plurality(released: Vintage, asked: Question, matter: Matter) -> Claim:
    if asked.role is None:
        raise NoClaim("plurality of what? give --role: it is asked whether that role is wanted more than every other")
    found = _roles(released, matter.period, "low_all", "high_all")
    labels = _labels(released)
    return leads(matter, found.pop(asked.role), {f"{labels[role]} jobs": one for role, one in found.items()})


def _change(released: Vintage, asked: Question, matter: Matter, months: list[str]) -> Claim:
    place = months.index(matter.period)
    since = _month(asked.since, dict.fromkeys(months)) if asked.since else months[max(place - 1, 0)]
    if since >= matter.period:
        raise NoClaim(f"a {asked.kind} needs an earlier month than {matter.period}: give --since, or a later --period")
    part, whole = _counted(asked)
    before, now = (released.scan(EMPLOYERS).filter(month=month) for month in (since, matter.period))
    ends = ends_of(before, now, part, whole)
    row = (growth if asked.is_of_postings else share_change)(ends).collect().row(0, named=True)
    one = Measured(row["change"], row["low"], row["high"], row["n"], row["employers"])
    tell = grown if asked.is_of_postings else changed
    return tell(asked.kind, matter, one, (row["before"] or 0.0, row["now"] or 0.0), since)


def _counted(asked: Question) -> tuple[pl.Expr, pl.Expr]:
    """What counts in a row of `employers` as the part, and as the whole."""
    is_social = pl.col("role") != NO_ROLE
    if asked.role == ANY_SOCIAL:
        return (pl.when(is_social).then("open").otherwise(0),) * 2
    if asked.role is not None:
        whole = pl.when(is_social).then("open").otherwise(0)
        return pl.when(pl.col("role") == asked.role).then("open").otherwise(0), whole
    definition = asked.definition or D2
    whole = pl.when(is_social).then("texts" if definition == "D4" else "open").otherwise(0)
    return pl.when(is_social).then(f"managers_{definition.lower()}").otherwise(0), whole
