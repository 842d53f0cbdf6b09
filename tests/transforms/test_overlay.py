"""A user's own taxonomy, laid over the shipped one."""

import os
import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from transforms.cells import shown
from transforms.overlay import TaxonomyError
from transforms.roles import classify, roles_table
from transforms.taxonomy import taxonomy

EXAMPLE = Path(__file__).parents[2] / "docs" / "overlay.toml"
"""The overlay that the taxonomy page shows."""


@pytest.fixture
def laid(tmp_path, monkeypatch):
    """`laid(text)`: the overlay with this text is in force."""

    def put(text: str) -> None:
        file = tmp_path / f"{len(os.listdir(tmp_path))}.toml"
        file.write_text(text, "utf-8")
        monkeypatch.setenv("HELPWANTED_TAXONOMY", str(file))

    return put


def _roles(*titles: str) -> list[str]:
    frame = pl.LazyFrame({"title": titles}).with_columns(employer=pl.lit("Acme"), text=pl.lit(None, pl.String))
    return classify(frame).select("role").collect().to_series().to_list()


def test_the_overlay_of_the_documentation_adds_a_role_that_takes_its_examples(laid):
    laid(EXAMPLE.read_text("utf-8"))
    added = next(role for role in taxonomy().roles if role.origin == "overlay")
    assert set(_roles(*added.examples)) == {added.id}
    assert added.id not in _roles(*added.counter_examples)
    assert added.id in roles_table().collect()["role"]
    assert added.id in shown([date(2026, 1, 8)]).collect()["role"]


def test_version_and_digest_of_the_overlay_stand_behind_those_of_the_shipped_file(laid):
    shipped = taxonomy().version
    laid(EXAMPLE.read_text("utf-8"))
    assert re.fullmatch(re.escape(shipped) + r"/[\w.-]+\+[0-9a-f]{8}", taxonomy().version)


def test_a_role_can_be_redefined_in_part(laid):
    laid('version = "1"\n[[roles]]\nid = "public_relations"\nlabel = "Press"')
    redefined = next(role for role in taxonomy().roles if role.id == "public_relations")
    assert (redefined.label, redefined.origin) == ("Press", "article")
    assert _roles("PR Manager") == ["public_relations"]


def test_homonyms_are_added_to_the_shipped_ones(laid):
    laid('version = "1"\n[homonyms]\nphrases = ["social media museum"]')
    assert _roles("Guide, Social Media Museum", "Social Worker", "Social Media Manager") == [
        "none",
        "none",
        "social_media_manager",
    ]


def test_without_the_overlay_everything_is_as_shipped(laid, monkeypatch):
    laid(EXAMPLE.read_text("utf-8"))
    monkeypatch.delenv("HELPWANTED_TAXONOMY")
    assert len(taxonomy().roles) == 12


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("version = ", "Invalid value"),
        ('[[roles]]\nid = "x"', "no version"),
        ('version = "1"\n[[role]]\nid = "x"', "the overlay has role"),
        ('version = "1"\n[[roles]]\nlabel = "x"', "has no id"),
        ('version = "1"\n[[roles]]\nid = "x"\nlabel = "X"\ndefinition = "X."', "'signs' is missing"),
        ('version = "1"\n[[roles]]\nid = "x"\nbefore = "y"', "names no role"),
        ('version = "1"\n[[rungs]]\nid = "boss"', "only roles can be added"),
        ('version = "1"\n[words]\nsocial = "(social"', "unterminated"),
        ('version = "1"\n[[roles]]\nid = "paid_social"\nsigns = [{phrases = ["<nowhere>"]}]', "'nowhere' is missing"),
        (
            'version = "1"\n[[roles]]\nid = "paid_social"\nsigns = [{phrases = ["x"], doubt = "some"}]',
            "see \\[contexts\\]",
        ),
    ],
)
def test_an_overlay_that_cannot_be_used_says_why_in_one_line(laid, text, why):
    laid(text)
    with pytest.raises(TaxonomyError, match=why) as refused:
        taxonomy()
    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == 2


def test_an_overlay_that_is_not_there_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("HELPWANTED_TAXONOMY", str(tmp_path / "nowhere.toml"))
    with pytest.raises(TaxonomyError, match=r"nowhere\.toml"):
        taxonomy()
