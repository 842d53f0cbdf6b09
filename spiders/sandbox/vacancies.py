"""When vacancies arise in the sandbox's market, and for how long they stay."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from spiders.sandbox import words

WARM_UP_DAYS = 240
"""The market runs this long before its first day, so that its stock has its steady size by then."""
LIFE_SIGMA = 0.7
"""Spread of the log-normal lives."""
SIZE_EXPONENT = 0.8
"""Sizes of employers fall with rank as a power law; the recorded boards of January 2026 have 0.78 among the largest 1,000."""
PUBLISHING_DAYS = 2
"""Weekdays on which an employer touches its board. In the recorded crawls of January 2026 two boards of five change from one
workday to the next, and nine of ten among those with more than 100 postings."""
LARGE = 4
"""The largest employers publish on every workday."""
HALF_A_YEAR = 183


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Somebody is wanted: by whom, for what, from the day it opens to the day it is gone."""

    employer: str
    kind: str
    home: str
    role: str
    title: str
    rung: str
    opened_on: date
    closed_on: date
    number: int
    """Among the vacancies of its employer under its title."""
    workdays: frozenset[int]
    """Weekdays on which the employer touches its boards, Monday being 0."""

    def next_workday(self, day: date) -> date:
        """`day`, or the first day after it on which the employer touches its boards."""
        return next(later for later in (day + timedelta(days=n) for n in range(7)) if later.weekday() in self.workdays)


def sizes(count: int) -> list[float]:
    """Shares of `count` employers in all vacancies, the largest first."""
    weights = np.arange(1, count + 1) ** -SIZE_EXPONENT
    return [float(weight) for weight in weights / weights.sum()]


def vacancies(seed: int, first_day: date, days: int, open_at_once: int) -> Iterator[tuple[str, Vacancy]]:
    """All vacancies of the market with an identifier each. More `days` add vacancies and change none."""
    start, last_day = first_day - timedelta(days=WARM_UP_DAYS), first_day + timedelta(days=days - 1)
    shares = sizes(len(words.EMPLOYERS))
    for rank, (employer, kind, home) in enumerate(words.EMPLOYERS):
        workdays = _workdays(seed, rank)
        for place, ((role, title, rung), share) in enumerate(job_mix(kind).items()):
            stock = open_at_once * shares[rank] * share
            for number, (day, life) in enumerate(_arrivals([seed, rank, place], role, stock, WARM_UP_DAYS + days)):
                opened_on, closed_on = start + timedelta(days=day), start + timedelta(days=day + life)
                found = Vacancy(employer, kind, home, role, title, rung, opened_on, closed_on, number, workdays)
                if closed_on > first_day and found.next_workday(opened_on) <= last_day:
                    yield f"V{rank:02}{place:02}{number:04}", _on_workdays(found)


def _workdays(seed: int, rank: int) -> frozenset[int]:
    if rank < LARGE:
        return frozenset(range(5))
    return frozenset(np.random.default_rng([seed, rank]).choice(5, PUBLISHING_DAYS, replace=False).tolist())


def _on_workdays(found: Vacancy) -> Vacancy:
    opened_on = found.next_workday(found.opened_on)
    return replace(
        found, opened_on=opened_on, closed_on=found.next_workday(max(found.closed_on, opened_on + timedelta(days=1)))
    )


def job_mix(kind: str) -> dict[tuple[str, str, str], float]:
    """Role, title and rung → share in the open postings of an employer of this kind; the shares sum to 1."""
    social_share, favourites, others = words.MIXES[kind]
    roles = {role: weight * favourites.get(role, 1.0) for role, weight in words.SOCIAL_WEIGHTS.items()}
    social = {
        (role, title, rung): social_share * weight / sum(roles.values()) / len(words.SOCIAL_TITLES[role])
        for role, weight in roles.items()
        for title, rung in words.SOCIAL_TITLES[role]
    }
    other = {
        ("none", title, rung): (1 - social_share) * weight / sum(others.values()) / len(words.OTHER_TITLES[group])
        for group, weight in others.items()
        for title, rung in words.OTHER_TITLES[group]
    }
    return social | other


def _arrivals(seed: list[int], role: str, stock: float, horizon: int) -> list[tuple[int, int]]:
    """Day of arrival and life of each vacancy: a steady stock needs stock ÷ mean life arrivals a day."""
    median = words.DAYS_OPEN.get(role, words.DAYS_OPEN_OTHERWISE)
    mean = median * np.exp(LIFE_SIGMA**2 / 2)
    trend = words.TRENDS.get(role, 1.0) ** (np.maximum(0, np.arange(horizon) - WARM_UP_DAYS) / HALF_A_YEAR)
    arrived = np.repeat(np.arange(horizon), np.random.default_rng([*seed, 0]).poisson(stock / mean * trend))
    lives = np.random.default_rng([*seed, 1]).lognormal(np.log(median), LIFE_SIGMA, len(arrived))
    return list(zip(arrived.tolist(), np.maximum(2, lives).astype(int).tolist(), strict=True))
