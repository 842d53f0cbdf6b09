"""The questions that are asked of every month: mostly managers? why have shares changed? what do the old roles ask for?"""

from collections.abc import Sequence
from datetime import date

from dags.deriving.linking import VACANCIES
from expectations.tables import TABLES
from transforms import decomposition, employers, shifts
from transforms.managers import asking, judging
from transforms.managers.definitions import is_social
from warehouse.draft import Draft

LIFECYCLE, BOARDS, COVERAGE = (TABLES[name] for name in ("lifecycle", "boards", "coverage"))
MONTHLY, MANAGERS, SHIFTS, DECOMPOSITION, EMPLOYERS = (
    TABLES[name] for name in ("demand_monthly", "managers", "shifts", "decomposition", "employers")
)


def answer(draft: Draft, month: str, names: Sequence[str]) -> None:
    """Draft `managers`, `decomposition`, `shifts` and `employers` of a month whose `demand_monthly` is drafted.

    `names` are the partitions of its days, the last of which is its stock.
    """
    last_on = date.fromisoformat(names[-1].removeprefix("day="))
    last, before = names[-1:], draft.before(BOARDS, f"day={month}")
    # One posting in twenty is asked about, in four ways: the days of a month are read once.
    social = draft.scan(LIFECYCLE, names).filter(is_social()).collect().lazy()
    housed = draft.scan(VACANCIES, names).join(social, on=["day", "posting_key"], how="semi").collect().lazy()
    units = asking.counted(last_on, social, housed)
    matched = asking.matched_boards(draft.scan(BOARDS, last), draft.scan(BOARDS, before))
    draft.write(
        MANAGERS,
        f"month={month}",
        judging.judge(month, units, matched, draft.scan(COVERAGE, last)),
        draft.made_from((LIFECYCLE, names), (VACANCIES, names), (COVERAGE, last), (BOARDS, [*before, *last])),
    )
    _decompose(draft, month, last)
    shifted = shifts.shift(month, last_on, draft.scan(LIFECYCLE, last))
    draft.write(SHIFTS, f"month={month}", shifted, draft.made_from((LIFECYCLE, last)))
    asked = employers.by_employer(month, draft.scan(LIFECYCLE, last))
    draft.write(EMPLOYERS, f"month={month}", asked, draft.made_from((LIFECYCLE, last)))


def _decompose(draft: Draft, month: str, last: Sequence[str]) -> None:
    """Why shares have changed, from the last day of the month before to the `last` one of this."""
    first, this = f"day={month}", f"month={month}"
    boards = [*draft.before(BOARDS, first), *last]
    stocks = [*draft.before(LIFECYCLE, first), *last]
    months = [*draft.before(MONTHLY, this), this]
    now, before = (draft.scan(LIFECYCLE, names) for names in (last, stocks[:-1]))
    matched = asking.matched_boards(draft.scan(BOARDS, last), draft.scan(BOARDS, boards[:-1]))
    draft.write(
        DECOMPOSITION,
        this,
        decomposition.decompose(month, now, before, matched, draft.scan(MONTHLY, months)),
        draft.made_from((LIFECYCLE, stocks), (BOARDS, boards), (MONTHLY, months)),
    )
