"""The questions that are asked of every month: mostly managers? and what do the old roles ask for?"""

from collections.abc import Sequence
from datetime import date

from dags.linking import VACANCIES
from expectations.tables import TABLES
from transforms import shifts
from transforms.managers import asking, judging
from warehouse.draft import Draft

LIFECYCLE, BOARDS, COVERAGE = (TABLES[name] for name in ("lifecycle", "boards", "coverage"))
MANAGERS, SHIFTS = TABLES["managers"], TABLES["shifts"]


def answer(draft: Draft, month: str, names: Sequence[str]) -> None:
    """Draft `managers` and `shifts` of a month; `names` are the partitions of its days, the last of which is its stock."""
    last_on = date.fromisoformat(names[-1].removeprefix("day="))
    last, before = names[-1:], draft.before(BOARDS, f"day={month}")
    units = asking.counted(last_on, draft.scan(LIFECYCLE, names), draft.scan(VACANCIES, names))
    matched = asking.matched_boards(draft.scan(BOARDS, last), draft.scan(BOARDS, before))
    draft.write(
        MANAGERS,
        f"month={month}",
        judging.judge(month, units, matched, draft.scan(COVERAGE, last)),
        draft.made_from((LIFECYCLE, names), (VACANCIES, names), (COVERAGE, last), (BOARDS, [*before, *last])),
    )
    shifted = shifts.shift(month, last_on, draft.scan(LIFECYCLE, last))
    draft.write(SHIFTS, f"month={month}", shifted, draft.made_from((LIFECYCLE, last)))
