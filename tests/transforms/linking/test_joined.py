"""Links are followed to the first posting of a vacancy, but never from one requisition into another."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.linking.joined import joined

ROWS = {"posting_key": pl.String, "vacancy_id": pl.String, "employer_mark": pl.UInt64, "requisition_mark": pl.UInt64}


@st.composite
def postings_and_links(draw):
    """Up to twelve new postings of two employers, each linked to any before it or to none."""
    count = draw(st.integers(1, 12))
    employers = [draw(st.integers(1, 2)) for _ in range(count)]
    requisitions = [draw(st.sampled_from([None, 10 * employer, 10 * employer + 1])) for employer in employers]
    stated = [(f"{n}", None, *marks) for n, marks in enumerate(zip(employers, requisitions, strict=True))]
    rows = pl.DataFrame(stated, ROWS, orient="row").with_columns(is_new=True).with_row_index("row")
    others = [draw(st.integers(0, n)) for n in range(count)]
    links = pl.DataFrame({"row": range(count), "other": others, "is_accepted": True})
    return rows.with_columns(pl.col("row").cast(pl.Int64)), links.filter(pl.col("other") < pl.col("row"))


@settings(max_examples=40)
@given(postings_and_links())
def test_no_vacancy_holds_two_requisitions_of_an_employer(drawn):
    found, _ = joined(*drawn)
    held = (
        found.drop_nulls("requisition_mark")
        .group_by("vacancy_id", "employer_mark")
        .agg(pl.n_unique("requisition_mark"))
    )
    assert held["requisition_mark"].max() in {None, 1}


@settings(max_examples=40)
@given(postings_and_links())
def test_what_is_linked_is_one_vacancy_and_what_is_taken_back_is_another(drawn):
    found, followed = joined(*drawn)
    vacancy = dict(found.select("row", "vacancy_id").iter_rows())
    led = dict(followed.filter("is_accepted").select("row", "other").iter_rows())
    assert all(vacancy[row] == vacancy[other] for row, other in led.items())
    assert {row for row, name in vacancy.items() if name == f"{row}"} == set(vacancy) - set(led)
