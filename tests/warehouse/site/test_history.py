import json

import pytest

from warehouse.findings.headline import headline
from warehouse.release.imprint import IMPRINT, Imprint
from warehouse.release.tables import Published
from warehouse.site import history
from warehouse.site.page import Site

HORIZONS = "measure,horizon,cause,figures,moved,median_change,largest_change\nshare,2,late crawl,12,1,0.021,0.021\n"
FIGURES = (
    "month,role,measure,before,now,horizon,change\n"
    "2026-06,community_manager,share,0.121,0.1,2,-0.021\n2026-06,paid_social,open,7,,2,\n"
)
PARTS = (
    "month,role,measure,horizon,cause,part,part_change\n"
    "2026-06,community_manager,share,2,late crawl,-0.031,-0.031\n"
    "2026-06,community_manager,share,2,reclassification,0.01,0.01\n2026-06,paid_social,open,2,other,,\n"
)
CORRECTIONS = "corrected_on,release,figure,was,is,reason\n2026-07-05,2026.06,<b>share</b>,'=7,8,a slip\n"


@pytest.fixture
def site(copied_release):
    released = Published(copied_release)
    imprint = Imprint.read(json.loads((copied_release / IMPRINT).read_text()))
    return Site(copied_release, released, headline(released), {}, imprint)


def test_figures_that_have_moved_are_told_with_size_age_and_cause(site):
    (site.folder / "revisions").mkdir(exist_ok=True)
    (site.folder / history.HORIZONS).write_text(HORIZONS)
    (site.folder / history.FIGURES).write_text(FIGURES)
    (site.folder / history.PARTS).write_text(PARTS)
    page = site.page("revisions.html", "revisions.html", history.revisions(site))
    assert "−2.1 points" in page
    assert "late crawl&nbsp;−3.1 points, reclassification&nbsp;+1.0 points" in page
    assert "withheld or gone" in page
    assert page.count("late crawl") == len(["its row by age", "the figure", "what the cause means"])


def test_the_first_release_says_that_it_changes_nothing(site):
    page = site.page("revisions.html", "revisions.html", history.revisions(site))
    assert "<h2>Revisions</h2>" in page
    assert "nothing was published before" in page


def test_corrections_are_listed_and_escaped(site):
    (site.folder / history.CORRECTIONS).write_text(CORRECTIONS)
    page = site.page("corrections.html", "corrections.html", history.corrections(site))
    assert "&lt;b&gt;share&lt;/b&gt;" in page
    assert "a slip" in page


def test_without_corrections_the_page_says_so(site):
    assert "Nothing so far." in site.page("corrections.html", "corrections.html", history.corrections(site))
