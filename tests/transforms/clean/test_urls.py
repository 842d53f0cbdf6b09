import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.urls import canonical_url


def canonical(url: str | None) -> str | None:
    return pl.DataFrame({"url": [url]}, {"url": pl.String}).select(canonical_url(pl.col("url"))).item()


@pytest.mark.parametrize(
    "form",
    [
        "https://jobs.example.io/acme/7",
        "http://jobs.example.io/acme/7/",
        "https://www.jobs.example.io/acme/7?gh_src=abc",
        "https://JOBS.example.io/acme/7?utm_source=a&utm_medium=b#apply",
        ' <a href="https://jobs.example.io/acme/7" target="_blank">Editor</a>',
    ],
)
def test_the_forms_of_one_address_have_one_canonical_form(form: str) -> None:
    assert canonical(form) == "jobs.example.io/acme/7"


def test_parameters_that_say_which_posting_stay_in_their_order() -> None:
    assert canonical("https://x.io/apply?gh_jid=7&ref=mail&lang=de") == "x.io/apply?gh_jid=7&lang=de"


def test_the_case_of_a_path_matters() -> None:
    assert canonical("https://x.io/Job/aB") == "x.io/Job/aB"


@pytest.mark.parametrize("nothing", [None, "", "https://"])
def test_no_address_has_no_canonical_form(nothing: str | None) -> None:
    assert canonical(nothing) is None


@given(st.text(max_size=40))
def test_a_canonical_form_is_its_own(text: str) -> None:
    once = canonical(f"x.io/{text}")
    assert canonical(once) == once
