"""The advertisement of a vacancy, and its edit."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from spiders.sandbox import words
from spiders.sandbox.facts import Advert, Meaning, Says
from spiders.sandbox.speech import speech
from spiders.sandbox.texts import describe
from spiders.sandbox.vacancies import Vacancy, job_mix

REMOTE_SHARE = 0.18
SEVERAL_PLACES_SHARE = 0.12
ABROAD_SHARE = 0.15
PAY_SHARE = 0.45
CONTACT_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of a vacancy's title and places."""

    edited_on: date
    title: str | None
    """Null where it stays."""
    places: tuple[str, ...] | None
    meaning: Meaning


def advert(random: Random, wording: Random, vacancy_id: str, vacancy: Vacancy) -> tuple[Advert, Says]:
    """The advertisement of a vacancy, whose text is drawn by `wording`, and what that says."""
    country, places = _places(random, vacancy.home)
    is_social, has_contact = vacancy.role != "none", random.random() < CONTACT_SHARE
    described = describe(wording, vacancy.employer, vacancy.title, is_social, has_contact)
    spoken, says = speech(wording, vacancy.title, vacancy.rung)
    stated = Advert(
        title=f"{vacancy.title} &amp; friends" if random.random() < 0.01 else vacancy.title,
        places=places,
        country=country,
        department=random.choice(words.DEPARTMENTS["social" if is_social else "none"]),
        employment="Internship" if vacancy.rung == "intern" else random.choice(words.EMPLOYMENT),
        is_remote=random.random() < REMOTE_SHARE,
        pay=_pay(random, country),
        description=described + spoken,
        requisition=f"R-{vacancy_id.removeprefix('V')}",
    )
    return stated, says


def edit(random: Random, vacancy: Vacancy, before: Advert) -> Edit:
    """An edit of the place or the title; a new title may mean another role or rung."""
    edited_after = timedelta(days=random.randint(1, (vacancy.closed_on - vacancy.opened_on).days))
    edited_on = vacancy.next_workday(vacancy.opened_on + edited_after)
    if random.random() < 0.5:
        country, places = _places(random, vacancy.home)
        return Edit(edited_on, None, places, Meaning(vacancy.role, vacancy.rung, country))
    same_job = [key for key in job_mix(vacancy.kind) if (key[0] == "none") == (vacancy.role == "none")]
    role, title, rung = random.choice(
        [key for key in same_job if key[0] == vacancy.role] if random.random() < 0.7 else same_job
    )
    return Edit(edited_on, title, None, Meaning(role, rung, before.country))


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
