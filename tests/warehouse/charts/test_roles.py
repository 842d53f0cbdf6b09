from dataclasses import replace

import polars as pl
import pytest

from tests.warehouse.charts.drawing import Held
from warehouse.charts.roles import roles
from warehouse.findings.headline import Estimate, headline
from warehouse.release.imprint import Imprint


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("supported", "By role, mostly managers: 52% (46–58%) of open social media postings."),
        ("contradicted", "By role, not mostly managers: 52% (46–58%) of open social media postings."),
        ("undetermined", "By role, mostly managers? Undetermined: 52% (46–58%) of open social media postings."),
    ],
)
def test_its_title_is_as_strong_as_the_verdict(small, verdict, said):
    first = headline(Held(small))
    answers = tuple(replace(answer, verdict=verdict) for answer in first.answers)
    assert _drawn(replace(first, answers=answers)).title == said


def test_the_two_managers_stand_apart_and_are_summed_in_the_last_row(small):
    points = _drawn(headline(Held(small))).points
    assert set(points.filter(kind="manager")["name"]) == {"Social media manager", "Community manager"}
    assert points.row(-1, named=True)["label"] == "Both managers (D2): 52% (46–58%), 156 open"


def test_each_row_says_what_its_interval_holds_for(small):
    points = _drawn(headline(Held(small))).points
    assert points["interval"].unique(maintain_order=True).to_list() == ["for all roles at once", "by itself"]


def test_a_withheld_role_keeps_its_row(small):
    first = headline(Held(small))
    hidden = tuple(replace(role, estimate=Estimate(None, None, None)) for role in first.roles)
    points = _drawn(replace(first, roles=hidden)).points
    assert points["numbers"].to_list() == ["withheld"] * 12 + ["52% (46–58%)"]
    assert points.schema["share"] == pl.Float64


def _drawn(first):
    return roles(first, Imprint("2026.07", first.first_on, first.last_on, False, "1", "f"))
