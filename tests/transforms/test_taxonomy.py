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

READ_AS = {"role": taxonomy().roles, "rung": taxonomy().rungs, "traditional_role": taxonomy().traditional_roles}
ENTRIES = [(aspect, entry) for aspect, entries in READ_AS.items() for entry in entries]

every_entry = pytest.mark.parametrize(("aspect", "entry"), ENTRIES, ids=lambda found: getattr(found, "id", found))


def _read(titles: tuple[str, ...], aspect: str) -> dict[str, str]:
    frame = pl.LazyFrame({"title": titles}).with_columns(employer=pl.lit("Acme"), text=pl.lit(None, pl.String))
    return dict(classify(frame).select("title", aspect).collect().iter_rows())


def test_the_file_holds_the_roles_rungs_and_old_roles_of_the_codebook_each_once():
    assert sorted(role.id for role in taxonomy().roles) == sorted(TWELVE_ROLES)
    assert [rung.id for rung in taxonomy().rungs] == list(RUNGS)
    assert sorted(role.id for role in taxonomy().traditional_roles) == sorted(TRADITIONAL_ROLES)
    assert set(taxonomy().heads.values()) == set(RUNGS) - {"intern"}


@every_entry
def test_an_entry_takes_its_examples(aspect, entry):
    assert entry.examples
    assert _read(entry.examples, aspect) == dict.fromkeys(entry.examples, entry.id)


@every_entry
def test_an_entry_leaves_its_counter_examples(aspect, entry):
    assert entry.counter_examples
    assert entry.id not in _read(entry.counter_examples, aspect).values()


@pytest.mark.parametrize("role", taxonomy().roles, ids=lambda role: role.id)
def test_a_role_says_what_it_is_what_it_is_not_and_where_official_lists_put_it(role):
    assert role.definition.endswith(".")
    assert role.belongs.endswith(".")
    assert role.does_not_belong.endswith(".")
    assert set(role.crosswalk) == {"soc", "isco", "esco"}
    assert all(re.fullmatch(r"\d\d-\d{4}\.\d\d", code) for code in role.crosswalk["soc"])
    assert all(re.fullmatch(r"\d{4}", code) for code in role.crosswalk["isco"])
    assert all(re.fullmatch(r"\d{4}(\.\d+)+", code) for code in role.crosswalk["esco"])


def test_seven_roles_are_the_source_articles_and_five_are_ours():
    origins = [role.origin for role in taxonomy().roles]
    assert (origins.count("article"), origins.count("project")) == (7, 5)


def test_each_old_role_has_both_poles_of_its_shift():
    poles = {role.id: f"{role.old[0]}/{role.new[0]}" for role in taxonomy().traditional_roles}
    assert poles == {
        "marketing": "push/pull",
        "public_relations": "faux/frank",
        "quality_assurance": "par/peak",
        "customer_service": "fact/feel",
        "human_resources": "policy/people",
    }


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


def test_heads_are_written_in_the_plain_form_of_titles():
    heads = pl.DataFrame({"head": list(taxonomy().heads)})
    assert heads.select(plain_form(pl.col("head")).str.strip_chars())["head"].to_list() == list(taxonomy().heads)


def test_the_version_changes_with_the_file():
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{8}", taxonomy().version)


def test_the_table_of_roles_has_the_declared_columns_and_every_role():
    table = roles_table().collect()
    assert table.schema == ROLES.schema
    assert sorted(table["precedence"]) == list(range(1, 13))
    assert table.null_count().sum_horizontal().item() == 0
