"""Markup, entities and invisible characters."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean.text import NAME, PLAIN, cleaned


def _read(text: str | None, steps=PLAIN) -> str | None:
    return cleaned(pl.LazyFrame({"text": [text]}, {"text": pl.String}), ["text"], steps).collect()["text"][0]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>so<b>cial</b> media</p>", "social media"),
        ("<li>plan</li><li>post</li>", "plan post"),
        ("one<br/>two", "one two"),
        ("<span style='x'>re</span>mote", "remote"),
        ("<script>let social = 1</script>seen<!-- unseen -->", "seen"),
        ("&lt;p&gt;escaped once&lt;/p&gt;", "escaped once"),
        ("&lt;p&gt;R&amp;amp;D&amp;nbsp;team&lt;/p&gt;", "R&D team"),
        ("AT&amp;T", "AT&T"),
        ("caf&eacute; &#8211; &#x2019;til late", "café – ’til late"),
        ("it&#39;s &apos;here&apos;", "it's 'here'"),
        ("a &#128640; b", "a b"),
        ("pay < 5 and > 3", "pay < 5 and > 3"),
        (" so\u200bcial\u202e\n\n me\u00addia\t ", "social media"),
        ("", ""),
        (None, None),
    ],
)
def test_markup_becomes_the_words_a_reader_sees(markup, words):
    assert _read(markup) == words


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("𝗦𝗼𝗰𝗶𝗮𝗹 Media Manager", "Social Media Manager"),
        ("Manager（Intern）", "Manager(Intern)"),
        ("Cafe\u0301 Manager", "Café Manager"),
        ("Brand™ Manager, ½ time", "Brand™ Manager, ½ time"),
        ("Manager \n", "Manager"),
    ],
)
def test_names_lose_their_decoration_and_nothing_else(title, printed):
    assert _read(title, NAME) == printed


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200))
def test_cleaning_never_raises_and_leaves_no_loose_space(text):
    words = _read(text, NAME)
    assert words == words.strip()
    assert "  " not in words


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="abc XYZ.,", max_size=100))
def test_plain_text_is_only_folded(text):
    assert _read(text) == " ".join(text.split())
