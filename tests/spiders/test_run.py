"""The child process: what it writes, what it says, and what it leaves behind when it dies."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from spiders.items import Crawl, Posting, Reject
from spiders.run import CrawlError, crawl
from spiders.sandbox.market import DEFAULT_SEED, Market
from spiders.sandbox.server import running
from tests.spiders.conftest import Answers, ask, serving

FILES = {"postings.jsonl": Posting, "rejects.jsonl": Reject, "crawls.jsonl": Crawl}


@pytest.fixture(scope="module")
def market() -> Market:
    return Market(DEFAULT_SEED, date(2026, 3, 2), 3)


@pytest.fixture(scope="module")
def sandbox(market: Market) -> Iterator[str]:
    with running(market.days[0], len(market.days)) as url:
        yield url


def _asks(market: Market, folder: Path, sources: tuple[str, ...] = ("lever", "ashby")) -> list[dict[str, Any]]:
    boards = {source: [board.board for board in market.boards() if board.source == source] for source in sources}
    return [
        ask(folder / source / str(day), source, boards[source], str(day)) for day in market.days for source in sources
    ]


def test_one_child_asks_many_boards_on_many_days_and_writes_three_files_for_each_ask(
    market: Market, sandbox: str, tmp_path: Path
) -> None:
    told: list[dict[str, Any]] = []
    asks = [*_asks(market, tmp_path), ask(tmp_path / "nobody", "greenhouse", [])]
    done = crawl({"sandbox": sandbox, "polite": False, "carry_validators": True, "asks": asks}, told.append)

    assert told == done
    assert {line["out"] for line in done} == {asked["out"] for asked in asks}
    for source in ("lever", "ashby"):
        days = [line for line in done if line["source"] == source]
        assert [line["day"] for line in days] == [str(day) for day in market.days]
        assert "unchanged" not in days[0]["statuses"]
        assert all(line["statuses"]["unchanged"] > 0 for line in days[1:])
    for line in done:
        found = Answers(Path(line["out"]))
        assert line["boards"] == len(found.crawls) == found.rows
        assert line["collected"] == len(found.postings) == sum(row["collected"] for row in found.crawls.values())
        assert line["rejected"] == len(found.rejects) == sum(row["rejected"] for row in found.crawls.values())
    for name, item in FILES.items():
        lines = (tmp_path / "lever" / str(market.days[0]) / name).read_text(encoding="utf-8").splitlines()
        assert lines
        assert all(list(json.loads(line)) == list(item.__slots__) for line in lines)
    assert {path.name: path.read_bytes() for path in (tmp_path / "nobody").iterdir()} == dict.fromkeys(FILES, b"")


def test_a_plan_that_must_not_be_carried_out_is_refused_in_one_line(out: Path) -> None:
    with pytest.raises(CrawlError, match="the past cannot be crawled") as refused:
        crawl({"contact": "me@example.org", "asks": [ask(out, "lever", ["a"])]})
    assert "\n" not in str(refused.value)
    assert not out.exists()


def test_a_child_that_dies_leaves_finished_asks_whole_and_others_unmade(tmp_path: Path) -> None:
    def respond(asked: Any) -> tuple[int, dict[str, str], bytes]:
        if "/2026-03-03/" in asked.path:
            time.sleep(30)
        return 200, {}, b'[{"id": "a", "text": "Publicist"}]' if "robots" not in asked.path else b""

    asks = [ask(tmp_path / day, "lever", ["acme"], day) for day in ("2026-03-02", "2026-03-03")]
    with serving(respond) as url:
        plan = tmp_path / "plan.json"
        plan.write_text(
            json.dumps({"sandbox": url, "polite": False, "asks": asks, "overrides": {"DOWNLOAD_TIMEOUT": 30}})
        )
        child = subprocess.Popen([sys.executable, "-m", "spiders.run", str(plan)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        child.kill()
        child.wait()
        child.stdout.close()
    assert Answers(tmp_path / "2026-03-02").of("acme") == {"a"}
    assert not (tmp_path / "2026-03-03").exists()


def test_a_bug_in_reading_one_board_fails_that_board_alone(tmp_path: Path) -> None:
    # Seven is a JSON document and so are its siblings, but no listing: what is not foreseen must not stop the others either.
    bodies = {"good": b'[{"id": "a", "text": "Publicist"}]', "seven": b"7", "deep": b"[" * 200_000}

    def respond(asked: Any) -> tuple[int, dict[str, str], bytes]:
        return 200, {}, next((body for board, body in bodies.items() if board in asked.path), b"")

    with serving(respond) as url:
        crawl({"sandbox": url, "polite": False, "asks": [ask(tmp_path / "out", "lever", list(bodies))]})
    found = Answers(tmp_path / "out")
    assert {board: row["status"] for board, row in found.crawls.items()} == {
        "good": "complete",
        "seven": "failed",
        "deep": "failed",
    }
