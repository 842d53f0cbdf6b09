"""Which postings are one vacancy."""

import pytest

from tests.transforms.linking.postings import linked, posting, text, vacancy_of

MORE = [f"Who keeps tower number {number} has a garden there, and a boat" for number in range(25)]


@pytest.mark.parametrize(
    ("other", "kind", "evidence"),
    [
        ({"board": "acme-eu"}, "full", "text"),
        ({"place": "Hamburg"}, "partial", "text"),
        ({"place": "Hamburg", "text": text(2)}, "partial", "near_text"),
        ({"source": "ashby", "text": text(2)}, "semantic", "near_text"),
        ({"title": "Community Manager (m/f/d), Hamburg", "place": "Hamburg"}, "partial", "text"),
        ({"title": "Community Manager - Germany", "place": "Hamburg"}, "partial", "text"),
        ({"place": "Hamburg", "text": text(0, *MORE)}, "partial", "near_text"),
        ({"employer": "ACME GmbH"}, "full", "text"),
        ({"employer": "Talent & Sons Recruitment"}, "full", "agency"),
    ],
)
def test_one_vacancy_in_several_postings(other, kind, evidence):
    vacancies, links = linked([posting("a"), posting("b", **other)])
    assert set(vacancies["vacancy_id"]) == {"a"}
    assert links.select("posting_key", "other_key", "kind", "evidence", "is_accepted").rows() == [
        ("b", "a", kind, evidence, True)
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Senior Community Manager"},
        {"title": "Community Manager, Payments"},
        {"country": "FR"},
        {"text": text(2)},
        {"text": text(20), "place": "Hamburg"},
        {"text": text(0, *MORE)},
        {"title": "Hüterin der Lampen"},
        {"text": None},
        {"text": text(2), "employer": "Talent & Sons Recruitment"},
    ],
)
def test_another_vacancy_under_the_same_boilerplate(other):
    assert vacancy_of([posting("a"), posting("b", **other)]) == {"a": "a", "b": "b"}


ENGLISH = "".join(f"<p>We look for somebody who loves the light and the silence of tower {n}.</p>" for n in range(40))
GERMAN = "".join(f"<p>Wir suchen jemanden, der das Licht und die Ruhe von Turm {n} liebt.</p>" for n in range(40))


def test_one_title_in_two_languages_is_one_vacancy_told_twice():
    vacancies, links = linked([posting("a", text=ENGLISH), posting("b", text=GERMAN)])
    assert set(vacancies["vacancy_id"]) == {"a"}
    assert links.select("kind", "evidence", "is_accepted").rows() == [("semantic", "translation", True)]


@pytest.mark.parametrize(
    "other",
    [
        {"text": GERMAN[: len(GERMAN) // 2]},
        {"text": GERMAN, "title": "Community Director"},
        {"text": GERMAN, "employer": "Other"},
    ],
)
def test_another_language_alone_makes_no_translation(other):
    assert vacancy_of([posting("a", text=ENGLISH), posting("b", **other)]) == {"a": "a", "b": "b"}


@pytest.mark.parametrize(
    ("title", "other", "vacancies"),
    [
        ("Harbour Operations Manager", "Lighthouse Success Manager", 1),
        ("Harbour Architect", "Harbour Engineer", 1),
        ("Keeper, Central", "Keeper, East", 1),
        ("Lamp Lead", "Lamp Manager", 2),
        ("Harbour Clerk, Nights", "Harbour Keeper", 2),
        ("Harbour Clerk (Freelance)", "Harbour Keeper", 2),
        ("Harbour Clerk (German)", "Harbour Keeper", 2),
        ("Harbour Clerk P2", "Harbour Keeper P3", 2),
        ("Community Manager", "Social Media Manager", 2),
        ("Harbour Keeper", "Harbour Keeper, Payments", 2),
        ("Harbour Keeper, Lamps", "Harbour Keeper, Payments", 2),
        ("Harbour Keeper - Lamps", "Harbour Guardian (Lamps)", 1),
        ("Keeper", "Clerk", 2),
    ],
)
def test_one_text_under_two_titles_is_one_vacancy_if_they_may_name_one_job(title, other, vacancies):
    rows = [posting("a", title=title), posting("b", title=other)]
    assert len(set(vacancy_of(rows).values())) == vacancies


@pytest.mark.parametrize(
    ("title", "vacancies"),
    [
        ("Hüterin der Lampen", 1),
        ("Lichtmeister (Teilzeit)", 2),
        ("Senior Keeper", 2),
        ("Keeper, Payments", 2),
        ("***", 2),
    ],
)
def test_a_text_in_another_language_under_titles_without_a_common_word_is_one_job(title, vacancies):
    rows = [posting("a", text=GERMAN, title="Keeper"), posting("b", text=GERMAN, title=title)]
    assert len(set(vacancy_of(rows).values())) == vacancies


def test_a_new_title_is_other_words_for_the_vacancy():
    _, links = linked([posting("a", title="Harbour Keeper"), posting("b", title="Harbour Guardian")])
    assert links.select("kind", "evidence", "is_accepted").rows() == [("semantic", "retitled", True)]


def test_places_in_titles_tell_two_places_apart_where_postings_state_one():
    rows = [posting("a", title="Keeper - Hamburg"), posting("b", title="Keeper - Munich", text=text(2))]
    _, links = linked([{**row, "place": "Germany"} for row in rows])
    assert links.select("kind", "evidence", "is_accepted").rows() == [("partial", "near_text", True)]


def test_another_title_over_another_requisition_is_another_vacancy():
    rows = [
        posting("a", requisition="R-1", title="Harbour Keeper"),
        posting("b", requisition="R-2", title="Harbour Guardian"),
    ]
    assert vacancy_of(rows) == {"a": "a", "b": "b"}


def test_a_text_in_another_language_under_another_requisition_is_another_vacancy():
    rows = [posting("a", text=ENGLISH, requisition="R-1"), posting("b", text=GERMAN, requisition="R-2")]
    assert vacancy_of(rows) == {"a": "a", "b": "b"}


def test_two_requisitions_are_two_vacancies_and_one_is_one_whatever_the_text():
    known = vacancy_of(
        [
            posting("a", requisition="R-1"),
            posting("b", requisition="R-2"),
            posting("c", requisition="R-1", text=text(40), place="Hamburg", country=None),
        ]
    )
    assert known == {"a": "a", "b": "b", "c": "a"}


@pytest.mark.parametrize("dummy", ["ONE", "TBD"])
def test_a_requisition_without_a_number_names_no_opening(dummy):
    rows = [posting("a", requisition=dummy), posting("b", requisition=dummy, text=text(40))]
    assert len(set(vacancy_of(rows).values())) == 2


def test_jobs_of_several_kinds_under_one_requisition_are_several_vacancies():
    rows = [posting("a", requisition="R-1"), posting("b", requisition="R-1", title="Community Director")]
    assert len(set(vacancy_of(rows).values())) == 2


def test_a_posting_without_a_requisition_does_not_bring_two_together():
    first = [posting("a")]
    both = [*first, posting("b", requisition="R-1"), posting("c", requisition="R-2")]
    assert vacancy_of(first, both) == {"a": "a", "b": "a", "c": "c"}


def test_what_is_posted_again_is_the_vacancy_that_was_gone():
    gone = [posting("a", status="dormant")]
    vacancies, links = linked([posting("a")], [*gone, posting("b")])
    assert (links["kind"].to_list(), set(vacancies["vacancy_id"])) == (["temporal"], {"a"})


def test_an_id_outlives_the_posting_that_it_names():
    both = [posting("a"), posting("b", place="Hamburg")]
    later = [posting("b", place="Hamburg"), posting("c", place="Bremen")]
    assert vacancy_of(both, later[:1], later) == {"b": "a", "c": "a"}


def test_a_posting_that_was_forgotten_comes_back_to_its_vacancy():
    other = posting("b", place="Hamburg")
    back = posting("a", text=text(40))
    vacancies, links = linked([posting("a"), other], [other], [other, back])
    assert set(vacancies["vacancy_id"]) == {"a"}
    assert links["evidence"].to_list() == ["text", "posting"]


def test_vacancies_that_stand_are_not_brought_together_by_a_third():
    apart = [posting("a"), posting("b", text=text(16), place="Bremen")]
    between = [*apart, posting("c", text=text(5), place="Hamburg")]
    assert vacancy_of(apart, between) == {"a": "a", "b": "b", "c": "a"}
