from datetime import date
from typing import Any

import polars as pl
import pytest

from expectations.tables import TABLES
from expectations.tables.managers import BOARDS, EXCLUSIONS, FLOWS, ROLES, UNITS
from tests.transforms.rows import table
from transforms.managers.asking import counted
from transforms.managers.judging import judge

CHOICES = {"roles": ROLES, "flow": FLOWS, "unit": UNITS, "boards": BOARDS, "exclusions": EXCLUSIONS}

LAST = date(2026, 3, 31)
SMM, CM, ASSISTANT, CREATOR = (
    "social_media_manager",
    "community_manager",
    "social_media_assistant",
    "social_content_creator",
)


def posting(number: int, role: str, rung: str = "manager", **stated: Any) -> dict[str, Any]:
    plain = {
        "day": LAST,
        "source": "lever",
        "board": "acme",
        "posting_key": f"{role}{number}",
        "employer": f"e{number}",
        "role": role,
        "rung": rung,
        "is_manager_titled": rung == "manager",
        "is_counted": True,
        "is_homonym": False,
        "is_evergreen": False,
        "first_seen_on": LAST,
    }
    return plain | stated


def answers(*postings: dict[str, Any], matched: tuple[str, ...] = ()) -> pl.DataFrame:
    """Postings advertise a vacancy of their own, unless they state one."""
    lifecycle = table("lifecycle", *({name: row[name] for name in row if name != "vacancy_id"} for row in postings))
    known = [{"vacancy_id": row["posting_key"], **row} for row in postings]
    vacancies = table(
        "vacancies", *({name: row[name] for name in ("day", "posting_key", "vacancy_id")} for row in known)
    )
    panel = table("coverage", {"source": "all", "country": "ZZ", "boards": 2, "observed": 2})
    boards = table("boards", *({"source": "lever", "board": board} for board in matched))
    units = counted(LAST, lifecycle, vacancies)
    return TABLES["managers"].conform(judge("2026-03", units, boards, panel)).collect()


def verdicts(*postings: dict[str, Any], matched: tuple[str, ...] = ()) -> Any:
    rows = answers(*postings, matched=matched)

    def answer(definition: str, **way: str) -> dict[str, Any]:
        asked = {name: values[0] for name, values in CHOICES.items()} | way
        return rows.filter(definition=definition, **asked).row(0, named=True)

    return answer


def many(count: int, role: str, rung: str = "manager", **stated: Any) -> list[dict[str, Any]]:
    return [posting(number, role, rung, **stated) for number in range(count)]


def test_an_interval_above_one_half_supports_and_one_below_contradicts() -> None:
    assert verdicts(*many(90, SMM), *many(10, ASSISTANT, "assistant"))("D3")["verdict"] == "supported"
    assert verdicts(*many(10, SMM), *many(90, ASSISTANT, "assistant"))("D3")["verdict"] == "contradicted"


def test_an_interval_that_holds_one_half_leaves_it_open() -> None:
    assert verdicts(*many(20, SMM), *many(20, ASSISTANT, "assistant"))("D2")["verdict"] == "undetermined"


def test_too_few_employers_leave_it_open_and_without_a_share_whatever_is_counted() -> None:
    answer = verdicts(*many(5, SMM))("D1")
    assert (answer["managers"], answer["n"], answer["verdict"]) == (5, 5, "undetermined")
    assert (answer["share"], answer["low"]) == (None, None)


def test_nobody_at_all_leaves_it_open() -> None:
    answer = verdicts()("D1")
    assert (answer["n"], answer["share"], answer["verdict"]) == (0, None, "undetermined")


def test_the_definitions_differ() -> None:
    leads = [posting(8, SMM, "lead", has_people_management=True)]
    directors = [posting(9, SMM, "director", has_people_management=False)]
    answer = verdicts(*many(3, CM), *leads, *directors, *many(2, ASSISTANT, "assistant"))
    assert [answer(name)["managers"] for name in ("D1", "D2", "D3", "D4", "D5")] == [3, 5, 4, 1, 4]
    assert [answer(name)["n"] for name in ("D1", "D2", "D3", "D4", "D5")] == [7, 7, 7, 2, 7]


def test_the_article_s_roles_leave_out_what_this_project_added() -> None:
    answer = verdicts(*many(3, SMM), *many(4, CREATOR, "creator"))
    assert (answer("D1", roles="article")["n"], answer("D1")["n"]) == (3, 7)


def test_inflow_is_what_opened_during_the_month() -> None:
    early = many(4, SMM, day=date(2026, 3, 3), event="opened", is_counted=False)
    assert verdicts(*early, *many(1, CM))("D2", flow="inflow")["n"] == 4


def test_plurality_is_asked_of_the_two_manager_roles() -> None:
    answer = verdicts(*many(3, SMM), *many(2, ASSISTANT), *many(2, CREATOR))
    assert answer("D2")["is_plurality"] is True
    assert answer("D1")["is_plurality"] is None
    assert verdicts(*many(3, ASSISTANT), *many(2, SMM), *many(2, CM))("D2")["is_plurality"] is False


HOMONYM = {"is_homonym": True}
OLD = {"first_seen_on": date(2025, 12, 30)}


def test_look_alikes_are_taken_in_where_a_naive_count_would() -> None:
    answer = verdicts(*many(2, SMM), posting(9, "none", **HOMONYM), posting(8, "none", "assistant", **HOMONYM))
    assert [answer("D2", exclusions=name)["n"] for name in ("homonyms", "none")] == [2, 4]
    assert [answer(name, exclusions="none")["managers"] for name in ("D1", "D2", "D3", "D5")] == [3, 3, 3, 1]
    assert answer("D2", exclusions="none", roles="article")["n"] == 4


def test_what_is_no_role_and_looks_like_none_is_never_asked() -> None:
    assert answers(*many(3, "none"))["n"].sum() == 0


@pytest.mark.parametrize(
    ("stated", "is_ghost"),
    [
        (OLD, True),
        ({"first_seen_on": date(2025, 12, 31)}, False),
        ({"posted_on": date(2025, 6, 1)}, True),
        ({"posted_on": date(2026, 3, 20), "first_seen_on": date(2026, 3, 1)}, True),
        ({"posted_on": date(2026, 3, 2), "first_seen_on": date(2026, 3, 1)}, False),
        ({"earlier_closed_on": date(2026, 1, 1)}, True),
        ({"is_evergreen": True}, True),
        ({}, False),
    ],
)
def test_ghosts_are_old_put_up_again_or_evergreen(stated: dict[str, Any], is_ghost: bool) -> None:
    answer = verdicts(posting(1, SMM, **stated))
    assert answer("D2")["n"] == 1
    assert answer("D2", exclusions="ghosts")["n"] == answer("D2", exclusions="both")["n"] == (0 if is_ghost else 1)


def test_matched_are_the_boards_counted_at_both_ends() -> None:
    answer = verdicts(*many(3, SMM), *many(4, CM, board="late"), matched=("acme",))
    assert (answer("D2")["n"], answer("D2", boards="matched")["n"]) == (7, 3)


def test_every_way_to_ask_has_its_row_for_every_definition() -> None:
    ways = 5
    for values in CHOICES.values():
        ways *= len(values)
    rows = answers(*many(30, SMM))
    assert rows.height == rows.unique(TABLES["managers"].key).height == ways


def test_a_few_large_employers_give_no_interval() -> None:
    giant = [posting(number, SMM, employer="giant", posting_key=str(number)) for number in range(500)]
    answer = verdicts(*giant, *many(20, ASSISTANT, "assistant"))("D2")
    assert (answer["low"], answer["p_value"], answer["verdict"]) == (None, None, "undetermined")


def test_for_a_vacancy_the_posting_speaks_that_is_open_longest() -> None:
    first = posting(1, SMM, vacancy_id="v", first_seen_on=date(2026, 3, 1))
    copies = [posting(number, ASSISTANT, "assistant", vacancy_id="v", employer="e1") for number in (2, 3)]
    answer = verdicts(first, *copies, *many(2, CREATOR))
    assert (answer("D2")["managers"], answer("D2")["n"]) == (1, 5)
    assert (answer("D2", unit="vacancies")["managers"], answer("D2", unit="vacancies")["n"]) == (1, 3)


def test_one_more_posting_for_a_vacancy_is_no_inflow_of_vacancies() -> None:
    known = posting(1, SMM, vacancy_id="v", was_counted=True)
    copy = posting(2, SMM, vacancy_id="v", event="opened")
    answer = verdicts(known, copy, posting(3, CM, event="opened"))
    assert answer("D2", flow="inflow")["n"] == 2
    assert answer("D2", flow="inflow", unit="vacancies")["n"] == 1
