"""Renews what the documentation repeats from the code: `make docs`, or `python -m docs.generate`.

Between `<!-- generated: NAME -->` and `<!-- /generated -->` a page holds what `BLOCKS[NAME]` writes; `docs/dictionary.md`
and `docs/taxonomy.md` are written as a whole. `tests/test_docs.py` fails where a page is behind.
"""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

from typer import main as typer
from typer.core import TyperCommand, TyperGroup

from dags.cli import app
from dags.commands.demo import LAST_DAY
from docs import deployment, yardsticks
from docs import taxonomy as taxonomy_page
from docs.markup import table
from docs.panel_counts import panel
from expectations.dictionary import markdown
from expectations.tables import TABLES
from spiders.families import families
from spiders.panel import read_panel
from transforms.taxonomy import taxonomy
from warehouse.metadata.snippets import snippets

ROOT = Path(__file__).parent.parent
DICTIONARY = ROOT / "docs" / "dictionary.md"
BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- /generated -->)", re.DOTALL)
DEMO_RELEASE = f"data-demo/releases/{LAST_DAY:%Y.%m}/"
"""Where `make demo` leaves its release, seen from the repository."""


def pages() -> list[Path]:
    """Every page of the documentation."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def renewed(page: Path) -> str:
    """What `page` should hold now. Raises `KeyError` for a block that nobody writes."""
    if page == DICTIONARY:
        return dictionary()
    if page == taxonomy_page.PAGE:
        return taxonomy_page.page()
    return BLOCK.sub(lambda block: f"{block[1]}\n{BLOCKS[block[2]]()}\n{block[3]}", page.read_text("utf-8"))


def dictionary() -> str:
    """The data dictionary of every table, private ones included."""
    head = "Written by `make docs` from `expectations/tables/`. A null means “unknown”, never zero."
    return f"# Data dictionary\n\n{head}\n\n{markdown(TABLES.values())}"


def commands() -> str:
    """Every command of `helpwanted` with its arguments and options."""
    rows = []
    for name, command in sorted(command_line().items()):
        words = " ".join(f"`{word}`" for word in (*arguments(command), *options(command)))
        rows.append((f"`helpwanted {name}`", (command.help or "").strip(), words))
    return table(("command", "what it does", "arguments and options"), rows)


def command_line() -> Mapping[str, TyperCommand]:
    """The commands of `helpwanted` by name, those of a group as `boards list`."""
    return dict(_commands_in(cast(TyperGroup, typer.get_command(app))))


def _commands_in(group: TyperGroup, before: str = "") -> Iterator[tuple[str, TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands_in(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", cast(TyperCommand, command)


def arguments(command: TyperCommand) -> list[str]:
    """What a command takes without a name, as its help shows it."""
    return [
        taken.metavar or (taken.name or "").upper() for taken in command.params if taken.param_type_name == "argument"
    ]


def options(command: TyperCommand) -> list[str]:
    """The options of a command, with their dashes."""
    return [taken.opts[0] for taken in command.params if taken.param_type_name == "option"]


def tables() -> str:
    """Every table with its grain."""
    rows = [
        (f"`{table.name}`", table.grain, "yes" if table.is_public else "no", table.doc) for table in TABLES.values()
    ]
    return table(("table", "one row is", "public", "what"), rows)


def dags() -> str:
    """Every DAG with its schedule and the first line of its runbook. The files are read, not run: Airflow is slow to load."""
    rows = [
        row for file in sorted((ROOT / "dags").glob("*.py")) for row in _dags_in(ast.parse(file.read_text("utf-8")))
    ]
    return table(("DAG", "runs", "what it does"), rows)


def _dags_in(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        for call in (found for found in function.decorator_list if isinstance(found, ast.Call)):
            schedules = [keyword.value for keyword in call.keywords if keyword.arg == "schedule"]
            if schedules:
                title = (ast.get_docstring(tree) or "").splitlines()[0].lstrip("# ")
                yield f"`{function.name}`", _schedule(schedules[0]), title


def _schedule(stated: ast.expr) -> str:
    """A cron line as it is, an asset by its name, `None` as what it means."""
    said = [node.value for node in ast.walk(stated) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assets = [
        node.value.id for node in ast.walk(stated) if isinstance(node, ast.keyword) and isinstance(node.value, ast.Name)
    ]
    if said:
        return f"`{said[0]}`, UTC"
    return f"when a day of `{assets[0].lower()}` is in place" if assets else "by hand"


def sources() -> str:
    """Every board family with the number of its boards in the panel."""
    asked = Counter(row.source for row in read_panel() if row.retired_on is None)
    rows = [
        (f"`{name}`", (spider.__doc__ or "").splitlines()[0], str(asked[name]))
        for name, spider in sorted(families().items())
    ]
    return table(("source", "what is asked", "boards in the panel"), rows)


def roles() -> str:
    """The twelve roles as the taxonomy defines them, and who named them: the source article or this project."""
    rows = [(f"`{role.id}`", role.label, role.definition, role.origin) for role in taxonomy().roles]
    return table(("role", "label", "what the person is hired to do", "named by"), rows)


def queries() -> str:
    """The three programs that every release carries, for the release of the demo."""
    return "\n\n".join(f"{name}:\n\n```python\n{code}\n```" for name, code in snippets(DEMO_RELEASE).items())


BLOCKS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "tables": tables,
    "dags": dags,
    "sources": sources,
    "panel": panel,
    "roles": roles,
    "queries": queries,
    "deployment_settings": deployment.settings,
    "deployment_commands": deployment.commands,
    "yardsticks_greenhouse": lambda: yardsticks.figures("greenhouse"),
    "yardsticks_crypto": lambda: yardsticks.figures("crypto"),
    "yardsticks_simplify": lambda: yardsticks.figures("simplify"),
    "yardsticks_shares": lambda: yardsticks.shares("simplify"),
}


def main() -> None:
    """Write every page that is behind, and say which."""
    for page in {*pages(), DICTIONARY, taxonomy_page.PAGE}:
        text = renewed(page)
        if not page.exists() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")
            print(f"renewed {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
