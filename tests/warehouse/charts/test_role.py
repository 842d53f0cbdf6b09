from dataclasses import replace

import pytest

from expectations.contracts import TWELVE_ROLES
from tests.warehouse.charts.drawing import Held, chart_of, imprint_of
from warehouse.charts.role import role_charts
from warehouse.findings.headline import Estimate, headline


@pytest.fixture
def first(small):
    return headline(Held(small))


@pytest.fixture
def demand(small):
    return chart_of("demand_by_role", small)


def test_each_role_has_its_own_points_of_the_chart_of_all(small, first, demand):
    drawn = role_charts(demand, first, imprint_of(Held(small)))
    assert {chart.name for chart in drawn} == {f"role_{role}" for role in TWELVE_ROLES}
    assert sum(chart.points.height for chart in drawn) == demand.points.height


def test_its_title_has_share_and_interval_or_says_that_they_are_withheld(small, first, demand):
    role = first.roles[0]
    hidden = replace(first, roles=(role, replace(role, estimate=Estimate(None, None, None))))
    shown, withheld = role_charts(demand, hidden, imprint_of(Held(small)))
    assert shown.title == "Community manager: 28% (23–33%) of open social media postings."
    assert withheld.title == "Community manager: 101 open postings; their share is withheld."
