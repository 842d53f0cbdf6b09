"""From a vacancy to the postings that show it: places, pay, edits, flaws, reposts and returns."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from spiders.sandbox import words
from spiders.sandbox.facts import BoardFacts, Life, Meaning, PostingFacts
from spiders.sandbox.formats import formats
from spiders.sandbox.texts import describe
from spiders.sandbox.vacancies import Vacancy, job_mix

SECOND_SHARE = 0.6
"""Vacancies that stand on both boards of an employer who has two."""
REPOST_SHARE = 0.06
RETURN_SHARE = 0.04
EDIT_SHARE = 0.12
REMOTE_SHARE = 0.18
SEVERAL_PLACES_SHARE = 0.12
ABROAD_SHARE = 0.15
PAY_SHARE = 0.45
CONTACT_SHARE = 0.08
FLAW_SHARE = 0.008


def lives_of(random: Random, vacancy_id: str, vacancy: Vacancy, boards: list[BoardFacts]) -> list[Life]:
    """The postings of one vacancy: on one board or two, and once more where it is reposted under a new identifier."""
    shown = boards if random.random() < SECOND_SHARE else boards[:1]
    lives = [_life(random, vacancy_id, vacancy, board) for board in shown]
    if random.random() < REPOST_SHARE:
        lives.append(_life(random, vacancy_id, _reposted(random, vacancy), boards[0], is_repost=True))
    return lives


def _reposted(random: Random, vacancy: Vacancy) -> Vacancy:
    again_on = vacancy.next_workday(vacancy.closed_on + timedelta(days=random.randint(1, 20)))
    half_as_long = (vacancy.closed_on - vacancy.opened_on) // 2
    closed_on = vacancy.next_workday(again_on + half_as_long + timedelta(days=2))
    return replace(vacancy, opened_on=again_on, closed_on=closed_on)


def _life(random: Random, vacancy_id: str, vacancy: Vacancy, board: BoardFacts, is_repost: bool = False) -> Life:
    country, places = _places(random, vacancy.home)
    posting_id = _identifier(board, f"{vacancy_id}/{is_repost}")
    first = PostingFacts(
        source=board.source,
        board=board.board,
        posting_id=posting_id,
        version=0,
        employer=vacancy.employer,
        title=_typed(random, vacancy.title),
        places=places,
        country=country,
        department=random.choice(words.DEPARTMENTS["none" if vacancy.role == "none" else "social"]),
        employment="Internship" if vacancy.rung == "intern" else random.choice(words.EMPLOYMENT),
        is_remote=random.random() < REMOTE_SHARE,
        pay=_pay(random, country),
        description=describe(
            random, vacancy.employer, vacancy.title, vacancy.role != "none", random.random() < CONTACT_SHARE
        ),
        requisition=f"R-{posting_id[-6:]}",
        posted_on=vacancy.opened_on,
        updated_on=vacancy.opened_on,
        flaw=random.choice(formats()[board.source].flaws) if random.random() < FLAW_SHARE else None,
    )
    meaning = Meaning(vacancy.role, vacancy.rung, country)
    edit = _edit(random, vacancy, first, meaning) if random.random() < EDIT_SHARE else None
    states, meanings = ((first, edit[0]), (meaning, edit[1])) if edit else ((first,), (meaning,))
    return Life(vacancy_id, states, meanings, _spells(random, vacancy))


def _spells(random: Random, vacancy: Vacancy) -> tuple[tuple[date, date], ...]:
    """One spell, or two with less than 30 days between them: whoever returns so soon is the same posting."""
    whole = (vacancy.opened_on, vacancy.closed_on)
    if random.random() >= RETURN_SHARE:
        return (whole,)
    back_on = vacancy.next_workday(vacancy.closed_on + timedelta(days=random.randint(3, 20)))
    return (whole, (back_on, vacancy.next_workday(back_on + timedelta(days=random.randint(5, 30)))))


def _edit(random: Random, vacancy: Vacancy, first: PostingFacts, meaning: Meaning) -> tuple[PostingFacts, Meaning]:
    """The posting after an edit of its place or its title; a new title may mean another role or rung."""
    edited_after = timedelta(days=random.randint(1, (vacancy.closed_on - vacancy.opened_on).days))
    edited_on = vacancy.next_workday(vacancy.opened_on + edited_after)
    after = replace(first, version=1, updated_on=edited_on)
    if random.random() < 0.5:
        country, places = _places(random, vacancy.home)
        return replace(after, places=places, country=country), replace(meaning, country=country)
    same_job = [key for key in job_mix(vacancy.kind) if (key[0] == "none") == (vacancy.role == "none")]
    role, title, rung = random.choice(
        [key for key in same_job if key[0] == vacancy.role] if random.random() < 0.7 else same_job
    )
    return replace(after, title=title), replace(meaning, role=role, rung=rung)


def _places(random: Random, home: str) -> tuple[str, tuple[str, ...]]:
    country = random.choice(sorted(words.PLACES)) if random.random() < ABROAD_SHARE else home
    count = 2 if random.random() < SEVERAL_PLACES_SHARE else 1
    known = words.PLACES[country]
    return country, tuple(random.sample(known, min(count, len(known))))


def _pay(random: Random, country: str) -> tuple[int, int, str, str] | None:
    if country not in words.PAY or random.random() >= PAY_SHARE:
        return None
    currency, middling, sign = words.PAY[country]
    low = round(middling * random.uniform(0.6, 1.5), -3)
    return int(low), int(round(low * random.uniform(1.05, 1.4), -3)), currency, sign


def _typed(random: Random, title: str) -> str:
    """A title as somebody types it: sometimes with a blank too many, an ampersand or a remark."""
    return random.choices((title, f"{title} ", f"{title} (m/f/x)", f"{title} &amp; friends"), (86, 8, 5, 1))[0]


def _identifier(board: BoardFacts, name: str) -> str:
    return formats()[board.source].identifier(uuid5(NAMESPACE_URL, f"{board.source}/{board.board}/{name}"))
