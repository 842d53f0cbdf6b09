"""`python -m bench.yardsticks [YARDSTICK …] [--folder FOLDER]`: count them again, or all, and renew `docs/yardsticks.csv`.

The stores are made in FOLDER, and those that a run before left there are used again; without one they are made and thrown away.
"""

import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from bench.yardsticks import crypto, greenhouse, simplify
from bench.yardsticks.figures import FILE, write
from bench.yardsticks.pipeline import store_of
from dags.steps import today

YARDSTICKS = {yardstick.HELD.source: yardstick for yardstick in (greenhouse, crypto, simplify)}


def main(folder: Path, names: Sequence[str]) -> None:
    """Import each file of snapshots, count, and write."""
    found = {}
    for name in names:
        yardstick = YARDSTICKS[name]
        if not yardstick.HELD.file.exists():
            sys.exit(f"{yardstick.HELD.file} is not at hand: the real snapshots are no part of the project")
        print(f"{name}: importing and counting", flush=True)
        found[name] = list(yardstick.figures(store_of(yardstick.HELD, folder)))
    write(found, today())
    print(f"renewed {FILE}: now run `make docs`")


if __name__ == "__main__":
    asked = ArgumentParser(prog="python -m bench.yardsticks")
    asked.add_argument("names", nargs="*", metavar="YARDSTICK", help=", ".join(YARDSTICKS))
    asked.add_argument("--folder", type=Path, help="where the stores are made, or are from a run before")
    given = asked.parse_args()
    names = given.names or list(YARDSTICKS)
    if unknown := set(names).difference(YARDSTICKS):
        asked.error(f"no yardstick {min(unknown)}; there are {', '.join(YARDSTICKS)}")
    if given.folder:
        main(given.folder, names)
    else:
        with tempfile.TemporaryDirectory(prefix="helpwanted-yardsticks-") as made:
            main(Path(made), names)
