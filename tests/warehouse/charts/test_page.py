import re

import polars as pl
import pytest
import vl_convert

from tests.warehouse.charts.drawing import Held, imprint_of
from warehouse.charts.frame import framed
from warehouse.charts.page import page, policy
from warehouse.charts.roles import roles
from warehouse.findings.headline import headline


@pytest.fixture
def shown(release_folder):
    return (release_folder / "charts/roles.html").read_text("utf-8")


def test_a_chart_has_one_page_that_holds_all_it_needs(shown):
    loaded = re.findall(r"<(?:link|script|img|iframe)[^>]* (?:src|href)=", shown)
    assert loaded == []
    assert shown.count("<svg") == shown.count("<script>") == shown.count("<style>") == 1


def test_its_policy_lets_in_exactly_its_own_style_and_script(shown):
    (style,), (script,) = (re.findall(rf"<{tag}>(.*?)</{tag}>", shown, re.S) for tag in ("style", "script"))
    given = re.search(r'Content-Security-Policy" content="([^"]+)"', shown)[1].replace("&#39;", "'")
    assert given == policy(style, script)
    assert "unsafe" not in given
    assert not re.search(r"<svg.* style=", shown)


def test_every_point_is_there_to_be_read_without_script_and_without_eyes(shown):
    assert shown.count("<li>Social media manager: ") == 1
    assert re.search(r'<figure[^>]* aria-label="Dot plot with intervals. Across: ', shown)


def test_names_of_roles_are_text_whatever_stands_in_them(small):
    hostile = small["roles"].with_columns(label=pl.format("<script>alert('{}')</script>", "role"))
    tables = Held({**small, "roles": hostile})
    chart, imprint = roles(headline(tables), imprint_of(tables)), imprint_of(tables)
    shown = page(chart, vl_convert.vegalite_to_svg(framed(chart, imprint)), imprint)
    assert shown.count("<script") == 1
    assert "&lt;script&gt;alert" in shown
