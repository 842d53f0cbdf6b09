"""How many boards the panel has: what `docs/panel.md` repeats from `spiders/boards.csv`."""

import re
import sys
from collections import Counter
from collections.abc import Iterable

from docs.markup import table
from spiders.panel import PanelRow, read_panel
from spiders.sectors import SECTORS


def panel() -> str:
    """How many boards the panel has: by family and how they came in, by sector, by country."""
    asked = [row for row in read_panel() if row.retired_on is None]
    employers = len({row.employer for row in asked})
    strata = sorted({_stratum(row) for row in asked}, key=_place)
    counted = Counter((row.source, _stratum(row)) for row in asked)
    sources = sorted({row.source for row in asked})
    cells = [(f"`{source}`", *(str(counted[source, stratum] or "–") for stratum in strata)) for source in sources]
    sums = ("all", *(str(sum(counted[source, stratum] for source in sources)) for stratum in strata))
    return "\n".join(
        [
            f"{len(asked)} boards of {employers} employers.\n",
            table(("source", *strata), [*cells, sums]),
            table(("sector", "what belongs there", "boards"), _sectors(asked)),
            f"By country: {_countries(asked)}.\n",
        ]
    )


def _stratum(row: PanelRow) -> str:
    return (row.note or "").partition(";")[0]


def _place(stratum: str) -> tuple[str, int]:
    """Drawn boards by their size, the smallest first and those of unknown size last."""
    size = re.search(r"\d+", stratum)
    return stratum.partition(":")[0], int(size[0]) if size else sys.maxsize


def _sectors(asked: Iterable[PanelRow]) -> list[tuple[str, ...]]:
    counted = Counter(row.sector for row in asked)
    known = [(sector, meaning, str(counted[sector])) for sector, meaning in SECTORS.items()]
    return [*known, ("", "not known, or of many employers", str(counted[None]))]


def _countries(asked: Iterable[PanelRow]) -> str:
    counted = Counter(row.country or "not known" for row in asked)
    return ", ".join(
        f"{country} {boards}" for country, boards in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )
