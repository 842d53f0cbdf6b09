import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.personal import HINT, personal
from transforms.clean.personal import without_accounts, without_persons
from transforms.clean.text import NAME, cleaned


def redacted(*titles: str) -> list[str]:
    return cleaned(pl.LazyFrame({"title": titles}), ["title"], (*NAME, without_persons)).collect()["title"].to_list()


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Community Manager, contact jane.doe@acme.co.uk", "Community Manager, contact [e-mail]"),
        ("Community Manager jane [at] acme [dot] com", "Community Manager [e-mail]"),
        ("Community Manager jane at acme dot com", "Community Manager [e-mail]"),
        ("Community Manager jane&#64;acme.com", "Community Manager [e-mail]"),
        ("Community Manager ja\u200bne\uff20acme.com", "Community Manager [e-mail]"),
        ("Community Manager +44 (0)20 7946 0018", "Community Manager [phone]"),
        ("Community Manager, call 2125550142", "Community Manager, [phone]"),
        ("Community Manager (212) 555-0142", "Community Manager [phone]"),
        ("Community Manager – DM @jane_doe!", "Community Manager – DM [handle]!"),
        ("Community Manager, contact Jane Doe", "Community Manager, contact [name]"),
        ("Community Manager (Recruiter: Jane O’Neil)", "Community Manager (Recruiter: [name])"),
        ("Ask for Jane Doe @jane jane@doe.org", "Ask for [name] [handle] [e-mail]"),
        ("Community Manager @Jane@Jane", "Community Manager [handle]"),
    ],
)
def test_what_says_how_to_reach_somebody_gives_way_to_what_it_was(title: str, kept: str) -> None:
    assert redacted(title) == [kept]


@pytest.mark.parametrize(
    "title",
    [
        "Contact Center Manager",
        "Email Marketing Manager",
        "On-Call Video Editor",
        "Recruiter New York",
        "Manager @ Acme",
        "Security Specialist, GS-0080-12/13, FPL 13",
        "Social Media Manager 2026-2027 (40.000 - 50.000)",
        "Community Manager at Acme.com",
        "Req 2025-0012345 Specialist",
    ],
)
def test_a_title_that_names_nobody_stays_as_it_is(title: str) -> None:
    assert redacted(title) == [title]


PIECES = (
    "@",
    "a",
    "Jane",
    "Doe",
    " ",
    ".",
    "com",
    "contact",
    "[",
    "]",
    "(at)",
    " dot ",
    "212",
    "5550142",
    "+",
    "-",
    ":",
)


TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), min_size=20)


@settings(max_examples=20)
@given(TEXTS)
def test_nothing_is_left_that_a_release_would_refuse(texts: list[str]) -> None:
    left = pl.DataFrame({"text": redacted(*texts)}).filter(personal(pl.col("text")))
    assert left.is_empty()


@settings(max_examples=20)
@given(TEXTS)
def test_the_quick_look_misses_nobody(texts: list[str]) -> None:
    found = pl.DataFrame({"text": texts}).filter(personal(pl.col("text")), ~pl.col("text").str.contains(HINT))
    assert found.is_empty()


def test_an_address_of_an_account_is_not_kept() -> None:
    urls = pl.Series(["https://x.io/@jane", "https://x.io/apply?to=jane%40x.io", "https://x.io/7"])
    assert pl.select(without_accounts(pl.lit(urls)).alias("url"))["url"].to_list() == [None, None, "https://x.io/7"]
