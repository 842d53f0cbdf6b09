"""The command `helpwanted`. Thin: each command calls a step and prints what came out; everything heavy is imported late."""

import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dags.commands import audit_command, boards_command, release_commands
from dags.commands.options import Format, PanelFile, PrintAs, use

app = typer.Typer(
    help="How many people each social media role is being asked for, since when, and how sure one can be.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(boards_command.app, name="boards")
app.add_typer(audit_command.app, name="audit")
app.command()(release_commands.check)
app.command()(release_commands.cite)


class Topic(StrEnum):
    """What `show` shows."""

    demand = "demand"
    shares = "shares"
    adjusted = "adjusted"
    decomposition = "decomposition"
    managers = "managers"
    shifts = "shifts"
    durations = "durations"
    coverage = "coverage"
    crawls = "crawls"
    bridge = "bridge"
    daily = "daily"
    linkage = "linkage"


class Complete(StrEnum):
    """What is complete in an imported snapshot: each board that occurs in it, or the file as one listing."""

    board = "board"
    file = "file"


Port = Annotated[int, typer.Option(min=0, max=65_535, help="Port on 127.0.0.1; 0 takes a free one.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A UTC day, YYYY-MM-DD.")]


@app.callback()
def options(
    data: Annotated[
        str | None, typer.Option(help="Folder or s3:// prefix of the data; else HELPWANTED_DATA, else ./data.")
    ] = None,
    taxonomy: Annotated[
        Path | None, typer.Option(help="Overlay that adds or redefines roles; else HELPWANTED_TAXONOMY, else none.")
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the trace of an error.")] = False,
) -> None:
    """Options of every command."""
    if taxonomy:
        os.environ["HELPWANTED_TAXONOMY"] = str(taxonomy.resolve())
    if debug:
        os.environ["HELPWANTED_DEBUG"] = "1"
    if data:
        os.environ["HELPWANTED_DATA"] = data


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the synthetic store goes.")] = Path("data-demo"),
    days: Annotated[int, typer.Option(min=8, help="Days of the synthetic market.")] = 181,
) -> None:
    """Half a year of a synthetic market, through everything, to a release and its site."""
    from dags.commands import demo

    demo.run(folder, days)


@app.command()
def refresh(
    day: Day = None,
    panel: PanelFile = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated.")] = None,
    board: Annotated[list[str] | None, typer.Option(help="Only this board; may be repeated.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Boards of each source at most, for a try.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say who would be asked.")] = False,
) -> None:
    """Ask the boards of the panel, once, and derive the day's tables."""
    from dags import steps
    from dags.collecting.panels import Choice
    from dags.showing import screen

    use(panel)
    on, choice = day.date() if day else steps.today(), Choice(source or (), board or (), limit)
    if dry_run:
        screen.planned(on, steps.plan(on, choice))
        return
    with screen.progress("asking boards") as tick:
        steps.crawl_all(on, choice, progress=tick)
    with screen.progress("deriving") as tick:
        done = steps.rebuild(on, progress=tick)
    screen.derived(done)
    screen.crawls(steps.store(), on)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, JSON lines, Parquet, or a web archive (.warc, .warc.gz).")],
    source: Annotated[str, typer.Option(help="Name of the source: small letters, digits, _.")],
    snapshot_column: Annotated[str | None, typer.Option(help="Column that says when a row was listed (UTC).")] = None,
    day: Day = None,
    complete: Annotated[Complete | None, typer.Option(help="What a snapshot lists completely; else board.")] = None,
    list_column: Annotated[
        str | None, typer.Option(help="Column that says which of several lists a row is in.")
    ] = None,
    map: Annotated[str, typer.Option(help="Columns by field: title=Job,employer=Firm, …")] = "",
) -> None:
    """Take in postings that you already hold, and derive the tables of their days."""
    is_archive = file.name.lower().endswith((".warc", ".warc.gz"))
    if is_archive and (snapshot_column or day or complete or list_column or map):
        raise typer.BadParameter("an archive says itself what was captured when: give it with --source alone")
    if not is_archive and (snapshot_column is None) == (day is None):
        raise typer.BadParameter("give either --snapshot-column (many days) or --day (one)")
    from dags import steps
    from dags.collecting import archives, importing
    from dags.showing import screen
    from expectations import gate

    gate.load_beside()
    with screen.progress("reading") as tick:
        if is_archive:
            imported = archives.import_archive(steps.store(), file, source, tick)
        else:
            snapshot = snapshot_column or day.date()  # type: ignore[union-attr]  # one of the two is there
            is_one = complete is Complete.file
            imported = importing.import_file(
                steps.store(), file, source, snapshot, mapping(map), is_one, list_column, tick
            )
    for line in imported.notes:
        screen.say(line)
    screen.say(
        f"landed {imported.postings:,} postings of {len(imported.days):,} days; {imported.rejected:,} rows in rejects"
    )
    with screen.progress("deriving") as tick:
        done = steps.rebuild(min(imported.days), progress=tick)
    screen.derived(done)


def mapping(text: str) -> dict[str, str]:
    """`title=Job,employer=Firm` as a dict."""
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    if wrong := [field for field, equals, column in pairs if not (equals and field.strip() and column.strip())]:
        raise typer.BadParameter(f"--map {wrong[0]!r}: write field=column, several with commas")
    return {field.strip(): column.strip() for field, _, column in pairs}


@app.command()
def rebuild(
    from_: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    to: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.")] = None,
    table: Annotated[
        list[str] | None, typer.Option(help="Only this table and all that follows from it; may be repeated.")
    ] = None,
) -> None:
    """Derive the tables again from what was landed: the same landing gives the same bytes."""
    if from_ and to and to < from_:
        raise typer.BadParameter(f"--from {from_:%Y-%m-%d} is later than --to {to:%Y-%m-%d}")
    from dags import steps
    from dags.showing import screen

    with screen.progress("deriving") as tick:
        done = steps.rebuild(from_ and from_.date(), to and to.date(), tick, table or ())
    screen.derived(done)


@app.command()
def quality(day: Day = None) -> None:
    """Write a page on what a day (else the last) brought, what is late, what was refused; with the Data Docs of its tables."""
    from dags import steps
    from dags.showing import answers, screen

    last = answers.last_day(steps.store())
    if last is None:
        raise typer.BadParameter("no day is there yet: run `helpwanted refresh` or `import` first")
    on = day.date() if day else last
    if not answers.is_told(steps.store(), on):
        raise typer.BadParameter(f"nothing was derived for {on}; the last day is {last}")
    screen.say(f"{steps.store().url}/{steps.renew_report(on).path}")


@app.command()
def accept(
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="The day that a floor of the gate refused.")],
    source: Annotated[str, typer.Argument(help="The source that fell.")],
    reason: Annotated[str, typer.Option(help="How you know that the source has it so; it is kept.")],
) -> None:
    """Take a fall for real that a floor refused (volume, fill rates), with the reason; then rebuild from that day."""
    from dags import steps
    from dags.showing import screen
    from warehouse import accepted

    for line in accepted.accept(steps.store(), day.date(), source, reason).iter_rows(named=True):
        screen.say(f"accepted {line['partition']}: {line['expectation']}, {line['observed']}: {line['reason']}")
    screen.say(f"now run `helpwanted rebuild --from {day:%Y-%m-%d}`, or clear the red task in Airflow")


Posting = Annotated[str, typer.Argument(help="A posting_key: source/board/posting_id.")]
Reason = Annotated[str, typer.Option(help="How you know; it is kept, and published with `links`.")]
By = Annotated[str, typer.Option(help="In which capacity you say so; no name.")]


@app.command()
def link(one: Posting, other: Posting, reason: Reason, by: By = "researcher") -> None:
    """Rule that two postings advertise one vacancy; then rebuild from the day that is named."""
    _rule(one, other, "one", reason, by)


@app.command()
def unlink(one: Posting, other: Posting, reason: Reason, by: By = "researcher") -> None:
    """Rule that two postings do not advertise one vacancy; then rebuild from the day that is named."""
    _rule(one, other, "two", reason, by)


def _rule(one: str, other: str, said: str, reason: str, by: str) -> None:
    from dags import steps
    from dags.commands import ruling
    from dags.showing import screen

    since = ruling.rule(steps.store(), steps.today(), one, other, said, reason, by)
    screen.say(f"kept; now run `helpwanted rebuild --from {since} --table vacancies`: no vacancy changes without it")


@app.command()
def classify(
    titles: Annotated[list[str] | None, typer.Argument(help="Titles to classify.")] = None,
    input: Annotated[Path | None, typer.Option(help="File with a column `title`, instead of titles.")] = None,
    output: Annotated[Path | None, typer.Option(help="Where the classified file goes.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say which words decided, and what nearly did.")] = False,
) -> None:
    """Say which role a title is."""
    if bool(titles) == bool(input) or bool(input) != bool(output):
        raise typer.BadParameter("give titles, or --input and --output")
    from dags.commands import classifying
    from dags.showing import screen

    if input and output:
        screen.say(classifying.classify_file(input, output))
    else:
        screen.table(classifying.classify_titles(titles or [], is_explained=explain))


@app.command()
def unmatched(
    input: Annotated[Path | None, typer.Option(help="File with a column `title`, instead of the store.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Titles to print.")] = 50,
    form: PrintAs = Format.table,
) -> None:
    """Titles close to a role that no rule caught, most frequent first: what the next taxonomy should look at."""
    from dags import steps
    from dags.commands import classifying
    from dags.showing import screen

    near = classifying.unmatched_in_file(input) if input else classifying.unmatched_in(steps.store())
    screen.table(near.head(limit), form)


@app.command()
def show(
    topic: Annotated[Topic, typer.Argument(help="What to show.")],
    role: Annotated[str | None, typer.Option(help="Only this role.")] = None,
    country: Annotated[str, typer.Option(help="ISO code, or ZZ for all countries.")] = "ZZ",
    rung: Annotated[str, typer.Option(help="Only this rung, such as manager; any for all.")] = "any",
    form: PrintAs = Format.table,
) -> None:
    """Show demand, daily, shares (adjusted, decomposition), managers, shifts, durations, coverage, crawls, linkage or bridge."""
    from dags import steps
    from dags.showing import screen, topics
    from dags.showing.cards import CARDS

    rows = topics.rows(steps.store(), topic.value, role, country, rung)
    screen.mark(steps.store(), form.value)
    if form is not Format.table:
        screen.table(rows.with_columns(is_synthetic=steps.store().is_synthetic), form)
    elif topic.value in CARDS:
        CARDS[topic.value](steps.store(), rows)
    else:
        screen.table(rows)


@app.command()
def release(name: Annotated[str | None, typer.Argument(help="Name; else year and month of the data.")] = None) -> None:
    """Publish what is live and judged, as an immutable release."""
    from dags import steps
    from dags.showing import screen

    done = steps.release(name)
    state = "published" if done["is_new"] else "nothing has changed since"
    screen.say(f"{state} {done['name']}: {steps.store().url}/{done['path']}")


@app.command()
def verify(
    release: Annotated[str, typer.Argument(help="Name of a release, or the folder it lies in.")],
    rederive: Annotated[
        bool, typer.Option("--rederive", help="Also make it again from the landing, and compare the bytes.")
    ] = False,
) -> None:
    """Check a release: checksums, schemas, identities, nothing private. Anybody can; --rederive, who has the landing."""
    from dags import steps
    from dags.showing import screen

    problems = steps.verify(release)
    if rederive and not problems:
        with screen.progress("deriving") as tick:
            problems = steps.rederive(release, tick)
    for problem in problems:
        screen.say(problem)
    if problems:
        raise typer.Exit(1)
    screen.say(f"{release}: all checks hold")


@app.command()
def serve(
    release: Annotated[str | None, typer.Argument(help="Name of a release, or its folder; else the newest.")] = None,
    port: Port = 8000,
) -> None:
    """Show a release in the browser, on 127.0.0.1, until Ctrl-C."""
    from dags import steps
    from dags.commands import serving

    serving.run(steps.store(), release, port)


@app.command()
def sandbox(
    port: Port = 8765,
    days: Annotated[int, typer.Option(min=1, help="Days of the market.")] = 181,
    first_day: Day = None,
) -> None:
    """Answer as a synthetic market's job boards on loopback, until Ctrl-C."""
    from dags.commands import demo

    demo.serve(port, first_day.date() if first_day else None, days)


@app.command()
def airflow(
    port: Annotated[int, typer.Option(max=65_535, help="Port of the UI and API on 127.0.0.1.")] = 8080,
    sandbox: Annotated[bool, typer.Option("--sandbox", help="Ask a sandbox in place of the real boards.")] = False,
) -> None:
    """Airflow's own UI, scheduler and API over this repo, on 127.0.0.1, until Ctrl-C."""
    from dags.scheduling import home

    home.run(port=port, is_sandbox=sandbox)


def main() -> None:
    """Entry point: an error is one line that says what to do; its `exit_code` is 1 (refused) unless it says otherwise."""
    try:
        sys.exit(app(prog_name="helpwanted", standalone_mode=False))
    except Exception as error:
        if "HELPWANTED_DEBUG" in os.environ:
            raise
        if said := _said(error):
            print(f"helpwanted: {said}", file=sys.stderr)
        sys.exit(getattr(error, "exit_code", 1))


def _said(error: Exception) -> str:
    """The error in a line; nothing where a call without a word was answered with the help."""
    if hasattr(error, "format_message"):  # a wrong call
        said = " ".join(error.format_message().split()).rstrip(".")
        command = getattr(getattr(error, "ctx", None), "command_path", "helpwanted")
        return said and f"{said}. See `{command} --help`."
    if hasattr(error, "exit_code"):  # foreseen
        return str(error)
    said = next(iter(str(error).splitlines()), "")
    return _broken_file(error) or f"{said} ({type(error).__name__}; --debug shows where)"


def _broken_file(error: Exception) -> str | None:
    """Which file of the store could not be read, where that may be it: who reads Parquet names none."""
    if type(error).__module__.partition(".")[0] not in ("polars", "pyarrow"):
        return None
    from dags import steps
    from warehouse.broken import first_broken

    return first_broken(steps.store())


if __name__ == "__main__":
    main()
