"""One week of one market in Airflow, by browser: what an analyst does, and what goes wrong, in the runbook's own words.

The tests are one story and run in their order; each says what it has made sure of.
"""

import sqlite3
from pathlib import Path
from shutil import copyfile, copytree

import polars as pl
import pytest
from playwright.sync_api import expect

from dags import steps
from expectations.tables import TABLES
from tests.dags.conftest import Run
from tests.dags.whole_airflow.market import SOURCE, Troubled
from tests.dags.whole_airflow.pages import Pages
from tests.dags.whole_airflow.running import ENDED, Running, wait
from warehouse.store import Store

pytestmark = pytest.mark.ui

DEMAND = TABLES["demand_daily"]


def live(running: Running) -> dict[str, bytes]:
    """What is live: every file of every table and release."""
    files = [path for path in running.data.rglob("*") if path.is_file() and ".airflow" not in path.parts]
    places = {str(path.relative_to(running.data)): path for path in files}
    return {name: path.read_bytes() for name, path in places.items() if name.startswith(("tables/", "releases/"))}


def counted(running: Running) -> list[str]:
    return Store(str(running.data)).partitions(DEMAND)


def alerts(running: Running, kind: str) -> list[str]:
    return [alert for alert in running.alerts() if alert.startswith(kind)]


def test_the_dags_are_there_to_be_seen(person: Pages) -> None:
    person.page.goto(f"{person.url}/dags")
    for dag in ("collect_postings", "count_demand", "publish_release", "rebuild_history"):
        expect(person.page.get_by_role("link", name=dag, exact=True)).to_be_visible()
    person.keep("dags")
    person.page.goto(f"{person.url}/dags/collect_postings")
    person.page.get_by_role("button", name="Dag Docs").click()
    expect(person.page.get_by_text("When to worry").first).to_be_visible()
    person.keep("runbook")


def test_a_week_is_collected_by_a_backfill_though_a_board_dies_in_the_middle(
    person: Pages, running: Running, market: Troubled
) -> None:
    # It would count each of seven days; one rebuild does that in one go.
    running.pause("count_demand", is_paused=True)
    person.backfill("collect_postings", market.week[0], market.week[-1])
    states = [running.ended_for("collect_postings", str(day))["state"] for day in market.week]
    assert states == ["success"] * 7
    person.page.goto(f"{person.url}/dags/collect_postings")
    person.keep("week")
    (alert,) = alerts(running, "chronic board")
    assert f"{market.week[-1]}: {SOURCE}/{market.dying} has failed 5 times in a row: HTTP 404" in alert


def test_the_week_is_counted_by_a_rebuild(person: Pages, running: Running, market: Troubled) -> None:
    form = person.form("rebuild_history")
    person.keep("rebuild-form")
    assert running.ended("rebuild_history", person.trigger(form)) == "success"
    assert counted(running) == [f"day={day}" for day in market.week]
    last = Store(str(running.data)).scan(TABLES["lifecycle"], counted(running)[-1:])
    dead = (
        last.filter(board=market.dying)
        .select("status", is_closed_since=pl.col("closed_on") >= market.week[2])
        .collect()
    )
    assert "open" in set(dead["status"])
    assert not dead["is_closed_since"].any()


def test_chosen_tables_are_rebuilt_month_by_month_to_the_same_bytes(running: Running) -> None:
    before = live(running)
    run = running.trigger("rebuild_history", tables=["managers"])
    assert running.ended("rebuild_history", run) == "success"
    assert live(running) == before
    assert not list(running.data.glob("drafts/**/*.parquet"))


@pytest.fixture(scope="module")
def refused(person: Pages, running: Running, market: Troubled) -> str:
    """The run of the day after the week, triggered with the form."""
    running.pause("count_demand", is_paused=False)
    form = person.form("collect_postings")
    form.locator("[name=element_day]").fill(str(market.fall))
    form.locator("[name=element_sources]").fill(SOURCE)
    person.keep("collect-form")
    run = person.trigger(form)
    assert running.ended("collect_postings", run) == "failed"
    return run


def test_a_day_that_the_gate_refuses_touches_nothing_that_is_live_and_says_so(
    person: Pages, running: Running, market: Troubled, refused: str
) -> None:
    assert counted(running)[-1] == f"day={market.week[-1]}"
    assert not list(running.data.glob(f"tables/sightings/day={market.fall}/*"))
    (alert,) = alerts(running, "gate refused")
    assert "volume_floor" in alert
    assert f"What is live stands: counted to {market.week[-1]}." in alert
    person.run("collect_postings", refused)
    person.keep("refused")


def test_it_is_accepted_and_cleared_as_the_runbook_says(
    person: Pages, running: Running, market: Troubled, refused: str, helpwanted: Run
) -> None:
    accepted = helpwanted("accept", market.fall, SOURCE, "--reason", "they let go", HELPWANTED_DATA=str(running.data))
    assert accepted.code == 0, accepted.err
    running.clear("collect_postings", refused, "reduce")
    assert running.ended("collect_postings", refused) == "success"
    assert running.ended_for("count_demand", str(market.fall))["state"] == "success"
    assert counted(running)[-1] == f"day={market.fall}"
    person.run("collect_postings", refused)
    expect(person.page.get_by_text("Success").first).to_be_visible()
    person.keep("recovered")


def test_a_run_leads_to_its_quality_page_and_data_docs(person: Pages, market: Troubled, refused: str) -> None:
    person.run("collect_postings", refused)
    person.page.get_by_role("link", name="Quality").click()
    quality = person.page.frame_locator("iframe")
    expect(quality.get_by_role("heading", level=1)).to_contain_text(f"{market.fall:%-d %B %Y} is counted")
    person.keep("quality")
    quality.get_by_role("link", name="crawls", exact=True).click()
    expect(quality.get_by_role("heading", level=1)).to_contain_text("crawls")
    expect(quality.get_by_text("values must never be null").first).to_be_visible()
    person.keep("data-docs")


def test_tasks_and_command_make_the_same_tables_byte_for_byte(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last day by `reduce` and `count`, the others by `reduce` and `rebuild_history`; beside all of them at once."""
    copytree(running.data / "landing", tmp_path / "landing")
    (tmp_path / "reports").mkdir()
    for name in ("store.json", "reports/accepted.csv"):
        copyfile(running.data / name, tmp_path / name)
    monkeypatch.setenv("HELPWANTED_DATA", str(tmp_path))
    steps.rebuild()
    by_command = {str(path.relative_to(tmp_path)): path for path in (tmp_path / "tables").rglob("*.parquet")}
    by_tasks = {name: content for name, content in live(running).items() if name.startswith("tables/")}
    assert set(by_command) == set(by_tasks)
    assert [name for name, path in by_command.items() if path.read_bytes() != by_tasks[name]] == []


def asked(person: Pages, running: Running) -> str:
    """A run of `publish_release` that waits for an answer, and whose page is open."""
    run = person.trigger(person.form("publish_release"))
    wait(lambda: running.asked(run), "a release is proposed", lambda: str(running.tasks("publish_release", run)))
    person.required_actions("publish_release", run, "review")
    return run


def answered(person: Pages, running: Running, run: str, option: str) -> str:
    """The state in which a run ends whose question is answered, again where it is asked again, as the runbook says."""
    person.answer(option)
    wait(lambda: running.state("publish_release", run) in ENDED or running.asked(run), "an answer is taken")
    if running.asked(run):
        person.required_actions("publish_release", run, "review")
        person.answer(option)
    return running.ended("publish_release", run)


@pytest.fixture(scope="module")
def waiting(person: Pages, running: Running) -> str:
    return asked(person, running)


def test_a_release_that_waits_for_too_long_is_told(person: Pages, running: Running, waiting: str) -> None:
    person.keep("review")
    assert alerts(running, "release waits") == []
    with sqlite3.connect(running.data / ".airflow" / "airflow.db", timeout=60) as database:
        database.execute("UPDATE deadline SET deadline_time = '2026-01-01 00:00:00.000000'")  # three days have passed
    (alert,) = wait(lambda: alerts(running, "release waits"), "the deadline alert")
    assert f"publish_release, run {waiting}, should have been done by 2026-01-01" in alert


def test_a_release_that_is_refused_leaves_everything_as_it_was(person: Pages, running: Running, waiting: str) -> None:
    before = live(running)
    assert answered(person, running, waiting, "Reject") == "success"
    assert live(running) == before
    assert not list(running.data.glob("candidates/**/*.parquet"))


def test_a_release_that_is_approved_is_published(person: Pages, running: Running) -> None:
    run = asked(person, running)
    assert answered(person, running, run, "Approve") == "success"
    person.run("publish_release", run)
    person.keep("published")
    assert len(list(running.data.glob("releases/*/SHA256SUMS"))) == 1
