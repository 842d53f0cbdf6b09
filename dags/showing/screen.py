"""What people see in the terminal, and what programs read from it."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Literal

import polars as pl
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table as RichTable
from rich.text import Text

from dags.showing import answers
from warehouse.findings.headline import headline
from warehouse.findings.sentences import summary
from warehouse.metadata.snippets import snippets
from warehouse.release.imprint import SYNTHETIC
from warehouse.store import Store

WIDE = 200
"""Columns where nobody looks: a file or a pipe has no right edge."""
IS_SEEN = sys.stdout.isatty()
OUT, ERR = Console(highlight=False, width=None if IS_SEEN else WIDE), Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """One line of result."""
    OUT.print(text, markup=False, soft_wrap=True)


def mark(store: Store, form: str) -> None:
    """Says of synthetic data that they are; beside what programs read, in which a column says so."""
    if store.is_synthetic:
        (OUT if form == "table" else ERR).print(f"{SYNTHETIC}: a pretend labour market.", markup=False)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[Any], None]]:
    """A progress bar on stderr; the function given counts one step on and names it. Lines where nobody looks."""
    if not ERR.is_terminal:
        yield _counted_lines(what, total)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=ERR, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda step: bar.update(task, advance=1, description=f"{what}: {_named(step)}")


def _counted_lines(what: str, total: int | None) -> Callable[[Any], None]:
    done = 0

    def count(step: Any) -> None:
        nonlocal done
        done += 1
        if done % LINE_EVERY == 0 or done == total:
            print(f"{what}: {done} steps done, now {_named(step)}", file=sys.stderr)

    return count


LINE_EVERY = 50
"""A log wants to know that work goes on, not every step."""


def _named(step: Any) -> str:
    return f"{step['day']} {step['source']}" if isinstance(step, dict) else str(step)


def table(frame: pl.DataFrame, form: str = "table") -> None:
    """Print a frame: a table for people, CSV or JSON lines for programs."""
    if form == "csv":
        sys.stdout.write(frame.write_csv())
    elif form == "json":
        sys.stdout.write(frame.write_ndjson())
    else:
        shown, left_out = _fitting(frame)
        OUT.print(shown)
        if left_out:
            say(f"No room for {', '.join(left_out)}: widen the window.")


COLOURS = {
    "complete": "green",
    "unchanged": "green",
    "partial": "yellow",
    "empty": "yellow",
    "skipped": "yellow",
    "blocked": "red",
    "failed": "red",
}
"""Green was seen whole, red was not seen."""
LONGEST_NAME = 24
"""Characters up to which text is a name, which is not parted as a sentence is; `social_media_specialist` has 23."""
NO_EDGE = 10_000
"""Columns of a screen on which any table has room."""


def _fitting(frame: pl.DataFrame) -> tuple[RichTable, list[str]]:
    """As many columns as the screen has room for, since a number in two lines is two numbers, and the names of the others.

    Headings are parted first.
    """
    parted = [name.replace("_", "_\n") for name in frame.columns]
    for headings, count in [(frame.columns, frame.width), *((parted, n) for n in range(frame.width, 0, -1))]:
        shown = _rich(frame[:, :count], headings)
        if OUT.measure(shown, options=OUT.options.update(max_width=NO_EDGE)).minimum <= OUT.width:
            break
    return shown, frame.columns[count:]


def _rich(frame: pl.DataFrame, headings: Sequence[str]) -> RichTable:
    shown = RichTable(box=None, header_style="bold", pad_edge=False)
    cells = [[_cell(value) for value in column] for column in frame.iter_columns()]
    for heading, column, rows in zip(headings, frame.iter_columns(), cells, strict=False):
        justify: Literal["left", "right"] = "right" if column.dtype.is_numeric() else "left"
        longest = max(map(len, (*rows, *heading.split("\n"))))
        width = min(longest, LONGEST_NAME)
        shown.add_column(heading, justify=justify, overflow="fold", min_width=width, style=COLOURS.get(column.name))
    for row in zip(*cells, strict=True):
        shown.add_row(*(Text(cell, style=COLOURS.get(cell, "")) for cell in row))
    return shown


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.3f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def derived(done: dict[str, Any]) -> None:
    """What a derivation put in place."""
    days = f"{done['first']}" if done["days"] == 1 else f"{done['days']:,} days, {done['first']} to {done['last']}"
    if done["is_retaxed"]:
        say("the taxonomy has changed: the whole history is counted again; `helpwanted show bridge` compares")
    say(f"derived {days}: {done['files_changed']:,} files changed, {done['warnings']:,} warnings of the gate")


def planned(day: date, boards: Mapping[str, int]) -> None:
    """Who would be asked on a day."""
    say(f"{day}: {sum(boards.values()):,} boards would be asked; nobody is, and nothing is written")
    table(pl.DataFrame({"source": list(boards), "boards": list(boards.values())}))


def crawls(store: Store, day: date) -> None:
    """Which boards answered on a day, which did not, and why."""
    asked, unseen = answers.by_source(store, day), answers.unanswered(store, day)
    say(f"{day}: {asked['boards'].to_list()[-1]:,} boards asked, {unseen.height:,} of them not seen whole")
    table(asked)
    if unseen.height:
        say("")
        table(unseen)


def released(store: Store, name: str) -> None:
    """The headline of a release, where it lies, and how to query it."""
    folder = f"{store.url}/releases/{name}"
    say("")
    for line in summary(headline(store)):
        say(line)
    say(f"\nrelease {name}: {folder}\n")
    for library, snippet in snippets(f"{folder}/").items():
        say(f"{library:8}{snippet}")
