"""`python -m simulation [MARKETS]`: some 2,000 markets unless said otherwise, and what they prove."""

import sys
from dataclasses import astuple, fields

import polars as pl
from rich.console import Console
from rich.table import Table

from simulation import claims, coverage, truths
from simulation.counting import count
from simulation.crawls import behaviour
from simulation.markets import draw
from simulation.population import DESIGNS

MARKETS, SEED = 2_016, 29_721
OUT = Console()


def main(markets: int = MARKETS) -> None:
    """Draw, count, compare, print; exit 1 where something has to hold and does not."""
    drawn = draw([DESIGNS[number % len(DESIGNS)] for number in range(markets)], SEED)
    counted = count(drawn, behaviour(drawn, SEED))
    cells, index = truths.shares(drawn, counted), truths.index(drawn, counted)
    published, all_roles = coverage.published(cells), coverage.all_roles(cells)
    show("How often the intervals of published shares hold the truth, by kind of market", published)
    show("The same of all shares, on both sides of each floor of suppression", coverage.by_floor(cells))
    show("Markets in which the intervals of all published roles hold, each for itself or all at once", all_roles)
    show("Index of all markets together", index)
    proven = [
        *claims.of_coverage(published),
        *claims.of_all_roles(all_roles),
        *claims.of_index(index),
        *claims.of_closings(truths.closings(drawn, counted)),
        *claims.of_verdicts(truths.verdicts(drawn, counted)),
    ]
    names = [field.name for field in fields(claims.Claim)]
    show(f"{markets:,} simulated markets (synthetic)", pl.DataFrame(map(astuple, proven), names, orient="row"))
    sys.exit(not all(claim.is_met for claim in proven))


def show(title: str, rows: pl.DataFrame) -> None:
    """Print `rows` under `title`."""
    table = Table(*rows.columns, box=None, header_style="bold", pad_edge=False)
    for row in rows.iter_rows():
        table.add_row(*map(_cell, row))
    OUT.print(f"[bold]{title}[/bold]", table, "", sep="\n")


def _cell(value: object) -> str:
    if value is None:
        return "all"
    if isinstance(value, float):
        return f"{value:.1%}" if abs(value) <= 1 else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
