import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.urls import canonical_url, own_id


def canonical(url: str | None) -> str | None:
    return pl.DataFrame({"url": [url]}, {"url": pl.String}).select(canonical_url(pl.col("url"))).item()


@pytest.mark.parametrize(
    "form",
    [
        "https://jobs.example.io/acme/7",
        "http://jobs.example.io/acme/7/",
        "https://www.jobs.example.io/acme/7?gh_src=abc",
        "https://JOBS.example.io/acme/7?utm_source=a&utm_medium=b#apply",
        "https://jobs.example.io:443/acme/7?&amp;ref=mail",
        "https://jobs.example.io/acme/7#/",
        ' <a href="https://jobs.example.io/acme/7" target="_blank">Editor</a>',
    ],
)
def test_the_forms_of_one_address_have_one_canonical_form(form: str) -> None:
    assert canonical(form) == "jobs.example.io/acme/7"


def test_parameters_that_say_which_posting_stay_in_their_order() -> None:
    assert canonical("https://x.io/apply?gh_jid=7&ref=mail&lang=de") == "x.io/apply?gh_jid=7&lang=de"


def test_a_fragment_that_is_a_path_says_which_posting() -> None:
    assert canonical("https://x.io/careers#/jobs/7?utm_source=a") == "x.io/careers#/jobs/7"
    assert canonical("https://x.io/careers#!jobs/7") == "x.io/careers#!jobs/7"


@pytest.mark.parametrize(
    ("stated", "identifier"),
    [
        ("R-7/b", "R-7/b"),
        ("https://x.io/7?gh_src=a", "x.io/7"),
        ("<a href='https://x.io/7' >Apply</a>", "x.io/7"),
        (None, None),
    ],
)
def test_an_identifier_that_is_an_address_is_canonical(stated: str | None, identifier: str | None) -> None:
    assert pl.DataFrame({"id": [stated]}, {"id": pl.String}).select(own_id(pl.col("id"))).item() == identifier


def test_the_case_of_a_path_matters() -> None:
    assert canonical("https://x.io/Job/aB") == "x.io/Job/aB"


@pytest.mark.parametrize("nothing", [None, "", "https://"])
def test_no_address_has_no_canonical_form(nothing: str | None) -> None:
    assert canonical(nothing) is None


@given(st.text(max_size=40) | st.text("/?&#!=:ab", max_size=12))
def test_a_canonical_form_is_its_own(text: str) -> None:
    once = canonical(f"x.io/{text}")
    assert canonical(once) == once
