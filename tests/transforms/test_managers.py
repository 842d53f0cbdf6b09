from datetime import date
from typing import Any

from expectations.tables import TABLES
from tests.transforms.rows import table
from transforms.managers import judge

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
        "posting_key": f"{role}{number}",
        "employer": f"e{number}",
        "role": role,
        "rung": rung,
        "is_manager_titled": rung == "manager",
        "is_counted": True,
    }
    return plain | stated


def verdicts(*postings: dict[str, Any]) -> Any:
    panel = table("coverage", {"source": "all", "country": "ZZ", "boards": 2, "observed": 2})
    rows = TABLES["managers"].conform(judge("2026-03", LAST, table("lifecycle", *postings), panel)).collect()

    def answer(definition: str, roles: str = "twelve", flow: str = "stock") -> dict[str, Any]:
        return rows.filter(definition=definition, roles=roles, flow=flow).row(0, named=True)

    return answer


def many(count: int, role: str, rung: str = "manager", **stated: Any) -> list[dict[str, Any]]:
    return [posting(number, role, rung, **stated) for number in range(count)]


def test_an_interval_above_one_half_supports_and_one_below_contradicts() -> None:
    assert verdicts(*many(90, SMM), *many(10, ASSISTANT, "assistant"))("D3")["verdict"] == "supported"
    assert verdicts(*many(10, SMM), *many(90, ASSISTANT, "assistant"))("D3")["verdict"] == "contradicted"


def test_an_interval_that_holds_one_half_leaves_it_open() -> None:
    assert verdicts(*many(20, SMM), *many(20, ASSISTANT, "assistant"))("D2")["verdict"] == "undetermined"


def test_too_few_employers_leave_it_open_whatever_the_share() -> None:
    answer = verdicts(*many(5, SMM))("D1")
    assert (answer["share"], answer["low"], answer["verdict"]) == (1.0, None, "undetermined")


def test_nobody_at_all_leaves_it_open() -> None:
    answer = verdicts()("D1")
    assert (answer["n"], answer["share"], answer["verdict"]) == (0, None, "undetermined")


def test_the_definitions_differ() -> None:
    lead = many(1, SMM, "lead")
    director = [posting(9, SMM, "director")]
    answer = verdicts(*many(3, CM), *lead, *director, *many(2, ASSISTANT, "assistant"))
    assert [answer(name)["managers"] for name in ("D1", "D2", "D3")] == [3, 5, 4]


def test_the_article_s_roles_leave_out_what_this_project_added() -> None:
    answer = verdicts(*many(3, SMM), *many(4, CREATOR, "creator"))
    assert (answer("D1", "article")["n"], answer("D1", "twelve")["n"]) == (3, 7)


def test_inflow_is_what_opened_during_the_month() -> None:
    early = many(4, SMM, day=date(2026, 3, 3), event="opened", is_counted=False)
    assert verdicts(*early, *many(1, CM))("D2", flow="inflow")["n"] == 4


def test_plurality_is_asked_of_the_two_manager_roles() -> None:
    answer = verdicts(*many(3, SMM), *many(2, ASSISTANT), *many(2, CREATOR))
    assert answer("D2")["is_plurality"] is True
    assert answer("D1")["is_plurality"] is None
    assert verdicts(*many(3, ASSISTANT), *many(2, SMM), *many(2, CM))("D2")["is_plurality"] is False
