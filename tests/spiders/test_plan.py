from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from spiders.plan import Plan, PlanError
from tests.spiders.conftest import DAY, ask

TODAY = str(datetime.now(UTC).date())


def check(asked: dict[str, Any], **plan: Any) -> None:
    Plan.stated({"asks": [asked], **plan}).check({"lever": None, "adzuna": "its terms forbid it"})


@pytest.mark.parametrize(
    ("day", "plan", "says"),
    [
        (TODAY, {}, "set HELPWANTED_CONTACT"),
        (DAY, {"contact": "me@example.org"}, "the past cannot be crawled"),
        (TODAY, {"contact": "me@example.org", "polite": False}, "politely or not at all"),
        (TODAY, {"contact": "me@example.org", "overrides": {"DOWNLOAD_DELAY": 0}}, "leave `overrides` empty"),
    ],
)
def test_real_boards_are_asked_today_politely_and_by_somebody(
    out: Path, day: str, plan: dict[str, Any], says: str
) -> None:
    with pytest.raises(PlanError, match=says) as refused:
        check(ask(out, "lever", ["a"], day), **plan)
    assert "\n" not in str(refused.value)


def test_a_proper_plan_passes(out: Path) -> None:
    check(ask(out, "lever", ["a"], TODAY), contact="me@example.org")
    check(ask(out, "lever", ["a"], DAY), sandbox="http://127.0.0.1:9", polite=False)


def test_an_unknown_source_or_a_folder_that_exists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="unknown source 'myspace': one of lever"):
        check(ask(tmp_path / "new", "myspace", ["a"]), sandbox="http://127.0.0.1:9")
    with pytest.raises(PlanError, match="exists already"):
        check(ask(tmp_path, "lever", ["a"]), sandbox="http://127.0.0.1:9")


@pytest.mark.parametrize(
    "text", ["", "[]", '{"asks": [{"day": "2026-03-02"}]}', '{"asks": [], "sandbx": "x"}', '{"asks": 3}']
)
def test_what_is_no_plan_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    with pytest.raises(PlanError, match="not a crawl plan"):
        Plan.read(path)


def test_a_plan_reads_what_it_writes(tmp_path: Path, out: Path) -> None:
    plan = Plan.stated(
        {"asks": [ask(out, "lever", ["a"], validators="[]")], "sandbox": "http://127.0.0.1:9", "polite": False}
    )
    path = tmp_path / "plan.json"
    path.write_text(plan.text())
    assert Plan.read(path) == plan


def test_a_disabled_source_is_asked_in_the_sandbox_alone(out: Path) -> None:
    check(ask(out, "adzuna", ["gb"], DAY), sandbox="http://127.0.0.1:9", polite=False)
    with pytest.raises(PlanError, match="adzuna is disabled: its terms forbid it"):
        check(ask(out, "adzuna", ["gb"], TODAY), contact="me@example.org")
