"""The gate: which words a match of a phrase cannot do without."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.gate import gate_of

WORDS = st.sampled_from(["social", "media", "community", "pr", "tiktok", "(?:ugc|video)", r"\w+", "creators?", "& "])


@pytest.mark.parametrize(
    ("phrases", "gate"),
    [
        (["publicists?"], (" publicist",)),
        (["pr manager"], (" pr manager ",)),
        (["(?:ugc|video) creators?"], (" creator",)),
        (["ugc|video"], ("ugc", "video")),
        (["community manager", "head of community", "community"], (" community ",)),
    ],
)
def test_a_phrase_is_reached_by_words_that_no_match_can_do_without(phrases, gate):
    assert gate_of(phrases) == gate


def test_a_phrase_without_a_word_of_its_own_is_refused():
    with pytest.raises(ValueError, match="no word"):
        gate_of([r"\w+ \w+"])


@settings(deadline=None, max_examples=50)
@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_whatever_a_phrase_matches_holds_a_word_of_its_gate(words, data):
    phrase = " ".join(words)
    if re.search("[a-z]{3}", re.sub(r"\\w\+", "", phrase)) is None:
        return
    title = data.draw(st.from_regex(re.compile(phrase, re.ASCII), fullmatch=True))
    assert any(word in f" {title} " for word in gate_of([phrase]))
