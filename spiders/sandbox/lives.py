"""From a vacancy to the postings that show it: boards, places, copies, edits, flaws, reposts and returns."""

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from spiders.sandbox.adverts import Edit, advert, edit
from spiders.sandbox.facts import Advert, BoardFacts, Life, Meaning, PostingFacts, Says
from spiders.sandbox.formats import formats
from spiders.sandbox.vacancies import Vacancy

SECOND_SHARE = 0.6
"""Vacancies that stand on both boards of an employer who has two."""
SPLIT_SHARE = 0.5
"""Of the vacancies for several places those that have a posting for each."""
COPY_SHARE = 0.05
"""Vacancies that an agency lists too, where one has a board of the same family."""
REPOST_SHARE = 0.06
RETURN_SHARE = 0.04
EDIT_SHARE = 0.12
FLAW_SHARE = 0.008


@dataclass(frozen=True, slots=True)
class Shown:
    """One posting of a vacancy: on which board, for which places, at which time."""

    board: BoardFacts
    places: tuple[str, ...]
    vacancy: Vacancy
    name: str
    """Among the postings of the vacancy on this board."""


def lives_of(
    random: Random,
    wording: Random,
    vacancy_id: str,
    vacancy: Vacancy,
    boards: list[BoardFacts],
    agencies: list[BoardFacts],
) -> list[Life]:
    """The postings of one vacancy, all with one text: `boards` are its employer's, `agencies` those that could copy it."""
    stated, says = advert(random, wording, vacancy_id, vacancy)
    edited = edit(random, vacancy, stated) if random.random() < EDIT_SHARE else None
    listing = boards if random.random() < SECOND_SHARE else boards[:1]
    if agencies and random.random() < COPY_SHARE:
        listing = [*listing, random.choice(agencies)]
    parts = _parts(stated.places) if random.random() < SPLIT_SHARE else [stated.places]
    shown = [Shown(board, places, vacancy, f"{n}") for board in listing for n, places in enumerate(parts)]
    lives = [_life(random, vacancy_id, says, stated, each, edited) for each in shown]
    if random.random() < REPOST_SHARE:
        again = Shown(boards[0], stated.places, _reposted(random, vacancy), "again")
        lives.append(_life(random, vacancy_id, says, stated, again, None))
    return lives


def _parts(places: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [(place,) for place in places]


def _reposted(random: Random, vacancy: Vacancy) -> Vacancy:
    again_on = vacancy.next_workday(vacancy.closed_on + timedelta(days=random.randint(1, 20)))
    half_as_long = (vacancy.closed_on - vacancy.opened_on) // 2
    closed_on = vacancy.next_workday(again_on + half_as_long + timedelta(days=2))
    return replace(vacancy, opened_on=again_on, closed_on=closed_on)


def _life(random: Random, vacancy_id: str, says: Says, stated: Advert, shown: Shown, edited: Edit | None) -> Life:
    first = _posting(random, vacancy_id, stated, shown)
    meaning = Meaning(shown.vacancy.role, shown.vacancy.rung, stated.country)
    if edited is None:
        return Life(vacancy_id, says, (first,), (meaning,), _spells(random, shown.vacancy))
    after = replace(
        first,
        version=1,
        updated_on=edited.edited_on,
        title=edited.title or first.title,
        places=edited.places or first.places,
        country=edited.meaning.country,
    )
    return Life(vacancy_id, says, (first, after), (meaning, edited.meaning), _spells(random, shown.vacancy))


def _posting(random: Random, vacancy_id: str, stated: Advert, shown: Shown) -> PostingFacts:
    board, opened_on = shown.board, shown.vacancy.opened_on
    as_shown = {"title": _typed(random, stated.title), "places": shown.places}
    return PostingFacts(
        **asdict(stated) | as_shown,
        source=board.source,
        board=board.board,
        posting_id=_identifier(board, f"{board.employer}/{vacancy_id}/{shown.name}"),
        version=0,
        employer=board.employer,
        posted_on=opened_on,
        updated_on=opened_on,
        flaw=random.choice(formats()[board.source].flaws) if random.random() < FLAW_SHARE else None,
    )


def _spells(random: Random, vacancy: Vacancy) -> tuple[tuple[date, date], ...]:
    """One spell, or two with less than 30 days between them: whoever returns so soon is the same posting."""
    whole = (vacancy.opened_on, vacancy.closed_on)
    if random.random() >= RETURN_SHARE:
        return (whole,)
    back_on = vacancy.next_workday(vacancy.closed_on + timedelta(days=random.randint(3, 20)))
    return (whole, (back_on, vacancy.next_workday(back_on + timedelta(days=random.randint(5, 30)))))


def _typed(random: Random, title: str) -> str:
    """A title as somebody types it: sometimes with a blank too many, or a mark of gender."""
    return random.choices((title, f"{title} ", f"{title} (m/f/x)"), (87, 8, 5))[0]


def _identifier(board: BoardFacts, name: str) -> str:
    return formats()[board.source].identifier(uuid5(NAMESPACE_URL, f"{board.source}/{board.board}/{name}"))
