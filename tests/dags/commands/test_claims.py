"""The commands `check` and `cite`, on a release of small tables."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from tests.dags.conftest import Run
from tests.warehouse.small import fill, small_tables
from warehouse.release.publish import publish


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a release, in which paid social has grown at every second employer."""
    root = tmp_path_factory.mktemp("claimed")
    employers = small_tables()["employers"]
    is_grown = (pl.col("role") == "paid_social") & pl.col("employer").str.contains("[02468]$")
    before = employers.filter(month="2026-06")
    now = before.with_columns(month=pl.lit("2026-07"), open=pl.col("open") + is_grown)
    store = fill(root, employers=pl.concat([before, now]), demand_monthly=_held(pl.concat([before, now])))
    publish(store)
    return root / "data"


def _held(employers: pl.DataFrame) -> pl.DataFrame:
    """The monthly cells with the stock of these employers."""
    stock = employers.group_by("month", "role").agg(held=pl.col("open").sum())
    social = employers.group_by("month").agg(held=pl.col("open").sum()).with_columns(role=pl.lit("any_social"))
    known = pl.concat([stock, social.select(stock.columns)])
    monthly = small_tables()["demand_monthly"].join(known, on=["month", "role"], how="left")
    whole = pl.col("held").filter(pl.col("role") == "any_social").first().over("month")
    is_role = pl.col("held").is_not_null() & (pl.col("rung") == "any") & (pl.col("role") != "any_social")
    return monthly.with_columns(
        open=pl.when(pl.col("rung") == "any").then(pl.coalesce("held", "open")).otherwise("open"),
        share=pl.when(is_role).then(pl.col("held") / whole).otherwise("share"),
    ).drop("held")


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data"))


def test_the_answer_comes_first_and_then_the_sentence(helpwanted: Run) -> None:
    done = helpwanted("check", "majority", "--definition", "D3")
    assert done.out.splitlines()[0] == "yes"
    assert "more than half" in done.out
    assert "SYNTHETIC DATA" in done.out


def test_programs_get_the_numbers(helpwanted: Run) -> None:
    found = json.loads(helpwanted("check", "above", "--definition", "D1", "--threshold", "0.5", "--format", "json").out)
    assert (found["answer"], found["low"], found["high"], found["n"]) == ("no", 0.3, 0.42, 300)


@pytest.mark.parametrize("of", ["share", "postings"])
def test_what_grew_at_the_same_employers_rose(helpwanted: Run, of: str) -> None:
    assert helpwanted("check", "rise", "--role", "paid_social", "--of", of).out.splitlines()[0] == "yes"
    assert helpwanted("check", "fall", "--role", "paid_social", "--of", of).out.splitlines()[0] == "no"


def test_all_roles_together_can_grow_and_a_threshold_can_be_in_percent(helpwanted: Run) -> None:
    said = helpwanted("check", "rise", "--role", "any_social", "--of", "postings").out
    assert "postings for social media jobs were open" in said
    percent, share = (helpwanted("check", "above", "--threshold", text).out for text in ("30%", "0.3"))
    assert percent == share
    assert "more than 30.0%" in share


def test_a_period_of_the_past_and_the_name_of_its_release(helpwanted: Run) -> None:
    out = helpwanted("check", "majority", "--period", "2026-06", "--release", "2026.07").out
    assert "30 June 2026" in out
    assert "helpwanted release 2026.07" in out


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (("above",), "give --threshold"),
        (("plurality",), "give --role"),
        (("majority", "--role", "plumber"), "plumber is no role; there are"),
        (("majority", "--period", "1999-01"), "1999-01 is no month of the release; it has 2026-06 to 2026-07"),
        (("rise", "--period", "2026-06"), "a rise needs an earlier month than 2026-06"),
        (("rise", "--since", "2026-07"), "a rise needs an earlier month than 2026-07"),
        (("majority", "--period", "2027-01"), "2027-01 is no month of the release"),
        (("above", "--threshold", "1.5"), "1.5 is no threshold: give a share between 0 and 1, such as 0.3 or 30%"),
        (("above", "--threshold", "10"), "10 is no threshold"),
        (("above", "--threshold", "0"), "0 is no threshold"),
        (("above", "--threshold", "nan"), "nan is no threshold"),
        (("above", "--threshold", "much"), "much is no threshold"),
        (("majority", "--threshold", "0.3"), "--threshold is for above and below"),
        (("majority", "--since", "2026-06"), "--since is for rise and fall"),
        (("majority", "--of", "postings"), "--of postings is for rise and fall"),
        (("rise", "--role", "paid_social", "--definition", "D1"), "--definition is for managers, not for a role"),
        (("majority", "--role", "any_social"), "any_social is the whole that shares are of"),
        (("rise", "--role", "any", "--of", "postings"), "any is the whole"),
    ],
)
def test_a_question_that_cannot_be_put_says_how_it_can(helpwanted: Run, question: tuple[str, ...], says: str) -> None:
    done = helpwanted("check", *question)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert says in done.err


def test_without_a_release_there_is_nothing_to_quote(helpwanted: Run, data: Path) -> None:
    shutil.rmtree(data / "releases")
    done = helpwanted("check", "majority")
    assert done.code == 1
    assert "run `helpwanted release` first" in done.err


def test_a_release_is_cited_where_it_is_hosted(helpwanted: Run) -> None:
    assert "Release 2026.07" in helpwanted("cite", "2026.07").out
    assert (
        "@misc{helpwanted_2026.07_managers"
        in helpwanted("cite", "2026.07", "--table", "managers", "--format", "bibtex").out
    )
    assert "there is no release 1999.01; there are 2026.07" in helpwanted("cite", "1999.01").err
    assert helpwanted("cite", "2026.07", "--table", "contents").code == 2
