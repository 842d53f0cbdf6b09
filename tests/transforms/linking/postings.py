"""Postings for the tests of linking: what a test does not say is the same for all."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from expectations.tables import TABLES
from expectations.tables.links import RULINGS
from transforms.linking.marks import marks
from transforms.linking.rulings import concerning
from transforms.linking.vacancies import advance, brought

DAY = date(2026, 3, 2)
CLAUSES = [f"We want somebody who has looked after lighthouse number {number}" for number in range(40)]


def text(changed: int = 0, *more: str) -> str:
    """Forty clauses, the first of which are `changed` into others."""
    others = [f"At night somebody else takes care of island number {number}" for number in range(changed)]
    return "".join(f"<p>{clause}.</p>" for clause in [*others, *CLAUSES[changed:], *more])


def posting(key: str, **stated: Any) -> dict[str, Any]:
    """A posting of Acme in Berlin, named by the end of its key."""
    plain = {"source": "lever", "board": "acme", "title": "Community Manager", "employer": "Acme", "country": "DE"}
    return plain | {"key": key, "place": "Berlin", "text": text(), "requisition": None, "status": "open"} | stated


def ruling(one: str, other: str, said: str) -> dict[str, Any]:
    """Somebody looked at two postings."""
    return {
        "posting_key": one,
        "other_key": other,
        "ruling": said,
        "reason": "read",
        "ruled_by": "researcher",
        "ruled_on": DAY,
    }


def linked(*days: list[dict[str, Any]], rulings: Sequence[dict[str, Any]] = ()) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The last of the tables `vacancies`, and all `links`, of days on which these postings are known."""
    known = TABLES["vacancies"].schema.to_frame()
    links = []
    for number, rows in enumerate(days):
        day = DAY.replace(day=DAY.day + number)
        lifecycle, came = _frames(day, rows)
        kept, new, gone = pl.collect_all(brought(known.lazy(), lifecycle, came))
        vacancies, found = advance(day, kept, new, gone, concerning(pl.DataFrame(rulings, RULINGS), kept, new))
        known = TABLES["vacancies"].conform(vacancies.lazy()).collect()
        links.append(TABLES["links"].conform(found.lazy()).collect())
    return known, pl.concat(links)


def _frames(day: date, rows: list[dict[str, Any]]) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    stated = pl.DataFrame(rows, infer_schema_length=None).with_columns(pl.col("requisition", "text").cast(pl.String))
    frame = stated.lazy().select(
        pl.all(), day=pl.lit(day), posting_key="key", posting_id="key", description="text", requisition_id="requisition"
    )
    frame = frame.sort("posting_key")
    return frame, marks(frame, frame).drop("day")


def vacancy_of(*days: list[dict[str, Any]], rulings: Sequence[dict[str, Any]] = ()) -> dict[str, str]:
    """Key of each posting of the last day → its vacancy."""
    return dict(linked(*days, rulings=rulings)[0].select("posting_key", "vacancy_id").iter_rows())
