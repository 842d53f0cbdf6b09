from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse.small import small_tables
from warehouse.release.publish import publish
from warehouse.release.tables import Published
from warehouse.vintages.causes import Differences, causes, differences
from warehouse.vintages.vintage import as_of

MAY, APRIL, JUNE = date(2026, 5, 2), date(2026, 4, 2), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("differ", "measure", "found"),
    [
        (Differences(), "open", ["other"]),
        (Differences(frozenset({"demand_monthly"})), "open", ["method"]),
        (Differences(frozenset({"durations", "links"})), "open", ["other"]),
        (Differences(frozenset({"links"})), "vacancies", ["linking"]),
        (Differences(is_reclassified=True), "open", ["reclassification"]),
        (Differences(crawled_on=MAY), "open", ["late crawl"]),
        (Differences(crawled_on=APRIL), "open", ["late crawl"]),
        (Differences(crawled_on=JUNE), "open", ["other"]),
        (Differences(linked_on=MAY), "vacancies", ["linking"]),
        (Differences(linked_on=MAY), "open", ["other"]),
        (Differences(frozenset({"lifecycle"}), crawled_on=MAY), "open", ["method", "late crawl"]),
    ],
)
def test_what_differs_up_to_the_end_of_the_month_can_have_moved_it(differ, measure, found):
    assert causes(differ, "2026-05", measure) == found


def test_two_releases_differ_from_the_first_day_whose_ledger_says_something_else(make_store, drawn_before):
    publish(make_store())
    crawls = small_tables()["crawls"]
    late = (pl.col("day") >= date(2026, 6, 25)) & (pl.col("board") == "acme")
    store = make_store(crawls=crawls.with_columns(collected=pl.col("collected") + late.cast(pl.Int64)))
    second = publish(store)
    before, now = as_of(store, "2026.07"), as_of(store, second.name)
    found = differences(before, Published(Path(store.url) / second.path), now.origin)
    assert found == Differences(crawled_on=date(2026, 6, 25))
