import re
from dataclasses import replace
from datetime import date

import pytest

from expectations.tables import TABLES
from warehouse.metadata.cite import cite
from warehouse.metadata.forms import Form
from warehouse.release.imprint import Imprint

IMPRINT = Imprint(
    "2026.06", date(2026, 1, 1), date(2026, 6, 30), is_synthetic=False, taxonomy_version="1", fingerprint="f"
)
HOSTED = replace(IMPRINT, site="https://example.org")


def test_apa_names_author_year_title_release_and_address():
    assert cite(HOSTED, None, Form.apa) == (
        "The helpwanted project. (2026). Help wanted: how many people each social media role is being asked for "
        "(Release 2026.06; data from 1 January 2026 to 30 June 2026) [Data set]. https://example.org/2026.06/"
    )


def test_bibtex_has_balanced_braces_and_a_key_of_its_own_for_a_table():
    text = cite(HOSTED, TABLES["demand_monthly"], Form.bibtex)
    assert text.startswith("@misc{helpwanted_2026.06_demand_monthly,")
    assert text.count("{") == text.count("}")
    assert "url = {https://example.org/2026.06/data/demand_monthly.parquet}" in text


def test_ris_begins_with_its_type_and_ends_with_its_end():
    lines = cite(HOSTED, None, Form.ris).splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert (lines[0], lines[-1]) == ("TY  - DATA", "ER  - ")


@pytest.mark.parametrize("form", Form)
def test_synthetic_data_are_cited_as_such(form):
    assert "SYNTHETIC DATA" in cite(replace(IMPRINT, is_synthetic=True), None, form)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("table", [None, TABLES["demand_monthly"]])
def test_without_a_host_no_address_is_given(form, table):
    hosted, told = cite(HOSTED, table, form), cite(IMPRINT, table, form)
    assert "https://example.org/2026.06/" in hosted
    assert not re.search(r"2026\.06/|url|UR  - | $", told.removesuffix("\nER  - "))
    assert len(told.splitlines()) == len(hosted.splitlines()) - (form is not Form.apa)
