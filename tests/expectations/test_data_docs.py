import re

import pytest

from expectations.contracts import Verdict
from expectations.data_docs import sections
from expectations.tables import TABLES

CRAWLS = TABLES["crawls"]
FOUND = "3 offending, such as <script>alert(1)</script>"


def verdict(source: str, expectation: str, *, is_success: bool = True, observed: str = "0 offending") -> Verdict:
    return Verdict("crawls", f"day=2026-06-30/{source}", expectation, "error", is_success, observed)


@pytest.fixture(scope="module")
def html() -> str:
    found = [
        verdict("ashby", "in_set(status)"),
        verdict("lever", "in_set(status)", is_success=False, observed=FOUND),
        verdict("lever", "source_has_card", is_success=False, observed="1 offending"),
    ]
    return sections(CRAWLS, found)


def test_the_sections_need_no_network_and_no_script(html: str) -> None:
    assert not re.search(r"<script|<link|<img|src=|@import|url\(|https?:", html)


def test_every_promise_of_the_declaration_is_told_in_great_expectations_words(html: str) -> None:
    for column in CRAWLS.columns:
        assert column.is_nullable or re.search(rf">\s*{column.name}\s*<", html)
    assert "values must never be null." in html
    assert "values must belong to this set" in html


def test_what_failed_for_one_source_is_not_met_and_names_it(html: str) -> None:
    assert html.count("fa-times") == 1
    assert "lever: 3 offending" in html


def test_what_others_wrote_is_escaped(html: str) -> None:
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
