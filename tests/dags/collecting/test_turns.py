"""Two runs at once, such as a backfill beside one by hand, never ask a host twice at once."""

import subprocess
import sys
import threading
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from dags import steps
from dags.collecting.turns import turns
from spiders.sandbox.market import DEFAULT_SEED
from tests.markets import WellMarket, answering

DAY = date(2026, 3, 2)


HOLD = """
import signal, sys
from dags.collecting.turns import turns
with turns(sys.argv[1:]): print("held", flush=True); signal.pause()
"""


def test_a_host_is_asked_when_whoever_asks_it_is_done_or_dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    market = WellMarket(DEFAULT_SEED, DAY, 1, open_at_once=5, sources=("lever",))
    with answering(market) as sandbox, ExitStack() as stack:
        monkeypatch.setenv("HELPWANTED_DATA", str(tmp_path / "data"))
        monkeypatch.setenv("HELPWANTED_SANDBOX", sandbox)
        command = [sys.executable, "-c", HOLD, f"{sandbox}/lever"]
        other = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE))
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        asking = threading.Thread(target=steps.crawl, args=(DAY, "lever"))
        asking.start()
        asking.join(1)
        assert asking.is_alive()
        assert not list(tmp_path.glob("data/landing/*"))
        other.kill()
        asking.join()
        assert list(tmp_path.glob("data/landing/*"))


def test_two_who_want_the_same_hosts_do_not_wait_for_each_other_for_ever() -> None:
    def take(hosts: list[str]) -> None:
        for _ in range(100):
            with turns(hosts):
                pass

    wanted = ["a.example", "b.example"], ["b.example", "a.example"]
    takers = [threading.Thread(target=take, args=(hosts,), daemon=True) for hosts in wanted]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join(20)
        assert not taker.is_alive()


def test_other_hosts_are_asked_meanwhile() -> None:
    with turns(["a.example"]), turns(["b.example"]):
        pass
