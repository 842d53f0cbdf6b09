"""Home: the answer in one screen, how sure it is, and what would change it."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from expectations.tables import TABLES
from warehouse.findings.headline import ManagersAnswer
from warehouse.findings.sentences import measured, percent
from warehouse.metadata.citation import citation
from warehouse.site.page import Site
from warehouse.site.rows import of_last_month

HALF = 0.5


def facts(site: Site) -> dict[str, Any]:
    """What the template `index.html` shows beside the headline."""
    return {
        "sure": " ".join(_sure(site)),
        "change": list(_change(site)),
        "citation": citation(site.imprint),
    }


def _sure(site: Site) -> Iterator[str]:
    """What the interval rests on."""
    main, quoted = site.headline.main, _ways(site).filter(_is_main(site.headline.main))
    (effective,) = quoted.select("n_eff").collect().to_series()
    if effective is not None:
        yield f"{main.employers:,} employers of unequal size weigh as much as {effective:.0f} equal ones."
    counts = site.headline.verdicts
    yield (
        f"Of {len(site.headline.answers)} ways to ask, {counts['supported']} are supported, {counts['contradicted']} "
        f"contradicted, {counts['undetermined']} undetermined."
    )


def _change(site: Site) -> Iterator[str]:
    """How far one half is away, and what other questions and other ways to count come to."""
    main = site.headline.main
    yield _distance(main)
    others = [a for a in site.headline.answers if (a.roles, a.flow) == (main.roles, main.flow) and a is not main]
    yield f"Another definition: {'; '.join(f'{a.definition} {measured(a.estimate)}, {a.verdict}' for a in others)}."
    yield _range(site, main)


def _distance(main: ManagersAnswer) -> str:
    low, high = main.estimate.low, main.estimate.high
    if low is None or high is None:
        return "There is no interval: more employers have to be seen."
    if high < HALF:
        return f"The interval ends {_points(HALF - high)} below one half."
    if low > HALF:
        return f"The interval begins {_points(low - HALF)} above one half."
    return "One half lies inside the interval: more employers would narrow it."


def _points(distance: float) -> str:
    rounded = round(100 * distance)
    return "less than one point" if rounded == 0 else f"{rounded} point{'s' if rounded > 1 else ''}"


def _range(site: Site, main: ManagersAnswer) -> str:
    """Between which shares the definition that is quoted moves, whatever is counted and left out."""
    shares = _ways(site).filter(definition=main.definition).select(pl.col("share").drop_nulls()).collect().to_series()
    if shares.is_empty():
        return ""
    return (
        f"Over {len(shares)} ways to count (postings or vacancies, all boards or matched ones, open or new, with ghosts or "
        f"without) {main.definition} lies between {percent(float(shares.min()))} and {percent(float(shares.max()))}."  # type: ignore[arg-type]
    )


def _ways(site: Site) -> pl.LazyFrame:
    return of_last_month(site.tables, TABLES["managers"].name)


def _is_main(main: ManagersAnswer) -> pl.Expr:
    quoted = {"definition": main.definition, "roles": main.roles, "flow": main.flow}
    quoted |= {"unit": "postings", "boards": "all", "exclusions": "homonyms"}
    return pl.all_horizontal(pl.col(name) == value for name, value in quoted.items())
