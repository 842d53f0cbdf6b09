"""A link is taken back with a reason, and comes back with another."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dags.commands.ruling import CannotRule, rule
from expectations.tables import TABLES
from tests.dags.conftest import Run
from tests.transforms.rows import table
from warehouse import rulings
from warehouse.store import Store, write_parquet

TEXT = " ".join(f"We look for somebody who takes care of lighthouse number {number}." for number in range(9))
ROWS = [("1", "Berlin", 1), ("2", "Hamburg", 1), ("3", "Bremen", 2), ("4", "Leipzig", 3)]
DAY = date(2026, 4, 1)
FIRST, SECOND, FOURTH = (f"held/Acme/{name}" for name in "124")


def listing(folder: Path) -> Path:
    """Four postings of one vacancy at four places, of which two are there on the first of three days."""
    listed = [(name, place, day) for name, place, first in ROWS for day in range(first, 4)]
    rows = [f"{name},Keeper,Acme,{place},{TEXT},2026-03-0{day}" for name, place, day in listed]
    file = folder / "held.csv"
    file.write_text("\n".join(["posting_id,title,company,location,description,at", *rows]))
    return file


def vacancies(store: Store) -> list[str]:
    last = store.scan(TABLES["vacancies"], store.partitions(TABLES["vacancies"])[-1:]).sort("posting_key")
    return last.select(pl.col("vacancy_id").str.tail(1)).collect().to_series().to_list()


def test_a_link_is_taken_back_by_a_rebuild_and_not_before(helpwanted: Run, data: Path, tmp_path: Path) -> None:
    assert helpwanted("import", listing(tmp_path), "--source", "held", "--snapshot-column", "at").code == 0
    store = Store(str(data))
    untouched = store.digest("tables/links/day=2026-03-02/all.parquet")
    assert vacancies(store) == ["1", "1", "1", "1"]

    done = helpwanted("unlink", FOURTH, FIRST, "--reason", "another  team,\nsays the employer")
    assert "rebuild --from 2026-03-03 --table vacancies" in done.out
    assert vacancies(store) == ["1", "1", "1", "1"]
    assert helpwanted("rebuild", "--table", "vacancies").code == 0
    assert vacancies(store) == ["1", "1", "1", "4"]
    link = store.scan(TABLES["links"]).filter(posting_key=FOURTH).collect().row(0, named=True)
    assert (link["other_key"], link["evidence"], link["is_accepted"]) == (FIRST, "text", False)
    assert (link["ruling"], link["reason"], link["ruled_by"]) == (
        "two",
        "another team, says the employer",
        "researcher",
    )
    assert rulings.FILE in store.footer("tables/vacancies/day=2026-03-03/all.parquet")["inputs"]

    assert store.digest("tables/links/day=2026-03-02/all.parquet") == untouched


def hold(data: Path, **days: list[dict[str, object]]) -> Store:
    """A store of some days of `vacancies`, all of whose postings came in on the day itself but where they say."""
    for name, rows in days.items():
        day = date(2026, 3, int(name.removeprefix("day")))
        stated = [{"day": day, "entered_on": day, "employer_mark": 1} | row for row in rows]
        write_parquet(table("vacancies", *stated).collect(), data / f"tables/vacancies/day={day}/all.parquet", {})
    return Store(str(data))


@pytest.mark.parametrize(
    ("one", "other", "reason", "said"),
    [
        (FIRST, "held/Acme/9", "read", "no posting held/Acme/9"),
        (FIRST, FIRST, "read", "give two"),
        (FIRST, SECOND, " ", "may be empty"),
    ],
)
def test_a_ruling_that_says_nothing_is_refused(
    helpwanted: Run, data: Path, one: str, other: str, reason: str, said: str
) -> None:
    hold(data, day1=[{"posting_key": FIRST}, {"posting_key": SECOND}])
    done = helpwanted("unlink", one, other, "--reason", reason)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert said in done.err


def test_two_requisitions_are_not_ruled_one_vacancy(data: Path) -> None:
    stated = [{"posting_key": key, "requisition_mark": mark} for mark, key in enumerate((FIRST, SECOND))]
    store = hold(data, day1=stated)
    with pytest.raises(CannotRule, match="two requisitions"):
        rule(store, DAY, FIRST, SECOND, "one", "read", "researcher")
    assert rule(store, DAY, FIRST, SECOND, "two", "read", "researcher") == date(2026, 3, 1)


def test_what_was_forgotten_is_not_ruled_one_vacancy_with_what_came_later(data: Path) -> None:
    store = hold(data, day1=[{"posting_key": FIRST}], day2=[{"posting_key": SECOND}])
    with pytest.raises(CannotRule, match=f"{FIRST} was forgotten"):
        rule(store, DAY, SECOND, FIRST, "one", "read", "researcher")
    assert rulings.kept(store).is_empty()


def test_a_second_thought_takes_the_place_of_the_first(data: Path) -> None:
    store = hold(data, day1=[{"posting_key": FIRST}, {"posting_key": SECOND}])
    for said, pair in (("two", (FIRST, SECOND)), ("one", (SECOND, FIRST))):
        rule(store, DAY, *pair, said, "read", "researcher")
    assert rulings.kept(store).select("posting_key", "other_key", "ruling").rows() == [(FIRST, SECOND, "one")]
