"""From postings to vacancies: which posting speaks for a vacancy that has several."""

import polars as pl


def one_per_vacancy(postings: pl.LazyFrame, vacancies: pl.LazyFrame) -> pl.LazyFrame:
    """Rows of `lifecycle`, of any days, reduced to one for each day and vacancy, with its `vacancy_id`.

    The posting that has been open longest speaks, of several the first by key. Filter `postings` before: to those that are
    counted for the stock of vacancies, to `opened` and `started` for their inflow.
    """
    known = vacancies.select("day", "posting_key", "vacancy_id")
    members = postings.join(known, on=["day", "posting_key"])
    return members.sort("day", "vacancy_id", "first_seen_on", "posting_key").unique(
        ["day", "vacancy_id"], keep="first", maintain_order=True
    )


def several_postings(vacancies: pl.LazyFrame) -> pl.LazyFrame:
    """Rows of vacancies that several postings advertise or have advertised, on this day or another of these.

    All but the first of them have another key than their vacancy, which few have: to look for those takes half of what it takes
    to look for what is there twice.
    """
    vacancy = pl.col("vacancy_id")
    return vacancies.filter(vacancy.is_in(vacancy.filter(vacancy != pl.col("posting_key")).unique().implode()))


def started(postings: pl.LazyFrame, vacancies: pl.LazyFrame) -> pl.LazyFrame:
    """Rows of `lifecycle` whose vacancy had no posting in the stock of the partition before.

    One more posting for a vacancy that is advertised already is no inflow of vacancies.
    """
    known = vacancies.select("day", "posting_key", "vacancy_id")
    advertised = postings.filter("was_counted").join(known, on=["day", "posting_key"]).select("day", "vacancy_id")
    is_old = known.join(advertised.unique(), on=["day", "vacancy_id"], how="semi")
    return postings.join(is_old, on=["day", "posting_key"], how="anti")
