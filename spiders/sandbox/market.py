"""A synthetic labour market: invented employers, vacancies that come and go, boards that show them, and the truth about both.

Seeded and repeatable; knows neither Scrapy nor HTTP. Every board shows its employer's vacancies as postings that are edited,
reposted, copied by agencies, and sometimes gone for a while.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from random import Random

import polars as pl

from spiders.sandbox import words
from spiders.sandbox.facts import BoardFacts, Life, PostingFacts, days_between
from spiders.sandbox.faults import fault_by_chance, long_faults
from spiders.sandbox.formats import formats
from spiders.sandbox.lives import lives_of
from spiders.sandbox.vacancies import Vacancy, vacancies

DEFAULT_SEED = 20_260_108
OPEN_AT_ONCE = 880
"""Open vacancies, about 1,000 postings: enough for 25 employers with social roles, few enough to crawl half a year of in
under a minute."""
SOURCES = ("greenhouse", "lever", "ashby")
"""The families of a market of which nothing else is said: enough for postings on two boards, and every family costs time."""
SECOND_BOARDS = 6
"""Employers that list on boards of two families."""
SEVERAL = "several employers"
"""Stands in the panel for a board that lists postings of many employers."""
TRUTH = pl.Schema(
    {
        "source": pl.String,
        "board": pl.String,
        "posting_id": pl.String,
        "vacancy_id": pl.String,  # the same on every board, in every place, at agencies and after every repost
        "employer": pl.String,
        "spell": pl.Int64,  # 1, or 2 where the posting came back
        "opened_on": pl.Date,  # first day listed
        "closed_on": pl.Date,  # first day no longer listed; may lie beyond the market's last day
        "role": pl.String,
        "rung": pl.String,
        "country": pl.String,
        "edited_on": pl.Date,  # null where it is never edited
        "role_after": pl.String,  # as the edit leaves them
        "rung_after": pl.String,
        "country_after": pl.String,
        "leads_people": pl.Boolean,  # the text gives people to lead
        "speaks_old": pl.Boolean,  # it holds a sentence of the old emphasis of its old role
        "speaks_new": pl.Boolean,
    }
)
"""Columns of the truth: one row for each spell of each posting."""


class Market:
    """The market of one seed over a range of days."""

    def __init__(
        self,
        seed: int,
        first_day: date,
        days: int,
        open_at_once: int = OPEN_AT_ONCE,
        sources: Sequence[str] = SOURCES,
    ) -> None:
        self.seed = seed
        self.days = days_between(first_day, first_day + timedelta(days=days - 1))
        self._open_at_once = open_at_once
        self._boards = _boards(seed, first_day, sources)
        names = list(dict.fromkeys((board.source, board.board) for board in self._boards))
        self._long_faults = long_faults(seed, names, first_day)

    def boards(self) -> list[BoardFacts]:
        """The panel. Some boards join late, one retires."""
        shared = {(board.source, board.board): board for board in reversed(self._boards)}
        return [
            replace(board, employer=SEVERAL, kind="several") if formats()[board.source].board else board
            for board in reversed(shared.values())
        ]

    def listing(self, source: str, board: str, day: date) -> list[PostingFacts]:
        """What a board lists on a day, flawed items included, in order of identifier."""
        found = (life.on(day) for life in self._lives[source, board])
        return sorted((state for state in found if state), key=lambda state: state.posting_id)

    def failure(self, source: str, board: str, day: date) -> str | None:
        """One of `faults.FAULTS`, or null where the board answers properly."""
        lasting, first_on, last_on = self._long_faults.get((source, board), ("", date.max, date.min))
        return lasting if first_on <= day <= last_on else fault_by_chance(self.seed, source, board, day)

    def truth(self) -> pl.DataFrame:
        """What really happened; columns and meaning in `TRUTH`. Flawed items are no postings and have no row."""
        lives = [life for lives in self._lives.values() for life in lives if life.states[0].flaw is None]
        rows = [row for life in lives for row in _truth_rows(life)]
        return pl.DataFrame(rows, schema=TRUTH, orient="row").sort("source", "board", "posting_id", "spell")

    @cached_property
    def _lives(self) -> dict[tuple[str, str], list[Life]]:
        by_employer: dict[str, list[BoardFacts]] = defaultdict(list)
        for board in self._boards:
            by_employer[board.employer].append(board)
        lives: dict[tuple[str, str], list[Life]] = defaultdict(list)
        found = vacancies(self.seed, self.days[0], len(self.days), self._open_at_once)
        for vacancy_id, vacancy in found:
            boards = by_employer[vacancy.employer]
            random, wording = Random(f"{self.seed}/{vacancy_id}"), Random(f"{self.seed}/{_wording(vacancy, boards)}")
            for life in lives_of(random, wording, vacancy_id, vacancy, boards, self._agencies(boards[0])):
                lives[life.states[0].source, life.states[0].board].append(life)
        return lives

    def _agencies(self, home: BoardFacts) -> list[BoardFacts]:
        """The boards on which vacancies of the board `home` may be copied: of agencies, in the same family."""
        others = (board for board in self._boards if board.kind == "agency" and board.employer != home.employer)
        return [board for board in others if board.source == home.source]


def _wording(vacancy: Vacancy, boards: Sequence[BoardFacts]) -> str:
    """Names the text of a vacancy. Others share it: those of other titles, as employers have texts that they use again.

    Where every board states the number of an opening there is a second opening of the very same job.
    """
    is_numbered = all(formats()[board.source].has_requisitions for board in boards)
    return f"{vacancy.employer}/{vacancy.role}/{vacancy.number // 2 if is_numbered else vacancy.number}"


def _boards(seed: int, first_day: date, sources: Sequence[str]) -> list[BoardFacts]:
    """Each employer's boards. A family with one board for all has it here once for each employer."""
    random = Random(f"{seed}/boards")
    boards = []
    for rank, (employer, kind, home) in enumerate(words.EMPLOYERS):
        name = employer.lower().replace("&", "and").replace(" ", "")
        has_second = rank % 5 == 1 and rank < 5 * SECOND_BOARDS
        for place in range(rank, rank + 1 + has_second):
            source = sources[place % len(sources)]
            boards.append(BoardFacts(source, formats()[source].token(name), employer, kind, home, first_day))
    late, last = random.sample(range(len(boards) // 2, len(boards)), 2)
    boards[late] = replace(boards[late], added_on=first_day + timedelta(days=45))
    boards[last] = replace(boards[last], retired_on=first_day + timedelta(days=140))
    return boards


def _truth_rows(life: Life) -> list[tuple[object, ...]]:
    first, last = life.states[0], life.states[-1]
    before, after = life.meanings[0], life.meanings[-1]
    return [
        (
            *(first.source, first.board, first.posting_id, life.vacancy_id, first.employer),
            *(spell, opened_on, closed_on),
            *(before.role, before.rung, before.country),
            *(last.updated_on if last.version else None, after.role, after.rung, after.country),
            *(life.says.leads_people, life.says.speaks_old, life.says.speaks_new),
        )
        for spell, (opened_on, closed_on) in enumerate(life.spells, start=1)
    ]
