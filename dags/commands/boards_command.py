"""The command `helpwanted boards`: the panel, a board that may go into it, and how it goes in."""

from typing import Annotated

import typer

from dags.commands.options import Format, PanelFile, PrintAs, use

app = typer.Typer(help="The panel: which boards are asked.", no_args_is_help=True)

NAMED = "SOURCE/BOARD, or the address of a careers page."


@app.command("list")
def list_(
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated.")] = None,
    sector: Annotated[list[str] | None, typer.Option(help="Only this sector; may be repeated.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Only this country (ISO); may be repeated.")] = None,
    panel: PanelFile = None,
    form: PrintAs = Format.table,
) -> None:
    """Show the boards of the panel, and how many each source has."""
    from dags import steps
    from dags.commands import boards
    from dags.showing import screen

    use(panel)
    rows = boards.rows(steps.internet(), source, sector, country)
    screen.table(rows, form)
    if form is Format.table:
        screen.say(boards.counts(rows))


@app.command()
def check(
    names: Annotated[list[str], typer.Argument(metavar="BOARDS", help=f"{NAMED} Several are asked one by one.")],
    panel: PanelFile = None,
    form: PrintAs = Format.table,
) -> None:
    """Ask boards what they are, once and politely, and say it in one line each. Nothing is kept."""
    from dags import steps
    from dags.commands import checking
    from dags.showing import screen

    use(panel)
    found = checking.check(steps.store(), steps.internet(), names)
    if form is Format.table:
        for finding in found:
            screen.say(finding.line)
    else:
        screen.table(checking.frame(found), form)
    if not all(finding.is_a_board for finding in found):
        raise typer.Exit(1)


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="BOARD", help=NAMED)],
    employer: Annotated[str, typer.Option(help="One name for all boards of one employer.")],
    country: Annotated[str, typer.Option(help="ISO code of its home; empty where not known.")] = "",
    sector: Annotated[str, typer.Option(help="One of the sectors in docs/panel.md; empty where not known.")] = "",
    note: Annotated[str, typer.Option(help="What else to know of it.")] = "",
    panel: PanelFile = None,
) -> None:
    """Ask a board what it is and, where it answers, write it into the panel's file."""
    from dags import steps
    from dags.commands import boards
    from dags.showing import screen

    use(panel)
    stated = {"employer": employer, "country": country, "sector": sector, "note": note}
    finding, file = boards.add(steps.store(), steps.internet(), name, stated)
    screen.say(finding.line)
    screen.say(f"{file}: {finding.source}/{finding.board} is asked from today on")
