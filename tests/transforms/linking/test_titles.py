"""The words by which titles are told apart."""

import polars as pl
import pytest

from transforms.linking.titles import title_words


def said(title: str, place: str = "", told: str = "title_words") -> list[str]:
    titles = pl.LazyFrame({"row": [0], "title": [title], "place": [place]})
    return title_words(titles).collect()[told].to_list()[0]


@pytest.mark.parametrize(
    "other",
    [
        "Sr. Keeper of Lamps (m/f/d)",
        "Keeper, Lamps (Senior)",
        "Senior Keeper, Lamp",
        "Senior Keeper of the Lamps - Remote",
        "Senior Keeper of Lamps - Germany",
        "Senior Keeper of Lamps (Ohio/Michigan)",
        "Senior Keeper of Lamps, Munich or Hamburg",
        "Senior Keeper of Lamps, Skagen",
    ],
)
def test_one_title_in_several_ways(other: str) -> None:
    assert said(other, "Skagen") == said("Senior Keeper of Lamps", "Skagen")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lamp Software Engineer", "Engineer, Lamps"),
        ("Lighthouse Developer", "Lighthouse Engineer"),
        ("Engeneering Managment", "Engineering Management"),
        ("Harbour Centre Lead", "Harbor Center Lead"),
        ("Keeper II", "Keeper 2"),
    ],
)
def test_words_that_say_the_same(one: str, other: str) -> None:
    assert said(one) == said(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Keeper", "Senior Keeper"),
        ("Keeper I", "Keeper II"),
        ("Keeper, Nights", "Keeper, Days"),
        ("Keeper - Enterprise", "Keeper"),
        ("Keeper - Mobile", "Keeper - Web"),
        ("Keeper (French)", "Keeper (German)"),
        ("Software Keeper", "Keeper"),
    ],
)
def test_words_that_tell_another_vacancy(one: str, other: str) -> None:
    assert said(one) != said(other)


def test_a_new_keeper_is_new_in_new_york_too() -> None:
    assert said("New Keeper", "New York") != said("Keeper", "New York")
    assert said("Keeper, New York", "New York") == said("Keeper", "New York")


def test_a_title_of_a_place_alone_keeps_it() -> None:
    assert said("Germany") != said("France")


@pytest.mark.parametrize(
    ("title", "distinctions"),
    [
        ("Sr. Keeper, Night Shift", ["night", "senior", "shift"]),
        ("Keeper 2 / Keeper II", ["ii"]),
        ("Harbour Keeper (m/f/d) - Lamps & Boats, EMEA (Remote)", ["boats", "lamps"]),
        ("Hamburg - Harbour Keeper", []),
        ("New Grad Keeper (7x7), Danish-speaking", ["7x7", "danish", "grad", "speaking"]),
        ("Harbour Daydreamer", []),
    ],
)
def test_words_that_make_another_vacancy_over_the_same_text(title: str, distinctions: list[str]) -> None:
    assert said(title, told="distinctions") == distinctions


def test_places_are_those_of_the_posting_and_of_its_title() -> None:
    assert said("Keeper - Hamburg", "Germany", "place_words") == ["germany", "hamburg"]
    assert said("Keeper", told="place_words") == []
