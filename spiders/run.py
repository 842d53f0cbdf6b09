"""Crawling in a child process: Scrapy's reactor runs once per process, and a crash of it must not take the caller along.

`crawl(plan)` is for the parent; `python -m spiders.run PLAN.json` is the child.
"""

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Progress = dict[str, Any]
"""What one finished ask brought: day, source, out, boards, statuses, collected, rejected, seconds."""

REFUSED = 2
"""Exit code of a plan that must not be carried out."""


class CrawlError(Exception):
    """The child did not carry out its plan. Folders of asks that it finished are whole."""

    exit_code = 1


def crawl(plan: dict[str, Any], progress: Callable[[Progress], None] | None = None) -> list[Progress]:
    """Carries out a plan (see `spiders.plan.Plan`) in a child process and returns what each ask brought.

    `progress` is called for each ask when it is done. Raises `CrawlError` with one line where the child refuses or dies.
    """
    # Called so that what a `kill -9` leaves is swept (warehouse/sweep.py).
    with tempfile.TemporaryDirectory(prefix="helpwanted-scratch-crawl-") as folder:
        plan_file, complaints = Path(folder, "plan.json"), Path(folder, "complaints.txt")
        plan_file.write_text(json.dumps(plan), encoding="utf-8")
        with complaints.open("wb") as stderr:
            done, code = _run_child(plan_file, stderr.fileno(), progress)
        said = complaints.read_text(encoding="utf-8", errors="replace").strip()
    if code:
        raise CrawlError(said.splitlines()[-1] if said else f"the crawling process ended with code {code}")
    if said:
        print(said, file=sys.stderr)
    return done


def _run_child(plan: Path, stderr: int, progress: Callable[[Progress], None] | None) -> tuple[list[Progress], int]:
    command = [sys.executable, "-m", "spiders.run", str(plan)]
    done: list[Progress] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True, encoding="utf-8") as child:
        assert child.stdout is not None
        for line in child.stdout:
            done.append(json.loads(line))
            if progress:
                progress(done[-1])
    return done, child.returncode


def main(plan_file: str) -> None:
    """The child: carries out the plan in a file, one JSON line on stdout for each finished ask."""
    from scrapy.utils.reactor import install_reactor

    from spiders.plan import Plan, PlanError

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    # What goes wrong with a board stands in its ledger row; only what goes wrong with us is worth a line here.
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    from scrapy.utils.defer import deferred_f_from_coro_f
    from twisted.internet.task import react

    from spiders.asks import carry_out
    from spiders.families import families

    try:
        plan = Plan.read(Path(plan_file))
        plan.check({name: spider.card.disabled_because for name, spider in families().items()})
    except PlanError as error:
        print(error, file=sys.stderr)
        sys.exit(REFUSED)
    react(deferred_f_from_coro_f(carry_out), (plan,))


if __name__ == "__main__":
    main(sys.argv[1])
