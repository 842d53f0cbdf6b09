"""Management of people, definition D4."""

import itertools

import polars as pl
import pytest

from tests.gold.people import counts, labelled
from transforms.texts import read_texts


def _manages(*texts: str) -> list[bool]:
    return read_texts(pl.LazyFrame({"title": "", "text": texts})).collect()["has_people_management"].to_list()


@pytest.mark.parametrize(
    "text",
    [
        "You will lead a team of five.",
        "<ul><li>Lead and mentor our small social media team</li></ul>",
        "Build, coach, and inspire a high-performing, global content team.",
        "Manage a squad of editors",
        "Ma<b>nage</b> the social media te<i>am</i>.",
        "&lt;p&gt;Supervise two interns&lt;/p&gt;",
        "Lead&nbsp;a <strong>team</strong> of three",
        "This role has three direct reports.",
        "with two coordinators reporting to you",
        "Line management of the press officers",
        "Hire, train and develop writers",
        "You will be building a team from scratch",
        "The management of a team of ten",
        "Lead our communications department",
        "Lead high-performing teams",
        "As an experienced leader you will manage the marketing team.",
        "Ten years of experience. You will lead the team",
    ],
)
def test_people_to_lead_are_seen(text: str) -> None:
    assert _manages(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Manage our online communities and the creators who fill them",
        "Manage vendors, agencies, budgets and projects for the team",
        "Lead campaigns and work with the design team",
        "Manage relationships with internal teams",
        "Lead cross-functional teams to launch",
        "You report to the manager of the social media team",
        "You join a team of ten led by our founders",
        "We are growing our team. We hire people who lead the way",
        "Help us build the best team in town",
        "Mentor junior colleagues and coach the team",
        "Experience managing a team is a plus",
        "Proven ability to build, lead and mentor a team of marketers",
        "You have led and managed teams before",
        "A role without direct reports",
        "Manage freelance writers",
        "Lead team meetings and manage the team calendar",
        "Talk to hiring managers",
        "An industry-leading team",
        "Generate leads for the sales team",
    ],
)
def test_whatever_else_is_managed_or_wished_for_is_not(text: str) -> None:
    assert _manages(text) == [False]


def test_a_wish_beside_a_duty_takes_nothing_from_it() -> None:
    assert _manages("<li>Lead a team of five</li><li>Experience leading a team</li>") == [True]


def test_a_mark_of_the_rules_in_a_text_is_only_a_character() -> None:
    assert _manages("Who leads? You | 100 % ^ lead a team!") == [True]
    assert _manages("Ready? Lead the team!") == [True]


LEADS = ("lead", "leads", "leading", "manage", "managing", "supervise", "oversees", "directing", "head", "head up")
MANAGES = ("manage", "manages", "managing", "supervise", "supervising", "oversee", "overseeing")
TEAMS = ("team", "teams", "squad", "crew", "department")
STAFF = ("staff", "employees", "interns", "designers", "team members", "marketers", "coordinators")


def test_every_verb_of_leading_takes_every_word_for_people() -> None:
    pairs = [*itertools.product(LEADS, TEAMS), *itertools.product(MANAGES, STAFF)]
    found = _manages(*(f"Here you {verb} the creative {people} in Oslo." for verb, people in pairs))
    assert [pair for pair, manages in zip(pairs, found, strict=True) if not manages] == []


def test_labelled_descriptions_are_read_as_they_were_labelled() -> None:
    postings = labelled()
    if postings.is_empty():
        pytest.skip("the labelled descriptions are not at hand")
    hits, wrong, missed = counts(postings)
    # Measured: 1.00 and 0.96 of 51 yes; on the third that was held out 1.00 and 0.88 of 17.
    assert hits / (hits + wrong) >= 0.95
    assert hits / (hits + missed) >= 0.90
