"""The documentation holds what the code holds, and names nothing that does not exist."""

import re
import shlex
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from scrapy.http import TextResponse
from typer.main import get_command

from dags.cli import app
from docs.generate import BLOCK, BLOCKS, DICTIONARY, ROOT, command_line, options, pages, renewed
from expectations.contracts import SUMS_OF_ROLES
from expectations.tables import TABLES
from spiders.families import families
from spiders.listing import Listing, judge
from spiders.panel import read_panel
from spiders.plan import Board
from spiders.sandbox.formats.format import Asked, Shown
from spiders.sandbox.market import Market
from transforms.taxonomy import taxonomy
from warehouse.findings.trends import TRENDS
from warehouse.release.shelf import INPUTS
from warehouse.release.sums import SUMS
from warehouse.site.writing import PAGES
from warehouse.vintages.corrections import FILE as CORRECTIONS

README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
EVERY_COMMAND = {"--help", *options(get_command(app))}

page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
prose = pytest.mark.parametrize("page", [page for page in pages() if page != DICTIONARY], ids=lambda page: page.name)


@cache
def blocks(page: Path, language: str) -> list[str]:
    return [body for found, body in FENCED.findall(page.read_text("utf-8")) if found == language]


@cache
def spans(page: Path) -> list[str]:
    return SPAN.findall(FENCED.sub("", page.read_text("utf-8")))


@cache
def calls(page: Path) -> list[list[str]]:
    """Command lines of a page, as words: those of its shell blocks, and spans in the text."""
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()] + spans(page)
    words = (re.split(r"\s(?=#)", line)[0].split() for line in lines)
    return [shlex.split(" ".join(found)) for found in words if any(word in ("helpwanted", "make") for word in found)]


def called(page: Path, program: str) -> list[list[str]]:
    """What stands behind `program`, which may stand behind variables that are set for it."""
    found = [[word for word in call if not re.match(r"[A-Z_]+=", word)] for call in calls(page)]
    return [call[1:] for call in found if len(call) > 1 and call[0] == program]


# What there is, is documented ----------------------------------------------------------------------------------------


@page
def test_no_page_is_behind_the_code(page: Path) -> None:
    assert page.read_text("utf-8") == renewed(page), "run `make docs`"


def test_every_generated_block_stands_on_a_page() -> None:
    assert {name for page in pages() for _, name, _ in BLOCK.findall(page.read_text("utf-8"))} == set(BLOCKS)


def test_every_command_is_in_the_readme() -> None:
    for name, command in command_line().items():
        (row,) = re.findall(rf"^\| `helpwanted {name}` \|.*$", README.read_text("utf-8"), re.MULTILINE)
        assert all(f"`{option}`" in row for option in options(command))


def test_every_dag_is_in_the_readme() -> None:
    dags = [file.stem for file in (ROOT / "dags").glob("*.py") if "\n@dag(" in file.read_text("utf-8")]
    assert dags
    assert [name for name in dags if f"| `{name}` |" not in README.read_text("utf-8")] == []


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_table_and_column_is_explained(table) -> None:
    assert f"| `{table.name}` |" in README.read_text("utf-8")
    _, found, rest = DICTIONARY.read_text("utf-8").partition(f"### `{table.name}`\n")
    section = rest.partition("\n### ")[0]
    assert found
    assert [column.name for column in table.columns if f"\n| `{column.name}` |" not in section] == []
    assert [column.name for column in table.columns if not column.doc] == []


def test_every_variable_is_in_the_readme_and_no_other() -> None:
    rooms = ("dags", "spiders", "transforms", "expectations", "warehouse")
    code = "".join(file.read_text("utf-8") for room in rooms for file in (ROOT / room).rglob("*.py"))
    named = re.compile(r"HELPWANTED_[A-Z]+")
    assert set(named.findall(README.read_text("utf-8"))) == set(named.findall(code))


# What is named, is there ---------------------------------------------------------------------------------------------


@prose
def test_every_command_line_can_be_called(page: Path) -> None:
    known = command_line()
    for words in called(page, "helpwanted"):
        name = next((name for name in (" ".join(words[:2]), words[0]) if name in known), words[0])
        assert name in known or name in EVERY_COMMAND, name
        stated = {word for word in words if word.startswith("--")}
        assert stated <= {*EVERY_COMMAND, *options(known[name])}, f"helpwanted {name}"


@prose
def test_every_option_named_alone_exists(page: Path) -> None:
    known = EVERY_COMMAND.union(*map(options, command_line().values()))
    assert {span.split()[0] for span in spans(page) if span.startswith("--")} <= known


@prose
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {target for target, *_ in called(page, "make")} <= targets


OF_A_STORE = re.compile(r"(\./)?(data(-\w+)?|landing|tables|releases|reports)(/|$)|month=|day=")
OF_A_RELEASE = {
    *PAGES,
    "latest/",
    "CITATION.cff",
    SUMS,
    INPUTS,
    "charts/",
    "revisions/",
    CORRECTIONS,
    *TRENDS,
    *(f"{path.split('/')[0]}/" for path in TRENDS),
}
EXAMPLES = re.compile(r".*boardwalk.*|acme/.*|tenant/.*|[\d/]+")
"""Paths of the worked example, tokens of nobody's boards, dates."""
A_PATH = re.compile(r"[\w.<>*=-]+(/[\w.<>*=-]+)*/?")
ENDS = (".py", ".md", ".toml", ".csv", ".lock", ".html", ".cff", ".parquet", ".sha256", "/")


@prose
def test_every_path_exists(page: Path) -> None:
    paths = {span for span in spans(page) if A_PATH.fullmatch(span) and ("/" in span or span.endswith(ENDS))}
    ours = {path for path in paths - OF_A_RELEASE if not (EXAMPLES.fullmatch(path) or OF_A_STORE.match(path))}
    # What is set up, and data beside the repository, need not be there.
    assert {path for path in ours if not (ROOT / path).exists() and not path.startswith((".venv/", "../"))} == set()


@page
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@page
def test_every_table_in_a_path_exists(page: Path) -> None:
    named = set(re.findall(r"\b(?:tables|data)/([a-z_]+)[/.]", page.read_text("utf-8")))
    assert named - {"data"} <= set(TABLES)


@pytest.mark.parametrize("page", [README, ROOT / "docs" / "method.md"], ids=lambda page: page.name)
def test_every_compound_name_is_a_word_of_the_tables(page: Path) -> None:
    columns = [column for table in TABLES.values() for column in table.columns]
    values = {value for column in columns for value in column.allowed}
    known = {
        *TABLES,
        *(column.name for column in columns),
        *values,
        *(file.stem for file in (ROOT / "dags").glob("*.py")),
        *(role.id for role in taxonomy().roles),
        *SUMS_OF_ROLES,
        *families(),
        *(row.board for row in read_panel()),
    }
    assert {span for span in spans(page) if re.fullmatch(r"[a-z]+(_[a-z]+)+", span)} <= known


@prose
def test_every_python_example_can_be_parsed(page: Path) -> None:
    for example in blocks(page, "python"):
        compile(example, page.name, "exec")


def test_the_board_family_of_contributing_reads_its_own_shape() -> None:
    made: dict = {}
    for example in blocks(CONTRIBUTING, "python"):
        exec(example, made)
    spider, board = made["BoardwalkSpider"](boards=[], prefix="", day="2026-03-02"), Board("acme", "Acme")
    (shape,) = re.findall(r"`(\{\"count\".*?\})`", CONTRIBUTING.read_text("utf-8"))
    facts = next(
        posting
        for known in Market(1, date(2026, 3, 2), 1).boards()
        for posting in Market(1, date(2026, 3, 2), 1).listing(known.source, known.board, date(2026, 3, 2))
        if posting.flaw is None
    )
    sandbox = made["Boardwalk"]()
    shown = [Shown(facts, sandbox.item(facts))]
    for body in (shape, sandbox.document(shown, Asked("acme", date(2026, 3, 2)), 1)):
        listing = Listing("boardwalk", "acme")
        page = spider.page(TextResponse("http://sandbox", body=body.encode()), spider.first_page(board), board)
        (found,) = listing.add(page, lambda raw: spider.posting(raw, board))
        assert found.title in {"Community Manager", facts.title.strip()}
        assert judge(listing, spider.card).status == "complete"
        assert not listing.unread


# What must not be there ----------------------------------------------------------------------------------------------

MACHINES = re.compile(r"(?<![\w.:/$~}<>-])/(?:home|Users|root|work|mnt)/\w")
INDICES = re.compile(r"py[p]i\.org|python[h]osted\.org|(?:--|_)(?:extra-)?index-url|--find[-]links", re.IGNORECASE)


def tracked() -> list[Path]:
    listed = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listed, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is no git checkout")
    return [file for name in done.stdout.split("\0") if name and (file := ROOT / name).is_file()]


@pytest.mark.parametrize("forbidden", [MACHINES, INDICES], ids=["a path of a machine", "a package index"])
def test_no_file_names(forbidden: re.Pattern[str]) -> None:
    texts = {file: file.read_bytes().decode("utf-8", "replace") for file in tracked()}
    found = {str(file.relative_to(ROOT)): match[0] for file, text in texts.items() if (match := forbidden.search(text))}
    assert found == {}


def test_no_lock_names_a_host() -> None:
    locks = {lock.name: lock.read_text("utf-8") for lock in ROOT.glob("*.lock")}
    assert len(locks) == 4
    assert [name for name, text in locks.items() if "://" in text] == []
