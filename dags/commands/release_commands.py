"""The commands for whoever quotes a release: may this be said, and how is it cited?"""

import json
from enum import StrEnum
from typing import Annotated

import typer

from warehouse.findings.kinds import Kind
from warehouse.metadata.forms import Form


class Definition(StrEnum):
    """Who counts as a manager."""

    D1 = "D1"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"
    D5 = "D5"


class Measure(StrEnum):
    """What rises or falls."""

    share = "share"
    postings = "postings"


class CheckForm(StrEnum):
    """How a checked claim is printed."""

    text = "text"
    json = "json"


Newest = Annotated[str | None, typer.Option("--release", help="Name of the release; else the newest.")]


def check(
    claim: Annotated[Kind, typer.Argument(help="What you would like to say.")],
    role: Annotated[str | None, typer.Option(help="Of this role; else of managers, by --definition.")] = None,
    definition: Annotated[Definition | None, typer.Option(help="Who counts as a manager; else D2.")] = None,
    period: Annotated[str | None, typer.Option(help="Month, YYYY-MM; else the newest.")] = None,
    since: Annotated[
        str | None, typer.Option(help="Month that a rise or fall starts from; else the one before.")
    ] = None,
    threshold: Annotated[str | None, typer.Option(help="Share, for above and below: 0.3 or 30%.")] = None,
    of: Annotated[Measure, typer.Option(help="What rises or falls.")] = Measure.share,
    release: Newest = None,
    form: Annotated[CheckForm, typer.Option("--format", help="For people or for programs.")] = CheckForm.text,
) -> None:
    """May this be said? Yes, no or not enough data, with the numbers and the sentence that may be printed."""
    from dags import steps
    from dags.commands import claims
    from dags.showing import screen
    from warehouse.vintages.vintage import as_of

    asked = claims.Question(
        claim, role, definition and definition.value, period, since, threshold, is_of_postings=of is Measure.postings
    )
    found = claims.check(as_of(steps.store(), release), asked)
    if form is CheckForm.json:
        screen.say(json.dumps(found.facts, ensure_ascii=False))
    else:
        screen.say(f"{found.answer.value}\n{found.sentence}")


def cite(
    release: Annotated[str, typer.Argument(help="Name of a release.")],
    table: Annotated[str | None, typer.Option(help="Only this table of it.")] = None,
    form: Annotated[Form, typer.Option("--format", help="How it is written.")] = Form.apa,
) -> None:
    """How a release, or one of its tables, is cited."""
    from dags import steps
    from dags.showing import screen
    from warehouse.metadata.cite import cite as cited
    from warehouse.release.tables import RELEASED
    from warehouse.vintages.vintage import as_of

    tables = {found.name: found for found in RELEASED}
    if table is not None and table not in tables:
        raise typer.BadParameter(f"{table} is in no release; there are {', '.join(tables)}")
    screen.say(cited(as_of(steps.store(), release).imprint, (table and tables[table]) or None, form))
