"""What a person rules of two postings: one vacancy, or two. It is kept with the reason, and holds from the next rebuild on."""

from datetime import date

import polars as pl

from expectations.tables import TABLES
from expectations.tables.links import RULINGS
from warehouse import rulings
from warehouse.store import Store

VACANCIES = TABLES["vacancies"]


class CannotRule(Exception):
    """No ruling on these two; the message is one line that says what to do."""

    exit_code = 2


def rule(store: Store, on: date, one: str, other: str, said: str, reason: str, by: str) -> date:
    """Keep the ruling (`one` or `two`) on the postings `one` and `other`; returns the day from which to rebuild.

    That is the day on which the later of them came in. Raises `CannotRule`.
    """
    why, who = (" ".join(text.split()) for text in (reason, by))
    if not why or not who:
        raise CannotRule("--reason and --by say how one knows, and in which capacity: neither may be empty")
    known = _known(store, one, other)
    if said == "one":
        _refuse_two_openings(known)
        _refuse_strangers(store, known)
    ruling = pl.DataFrame([(one, other, said, why, who, on)], RULINGS, orient="row")
    rulings.keep(store, ruling)
    last: date = known["entered_on"][-1]
    return last


def _known(store: Store, *keys: str) -> pl.DataFrame:
    """What both were when they first came in, the earlier one first."""
    seen = store.scan(VACANCIES, store.partitions(VACANCIES)).filter(pl.col("posting_key").is_in(keys))
    first = (
        seen.sort("entered_on", "day").unique("posting_key", keep="first").sort("entered_on", "posting_key").collect()
    )
    if missing := set(keys).difference(first["posting_key"]):
        raise CannotRule(f"no posting {min(missing)} in `vacancies`: a posting_key is source/board/posting_id")
    if first.height < 2:
        raise CannotRule("that is one posting: give two")
    return first


def _refuse_two_openings(known: pl.DataFrame) -> None:
    stated = known.drop_nulls("requisition_mark")
    if stated["employer_mark"].n_unique() == 1 and stated["requisition_mark"].n_unique() == 2:
        raise CannotRule("they state two requisitions of one employer: those are two vacancies whatever anybody says")


def _refuse_strangers(store: Store, known: pl.DataFrame) -> None:
    earlier, later = known.rows(named=True)
    day = store.scan(VACANCIES, [f"day={later['entered_on']}"])
    if day.filter(posting_key=earlier["posting_key"]).collect().is_empty():
        raise CannotRule(
            f"{earlier['posting_key']} was forgotten when the other came in: nothing could be linked to it"
        )
