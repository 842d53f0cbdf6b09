"""Draws the boards of the panel that nobody chose, the same ones every time; the rule stands in `docs/panel.md`.

`python -m docs.panel_draw FOLDER --sizes greenhouse=FILE` prints source, board and note of each. FOLDER holds lists of boards
as others publish them: CSV with a column `url` (careers pages), and JSON lists of tokens with the family in the file's name.
FILE is Parquet with a snapshot of postings: `company` (the token) and `posting_id`.
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path

import polars as pl

from spiders.careers import board_at
from spiders.families import families

SEED = 20261122
OF_KNOWN_SIZE, OF_UNKNOWN_SIZE = 15, 30
"""Boards drawn in each family from each stratum: about as many as a person can name in a day."""
STRATA = {250: "250+", 50: "50-249", 10: "10-49", 1: "1-9"}
"""Postings on a board, at least → stratum. The quartiles of 3,131 Greenhouse boards are 5, 12 and 34; 66 have 250 or more."""
UNKNOWN = "size not known"
NAMES_NOBODY = re.compile(r"[\d_.-]*|.*(?<![a-z])(test|demo|sandbox)(?![a-z]).*|.*internal(?!t).*")
"""Tokens of digits, of trials, and of boards for an employer's own people, who see its postings a second time."""
PLAIN = re.compile(r"[\w.-]+", re.ASCII)


@dataclass(frozen=True)
class Drawn:
    """One board of the frame, with the number of its postings where that is known."""

    source: str
    board: str
    postings: int | None = field(default=None, compare=False)

    @property
    def stratum(self) -> str:
        """How many postings it had."""
        if self.postings is None:
            return UNKNOWN
        return next(name for least, name in STRATA.items() if self.postings >= least)

    @property
    def rank(self) -> str:
        """Its permanent random number: whether it is drawn does not depend on what else is in the lists."""
        return sha256(f"{SEED}:{self.source}:{self.board.lower()}".encode()).hexdigest()


def draw(frame: Iterable[Drawn]) -> list[Drawn]:
    """The boards with the smallest random numbers of each family and stratum, in the order of families and strata."""
    strata = groupby(sorted(frame, key=attrgetter("source", "stratum", "rank")), key=attrgetter("source", "stratum"))
    return [board for (_, stratum), boards in strata for board in islice(boards, _quota(stratum))]


def _quota(stratum: str) -> int:
    return OF_UNKNOWN_SIZE if stratum == UNKNOWN else OF_KNOWN_SIZE


def frame(folder: Path, sizes: Mapping[str, Mapping[str, int]]) -> list[Drawn]:
    """Every board that a list or a snapshot names, once, but for those that name nobody. `sizes`: source → token → postings."""
    named = sorted({*listed(folder), *((source, board) for source, boards in sizes.items() for board in boards)})
    once = {(source, board.lower()): board for source, board in reversed(named)}
    known = {(source, board.lower()): size for source, boards in sizes.items() for board, size in boards.items()}
    return [
        Drawn(source, board, known.get((source, token)))
        for (source, token), board in once.items()
        if PLAIN.fullmatch(token) and not NAMES_NOBODY.fullmatch(token)
    ]


def listed(folder: Path) -> Iterator[tuple[str, str]]:
    """Source and board of everything in the lists that belongs to a family whose boards are asked."""
    asked = {source for source, spider in families().items() if not spider.card.disabled_because}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            found = (board_at(row["url"]) for row in csv.DictReader(opened))
            yield from (known for known in found if known and known[0] in asked)
    for file in sorted(folder.glob("*.json")):
        for source in (source for source in asked if source in file.stem):
            yield from ((source, token) for token in json.loads(file.read_text("utf-8")))


def postings(file: Path) -> dict[str, int]:
    """Token → postings, in a snapshot."""
    counted = pl.scan_parquet(file).group_by("company").agg(pl.col("posting_id").n_unique())
    return dict(counted.collect().iter_rows())


def _folder(given: str) -> Path:
    if not Path(given).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {given}")
    return Path(given)


def _sized(given: str) -> tuple[str, Path]:
    source, _, file = given.partition("=")
    if not Path(file).is_file():
        raise argparse.ArgumentTypeError(f"{given!r} is not SOURCE=FILE with a file that is there")
    return source, Path(file)


def main(arguments: list[str] | None = None) -> None:
    """Prints what is drawn, as CSV."""
    parser = argparse.ArgumentParser(prog="python -m docs.panel_draw", description=__doc__)
    parser.add_argument("folder", type=_folder)
    parser.add_argument("--sizes", action="append", default=[], type=_sized, metavar="SOURCE=FILE")
    stated = parser.parse_args(arguments)
    boards = frame(stated.folder, {source: postings(file) for source, file in stated.sizes})
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("source", "board", "note"))
    table.writerows((board.source, board.board, f"drawn: {board.stratum}") for board in draw(boards))


if __name__ == "__main__":
    main()
