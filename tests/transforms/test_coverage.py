from datetime import date
from typing import Any

from tests.transforms.rows import DAY, board, crawl, crawls, table
from transforms.coverage import cover


def covered(boards: list[dict[str, Any]], answered: list[dict[str, Any]], *postings: tuple[str, str | None]) -> Any:
    panel = [board | {"day": DAY} for board in boards]
    plain = {"day": DAY, "source": "lever", "status": "open"}
    stock = [plain | {"board": name, "country": country} for name, country in postings]
    rows = cover(table("boards", *panel), crawls(*answered), table("lifecycle", *stock)).collect()

    def cell(source: str, country: str) -> dict[str, Any]:
        return rows.filter(source=source, country=country).row(0, named=True)

    return cell


def test_a_failed_board_is_in_the_panel_and_not_observed() -> None:
    answered = [crawl("a"), crawl("b", status="failed")]
    cell = covered([board("a"), board("b", silent_days=3)], answered, ("a", "DE"), ("b", "DE"), ("b", None))
    assert cell("all", "ZZ") | {"day": DAY} == {
        "source": "all",
        "country": "ZZ",
        "boards": 2,
        "observed": 1,
        "recent": 2,
        "postings": 3,
        "postings_observed": 1,
        "day": DAY,
    }


def test_a_board_counts_in_a_country_where_it_has_a_posting() -> None:
    cell = covered([board("a"), board("b")], [crawl("a"), crawl("b")], ("a", "DE"), ("b", "FR"))
    assert (cell("lever", "DE")["boards"], cell("lever", "DE")["observed"]) == (1, 1)


def test_a_board_silent_for_more_than_ten_days_is_not_recent() -> None:
    assert covered([board("a", silent_days=11)], [])("lever", "ZZ")["recent"] == 0


def test_each_day_is_covered_by_itself() -> None:
    tomorrow = date(2026, 3, 3)
    panel = table("boards", board("a", day=DAY), board("a", day=tomorrow), board("b", day=tomorrow))
    answered = crawls(crawl("a"), crawl("a", day=tomorrow, status="failed"), crawl("b", day=tomorrow))
    rows = cover(panel, answered, table("lifecycle")).filter(source="all", country="ZZ").sort("day").collect()
    assert rows.select("day", "boards", "observed").rows() == [(DAY, 1, 1), (tomorrow, 2, 1)]
