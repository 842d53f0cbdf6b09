"""A market for drills: a board of it dies in the middle of a week, a source loses most of its postings, and hosts can hang."""

import threading
from datetime import date, timedelta

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.market import DEFAULT_SEED
from tests.markets import WellMarket

SOURCE = "lever"


class Troubled(WellMarket):
    """A week up to `last`, on whose third day a board dies, and the day after it, on which two postings of three are gone."""

    def __init__(self, last: date) -> None:
        super().__init__(DEFAULT_SEED, last - timedelta(days=6), 8, open_at_once=200, sources=(SOURCE,))
        *self.week, self.fall = self.days
        self.dying = self.boards()[0].board
        self.answers = threading.Event()
        self.answers.set()

    def failure(self, source: str, board: str, day: date) -> str | None:
        self.answers.wait()
        return "not_found" if board == self.dying and day >= self.week[2] else super().failure(source, board, day)

    def listing(self, source: str, board: str, day: date) -> list[PostingFacts]:
        listed = super().listing(source, board, day)
        return listed[::3] if day == self.fall else listed
