"""What texts speak of: social media, platforms."""

import re

import polars as pl
import pytest

from transforms.clean.text import INLINE_TAGS, PLAIN, cleaned
from transforms.texts import MENTION, gate, platforms, read_texts


def _read(*texts: str | None, title: str = "Nurse") -> pl.DataFrame:
    return read_texts(pl.LazyFrame({"title": title, "text": texts}, {"title": pl.String, "text": pl.String})).collect()


def _has(what: str, text: str | None, title: str = "Nurse") -> bool | None:
    return _read(text, title=title)[f"has_{what}"][0]


@pytest.mark.parametrize(
    "text",
    [
        "Own our social media.",
        "SOCIAL-MEDIA plans",
        "our so<b>cial</b> media",
        "<p>social</p>\n<p>media</p>",
        "social&nbsp;media",
        "&lt;p&gt;so&lt;i&gt;cial&lt;/i&gt;&amp;nbsp;media&lt;/p&gt;",
        "so&shy;cial me\u00addia",
        "<a href='/jobs'>social</a> <em>me</em>dia",
    ],
)
def test_social_media_is_found_however_it_is_marked_up(text: str) -> None:
    assert _has("social_media_mention", text) is True


@pytest.mark.parametrize(
    "text", ["social work in the media", "antisocial media", "<a href='/social-media'>us</a>", "", "<p>Post.</p>"]
)
def test_what_only_looks_like_it_is_no_mention(text: str) -> None:
    assert _has("social_media_mention", text) is False


def test_the_title_mentions_it_too_and_silence_stays_silence() -> None:
    assert _has("social_media_mention", None, title="Social Media Manager") is True
    assert _has("social_media_mention", None) is None
    assert (_has("platform_mention", None), _has("people_management", None)) == (None, None)


@pytest.mark.parametrize("tag", INLINE_TAGS.split("|"))
def test_every_tag_that_may_stand_inside_a_word_is_looked_through(tag: str) -> None:
    assert _has("social_media_mention", f"so<{tag} class='x'>cial</{tag}> media") is True
    assert _has("social_media_mention", f"<{tag}>so</{tag}>cial media") is True


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Instagram, TikTok", True),
        ("YOUTUBE and more", True),
        ("our Linkedin page", True),
        ("instagram.com/acme", False),
        ("Facebooks", False),
    ],
)
def test_platforms_count_where_they_are_spelled_as_names(text: str, names: bool) -> None:
    assert _has("platform_mention", text) is names


def test_every_platform_of_the_file_is_found() -> None:
    spelled = re.findall(r"[A-Z]\w+", platforms())
    assert len(spelled) > 40
    assert _read(*(f"on {name}!" for name in spelled))["has_platform_mention"].all()


def test_a_text_that_mentions_it_when_read_passes_the_gate_as_stated() -> None:
    between = ["", " ", "-", "&nbsp;", "</b> <i>", "<br/>", "&amp;nbsp;", "\n"]
    stated = pl.LazyFrame({"text": [f"<p>so{cut}cial{gap}media" for cut in ("", "<b>", "&shy;") for gap in between]})
    stated = stated.with_columns(passes=pl.col("text").str.contains(gate()))
    read = cleaned(stated, ["text"], PLAIN).with_columns(mentions=pl.col("text").str.contains(MENTION)).collect()
    assert read["mentions"].sum() > 15
    assert read.filter("mentions", ~pl.col("passes"))["text"].to_list() == []
