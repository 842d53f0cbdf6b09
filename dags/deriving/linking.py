"""Which postings advertise one vacancy, for some days of a draft."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256

import polars as pl

from expectations.tables import TABLES
from transforms.linking import vacancies
from transforms.linking.rulings import concerning
from warehouse import rulings
from warehouse.draft import Draft

CONTENTS, POSTINGS, LIFECYCLE = (TABLES[name] for name in ("contents", "postings", "lifecycle"))
VACANCIES, LINKS = TABLES["vacancies"], TABLES["links"]


def link_days(draft: Draft, days: Sequence[date], marks: pl.DataFrame) -> None:
    """Draft vacancies and links of these days, each of which rests on the day before.

    `marks` are those of the contents of these days. Their `lifecycle` must be drafted.
    """
    names = [f"day={day}" for day in days]
    present = draft.scan(LIFECYCLE, names).select("day", *vacancies.PRESENT).collect()
    known = draft.scan(VACANCIES, draft.before(VACANCIES, names[0])).collect()
    ruled = rulings.kept(draft.store)
    found, ruled_on = [], {}
    for day, name in zip(days, names, strict=True):
        brought = vacancies.brought(
            known.lazy(), *(rows.lazy().filter(day=day).drop("day") for rows in (present, marks))
        )
        kept, came, gone = pl.collect_all(brought, engine="in-memory")
        ruled_on[name] = concerning(ruled, kept, came)
        known, links = vacancies.advance(day, kept, came, gone, ruled_on[name])
        known = draft.write(VACANCIES, name, known.lazy(), _made_from(draft, ruled_on, name), is_held=True)
        found.append(links)
    draft.write_days(
        LINKS,
        pl.concat(found, how="diagonal_relaxed").lazy(),
        {name: ["all"] for name in names},
        partial(_made_from, draft, ruled_on),
    )


def _made_from(draft: Draft, ruled: Mapping[str, pl.DataFrame], name: str) -> dict[str, str]:
    """Both tables of a day are made from the same; of the rulings from those on postings that came in that day."""
    made_from = draft.made_from(
        *((table, [name]) for table in (CONTENTS, POSTINGS, LIFECYCLE)), (VACANCIES, draft.before(VACANCIES, name))
    )
    if ruled[name].height:
        made_from[rulings.FILE] = sha256(ruled[name].write_csv().encode()).hexdigest()
    return made_from
