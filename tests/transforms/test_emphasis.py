"""Old and new emphasis of the five old roles."""

import polars as pl
import pytest

from expectations.contracts import TRADITIONAL_ROLES
from tests.gold import emphasis as gold
from tests.transforms.rows import table
from transforms.emphasis import POLES, lexicons, read_emphasis


def _read(text: str | None, traditional_role: str = "human_resources") -> tuple[bool | None, bool | None]:
    frame = table("postings", {"traditional_role": traditional_role}).with_columns(text=pl.lit(text, pl.String))
    return read_emphasis(frame).select("has_old_emphasis", "has_new_emphasis").collect().row(0)


def test_each_old_role_has_two_short_lexicons() -> None:
    assert [(lexicon.traditional_role, lexicon.pole) for lexicon in lexicons()] == [
        (role, pole) for role in TRADITIONAL_ROLES for pole in POLES
    ]
    assert all(5 <= len(lexicon.words) <= 8 for lexicon in lexicons())


@pytest.mark.parametrize(
    "text",
    [
        "You keep our policies.",
        "<li>Policies</li>",
        "know labor laws",
        "labour&nbsp;law",
        "the employee <b>handbook</b>",
        "Compliance",
        "(grievances)",
    ],
)
def test_words_are_found_however_they_are_marked_up(text: str) -> None:
    assert _read(text) == (True, False)


@pytest.mark.parametrize("text", ["metropolicy", "<a href='/policy'>", "our-policy.html", "policy@acme.com", "police"])
def test_parts_of_words_and_addresses_are_none(text: str) -> None:
    assert _read(text) == (False, False)


def test_a_posting_may_have_both() -> None:
    assert _read("Policies first, employee experience second") == (True, True)


def test_a_word_of_another_role_says_nothing() -> None:
    assert _read("inbound and outbound, with empathy") == (False, False)
    assert _read("inbound and outbound, with empathy", "marketing") == (True, True)


def test_without_a_text_or_an_old_role_nothing_is_known() -> None:
    assert _read(None) == (None, None)
    assert _read("policies", "none") == (None, None)


def test_the_published_precision_is_that_of_the_labels() -> None:
    published = [(lex.traditional_role, lex.pole, lex.labelled, lex.meant) for lex in lexicons()]
    assert sorted(published) == gold.precision(*gold.LEXICON).rows()


def test_every_labelled_word_is_one_of_its_lexicon() -> None:
    words = {(lex.traditional_role, lex.pole, word) for lex in lexicons() for word in lex.words}
    assert set(gold.precision(*gold.LEXICON, "word").select(*gold.LEXICON, "word").rows()) <= words
