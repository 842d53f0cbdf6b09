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
    ("title", "vacancies"),
    [("Hüterin der Lampen", 1), ("Community Manager, Nights", 2), ("Senior Community Manager", 2), ("***", 2)],
)
def test_a_german_text_under_titles_without_a_common_word_is_one_job_with_its_title_translated(title, vacancies):
    rows = [posting("a", text=GERMAN), posting("b", text=GERMAN, title=title)]
    assert len(set(vacancy_of(rows).values())) == vacancies


def test_a_translated_title_over_another_requisition_is_another_vacancy():
    rows = [
        posting("a", text=GERMAN, requisition="R-1"),
        posting("b", text=GERMAN, requisition="R-2", title="Hüterin der Lampen"),
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
