"""`python -m bench.yardsticks [FOLDER]`: count all yardsticks again and renew `docs/yardsticks.csv`.

The stores are made in FOLDER, and those that a run before left there are used again; without one they are made and thrown away.
"""

import sys
import tempfile
from pathlib import Path

from bench.yardsticks import crypto, greenhouse, simplify
from bench.yardsticks.figures import FILE, write
from bench.yardsticks.pipeline import store_of
from dags.steps import today

YARDSTICKS = (greenhouse, crypto, simplify)


def main(folder: Path) -> None:
    """Import each file of snapshots, count, and write."""
    found = {}
    for yardstick in YARDSTICKS:
        if not yardstick.HELD.file.exists():
            sys.exit(f"{yardstick.HELD.file} is not at hand: the real snapshots are no part of the project")
        print(f"{yardstick.HELD.source}: importing and counting", flush=True)
        found[yardstick.HELD.source] = list(yardstick.figures(store_of(yardstick.HELD, folder)))
    write(found, today())
    print(f"renewed {FILE}: now run `make docs`")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory(prefix="helpwanted-yardsticks-") as made:
            main(Path(made))
