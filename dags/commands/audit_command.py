"""The command `helpwanted audit`: how right is the classifier on the postings that one holds?"""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from dags.commands.options import Format, PrintAs

app = typer.Typer(help="How right the classifier is on the postings that you hold.", no_args_is_help=True)


@app.command()
def draw(
    output: Annotated[
        Path, typer.Option(help="CSV file to label; its key goes beside it, into audit.key.csv for audit.csv.")
    ],
    per_role: Annotated[
        int, typer.Option(min=2, help="Postings of each role; three times as many of those without.")
    ] = 30,
    seed: Annotated[int, typer.Option(help="Another seed draws other postings.")] = 1,
    month: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m"], help="Open at its end; else the newest day.")
    ] = None,
) -> None:
    """Draw open postings for somebody to label who does not see what was read."""
    from dags import steps
    from dags.commands import auditing
    from dags.showing import screen

    for line in auditing.draw(steps.store(), f"{month:%Y-%m}" if month else None, per_role, seed, output):
        screen.say(line)


@app.command()
def score(
    file: Annotated[Path, typer.Argument(help="The labelled file, with its key beside it.")],
    form: PrintAs = Format.table,
) -> None:
    """Say from the labels how right the classifier is: precision, recall and adjusted shares, weighted, with intervals."""
    from dags.commands import auditing
    from dags.showing import screen

    scores, lines = auditing.score(file)
    if form is not Format.table:
        screen.table(scores, form)
        return
    screen.table(auditing.told(scores))
    for line in lines:
        screen.say(line)
