"""From postings to vacancies: who speaks, and what begins."""

from datetime import date
from typing import Any

import polars as pl

from tests.transforms.rows import table
from transforms.linking.speaking import one_per_vacancy, started

DAY, NEXT = date(2026, 3, 2), date(2026, 3, 3)


def lifecycle(**first_seen: date | None) -> pl.LazyFrame:
    """Postings of `DAY` by key, with the day on which each was first seen."""
    return table(
        "lifecycle", *({"day": DAY, "posting_key": key, "first_seen_on": on} for key, on in first_seen.items())
    )


def vacancies(day: date = DAY, **vacancy: str) -> pl.LazyFrame:
    return table("vacancies", *({"day": day, "posting_key": key, "vacancy_id": name} for key, name in vacancy.items()))


def spoken(postings: pl.LazyFrame, known: pl.LazyFrame) -> list[tuple[Any, ...]]:
    return (
        one_per_vacancy(postings, known)
        .select("day", "vacancy_id", "posting_key")
        .sort("day", "vacancy_id")
        .collect()
        .rows()
    )


def begun(rows: list[dict[str, Any]], known: pl.LazyFrame) -> list[str]:
    return started(table("lifecycle", *rows), known).collect()["posting_key"].to_list()


def test_the_posting_that_has_been_open_longest_speaks() -> None:
    postings = lifecycle(a=date(2026, 2, 9), b=date(2026, 2, 2), c=date(2026, 2, 16))
    assert spoken(postings, vacancies(a="a", b="a", c="c")) == [(DAY, "a", "b"), (DAY, "c", "c")]


def test_of_several_as_old_the_first_by_key_speaks() -> None:
    assert spoken(lifecycle(b=DAY, a=DAY), vacancies(a="x", b="x")) == [(DAY, "x", "a")]


def test_a_vacancy_counts_once_on_each_day() -> None:
    both = [lifecycle(a=DAY, b=DAY), lifecycle(a=DAY, b=DAY).with_columns(day=pl.lit(NEXT))]
    known = pl.concat([vacancies(a="a", b="a"), vacancies(NEXT, a="a", b="a")])
    assert spoken(pl.concat(both), known) == [(DAY, "a", "a"), (NEXT, "a", "a")]


def test_one_more_posting_of_a_vacancy_in_the_stock_starts_none() -> None:
    rows = [{"day": DAY, "posting_key": key, "was_counted": key == "a"} for key in "abc"]
    assert begun(rows, vacancies(a="a", b="a", c="c")) == ["c"]


def test_a_vacancy_that_was_out_of_the_stock_starts_again() -> None:
    rows = [{"day": DAY, "posting_key": key, "was_counted": False} for key in "ab"]
    assert begun(rows, vacancies(a="a", b="a")) == ["a", "b"]


def test_what_was_advertised_on_another_day_alone_starts() -> None:
    rows = [
        {"day": DAY, "posting_key": "a", "was_counted": True},
        {"day": NEXT, "posting_key": "b", "was_counted": False},
    ]
    known = pl.concat([vacancies(a="a"), vacancies(NEXT, b="a")])
    assert begun(rows, known) == ["b"]
