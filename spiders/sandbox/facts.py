"""What the sandbox's market knows of its boards and postings."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Flaw = Literal["no_title", "odd_id", "not_an_object", "prospect", "unlisted"]
"""Ways in which an item of a listing is no usable posting: three malformed ones, two that are no vacancy."""

WORKPLACES = {True: "remote", False: "hybrid"}


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """One board of one employer; the panel's row."""

    source: str
    board: str
    employer: str
    kind: str
    country: str
    added_on: date
    retired_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advert:
    """What an employer states of a vacancy: the same on every board, in every place and when it is put up again."""

    title: str
    places: tuple[str, ...]
    country: str
    department: str
    employment: str
    is_remote: bool
    pay: tuple[int, int, str, str] | None
    """Low, high, ISO currency, sign; by the year."""
    description: str
    """HTML."""
    requisition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingFacts(Advert):
    """What a board states about one posting, from one edit to the next."""

    source: str
    board: str
    posting_id: str
    version: int
    """0 as first published, 1 after its edit."""
    employer: str
    posted_on: date
    updated_on: date
    flaw: Flaw | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Names this state of this posting."""
        return self.source, self.board, self.posting_id, self.version


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a posting truly is, whatever its words suggest."""

    role: str
    rung: str
    country: str


@dataclass(frozen=True, slots=True)
class Says:
    """What a text truly says, which no edit changes."""

    leads_people: bool
    speaks_old: bool
    """Of the old emphasis of its old role."""
    speaks_new: bool


@dataclass(frozen=True, slots=True)
class Life:
    """One posting: what it states and means before and after its edit, and the spells in which it is listed."""

    vacancy_id: str
    says: Says
    states: tuple[PostingFacts, ...]
    meanings: tuple[Meaning, ...]
    spells: tuple[tuple[date, date], ...]
    """First day listed, first day no longer listed."""

    def on(self, day: date) -> PostingFacts | None:
        """What it states on a day; null where it is not listed."""
        if not any(opened <= day < closed for opened, closed in self.spells):
            return None
        return next(state for state in reversed(self.states) if state.updated_on <= day or state.version == 0)


def days_between(first: date, last: date) -> list[date]:
    """All days from `first` to `last`, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
