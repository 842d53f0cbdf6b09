"""The taxonomy file: complete, consistent, and true to its own examples."""

import re

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expectations.contracts import RUNGS, TRADITIONAL_ROLES, TWELVE_ROLES
from expectations.tables.roles import ROLES
from transforms.roles import classify, roles_table
from transforms.taxonomy import taxonomy
from transforms.titles import plain_form

ROLES_OF_THE_FILE = taxonomy().roles


def _roles(titles: tuple[str, ...]) -> dict[str, str]:
    frame = pl.LazyFrame({"title": titles}).with_columns(employer=pl.lit("Acme"), text=pl.lit(None, pl.String))
    return dict(classify(frame).select("title", "role").collect().iter_rows())


def test_the_file_holds_the_twelve_roles_each_once():
    assert sorted(role.id for role in ROLES_OF_THE_FILE) == sorted(TWELVE_ROLES)


@pytest.mark.parametrize("role", ROLES_OF_THE_FILE, ids=lambda role: role.id)
def test_a_role_takes_its_examples(role):
    assert _roles(role.examples) == dict.fromkeys(role.examples, role.id)


@pytest.mark.parametrize("role", ROLES_OF_THE_FILE, ids=lambda role: role.id)
def test_a_role_leaves_its_counter_examples(role):
    assert role.id not in _roles(role.counter_examples).values()


@pytest.mark.parametrize("sign", taxonomy().signs, ids=lambda sign: f"{sign.role}:{sign.pattern[10:40]}")
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_title_that_a_phrase_matches_passes_the_gate(sign, data):
    phrase = data.draw(st.from_regex(re.compile(sign.pattern.replace("(?-u:", "(?:"), re.ASCII), fullmatch=True))
    assert any(token in f" {phrase} " for token in taxonomy().gate)


def test_signs_name_rungs_and_contexts_that_exist():
    for sign in taxonomy().signs:
        assert set(sign.rungs) <= set(RUNGS)
        assert sign.context is None or sign.context in taxonomy().contexts
        assert (sign.doubt == "none") == (sign.context is None)


def test_what_is_held_only_if_confirmed_can_be_confirmed():
    strong = {sign.context for sign in taxonomy().signs if sign.doubt == "strong"}
    assert all("confirm" in taxonomy().contexts[context] for context in strong)


def test_old_roles_and_heads_are_those_of_the_codebook():
    assert set(taxonomy().traditional) | {"public_relations"} == set(TRADITIONAL_ROLES)
    assert set(taxonomy().heads.values()) == set(RUNGS) - {"intern"}


def test_heads_are_written_in_the_plain_form_of_titles():
    heads = pl.DataFrame({"head": list(taxonomy().heads)})
    assert heads.select(plain_form(pl.col("head")).str.strip_chars())["head"].to_list() == list(taxonomy().heads)


def test_the_version_changes_with_the_file():
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{8}", taxonomy().version)


def test_the_table_of_roles_has_the_declared_columns_and_every_role():
    table = roles_table().collect()
    assert table.schema == ROLES.schema
    assert sorted(table["precedence"]) == list(range(1, 13))
