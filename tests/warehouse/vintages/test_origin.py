from dataclasses import replace
from datetime import date

import pytest

from warehouse.release.imprint import Imprint
from warehouse.vintages.origin import Origin, causes, read_inputs

IMPRINT = Imprint("2026.05", date(2026, 1, 1), date(2026, 5, 31), False, "1.0.0", "f")
INPUTS = {"tables/crawls/day=2026-05-30/lever.parquet": "a", "tables/links/day=2026-05-30/all.parquet": "b"}
VERSIONS = {"demand_monthly": "1", "lifecycle": "3", "durations": "1", "links": "1"}
BEFORE = Origin(IMPRINT, "1", VERSIONS, INPUTS)


def late(table: str, day: str) -> Origin:
    return replace(BEFORE, inputs={**INPUTS, f"tables/{table}/day={day}/other.parquet": "c"})


@pytest.mark.parametrize(
    ("now", "measure", "found"),
    [
        (BEFORE, "open", ["other"]),
        (replace(BEFORE, release_method="2"), "open", ["other"]),
        (replace(BEFORE, versions={**BEFORE.versions, "demand_monthly": "2"}), "open", ["method"]),
        (replace(BEFORE, versions={**BEFORE.versions, "durations": "2"}), "open", ["other"]),
        (replace(BEFORE, versions={**BEFORE.versions, "links": "2"}), "open", ["other"]),
        (replace(BEFORE, versions={**BEFORE.versions, "links": "2"}), "vacancies", ["linking"]),
        (replace(BEFORE, versions={**BEFORE.versions, "shifts": "1"}), "open", ["other"]),
        (replace(BEFORE, imprint=replace(IMPRINT, taxonomy_version="1.1.0")), "open", ["reclassification"]),
        (late("crawls", "2026-05-02"), "open", ["late crawl"]),
        (late("crawls", "2026-04-02"), "open", ["late crawl"]),
        (late("crawls", "2026-06-01"), "open", ["other"]),
        (late("links", "2026-05-02"), "vacancies", ["linking"]),
        (late("links", "2026-05-02"), "open", ["other"]),
        (replace(late("crawls", "2026-05-02"), versions={"lifecycle": "4"}), "open", ["method", "late crawl"]),
    ],
)
def test_a_cause_is_seen_by_versions_and_digests(now, measure, found):
    assert causes(BEFORE, now, "2026-05", measure) == found


def test_inputs_are_read_as_they_are_listed():
    assert read_inputs("abc  tables/x.parquet\ndef  tables/a  b.parquet\n") == {
        "tables/x.parquet": "abc",
        "tables/a  b.parquet": "def",
    }
