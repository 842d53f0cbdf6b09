import csv
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dags.cli import app, mapping
from tests.dags.conftest import Run
from tests.warehouse.small import fill
from transforms.linking.linkage import linkage_table
from warehouse.store import StoreError

HEAVY = ("polars", "scrapy", "great_expectations", "airflow", "pandas", "pyarrow")


def test_help_loads_nothing_heavy() -> None:
    program = f"import sys; from dags import cli; print([name for name in {HEAVY} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()
        == "[]"
    )


def test_the_module_is_the_command() -> None:
    shown = [sys.executable, "-m", "dags.cli", "boards", "--help"]
    assert "check" in subprocess.run(shown, capture_output=True, text=True, check=True).stdout


def test_every_command_explains_itself() -> None:
    for command in app.registered_commands:
        name = command.name or command.callback.__name__  # type: ignore[union-attr]
        assert CliRunner().invoke(app, [name, "--help"]).exit_code == 0


def test_an_empty_store_is_one_line_that_says_what_to_do(helpwanted: Run) -> None:
    done = helpwanted("show", "demand")
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "run `helpwanted refresh`" in done.err


def test_debug_shows_the_trace(helpwanted: Run) -> None:
    with pytest.raises(StoreError):
        helpwanted("--debug", "show", "demand")


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "weather"),
        ("refresh", "--day", "yesterday"),
        ("classify",),
        ("demo", "--days", "1"),
        ("nothing",),
        ("check",),
        ("serve", "--port", "99999"),
        ("rebuild", "--from", "2026-06-30", "--to", "2026-06-01"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_usage_and_exits_with_2(helpwanted: Run, arguments: tuple[str, ...]) -> None:
    done = helpwanted(*arguments)
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(r"helpwanted: .+[^.]\. See `helpwanted.* --help`\.\n", done.err)


@pytest.mark.parametrize("command", ["serve", "sandbox"])
def test_a_port_that_is_taken_is_one_line_that_names_the_option(helpwanted: Run, tmp_path: Path, command: str) -> None:
    arguments = (tmp_path,) if command == "serve" else ()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = helpwanted(command, *arguments, "--port", port)
    assert (done.code, done.err) == (2, f"helpwanted: port {port} is taken: choose another one with --port\n")


def test_without_a_word_it_explains_itself(helpwanted: Run) -> None:
    done = helpwanted()
    assert (done.code, done.err) == (2, "")
    assert "refresh" in done.out


def test_an_unknown_role_names_the_known_ones(helpwanted: Run) -> None:
    done = helpwanted("show", "demand", "--role", "boss")
    assert (done.code, "community_manager" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("demand", "--country", "Atlantis"), "nothing is counted for the country 'Atlantis'; there are "),
        (("durations", "--country", "DE"), "durations are told over all countries alone: leave out --country"),
        (("managers", "--role", "paid_social"), "managers are not told by role: leave out --role"),
        (("shares", "--rung", "boss"), "there is no rung 'boss'; there are "),
        (("managers", "--rung", "manager"), "managers are told over all rungs alone: leave out --rung"),
        (("daily", "--rung", "lead", "--country", "US"), "single rungs are told over all countries alone: leave out "),
        (("linkage", "--role", "boss"), "there is no role 'boss'; there are "),
        (("linkage", "--role", "paid_social"), "linkage are not told by role: leave out --role"),
        (("linkage", "--country", "DE"), "linkage are told over all countries alone: leave out --country"),
        (("linkage", "--rung", "manager"), "linkage are told over all rungs alone: leave out --rung"),
        (("bridge",), "the taxonomy has never changed here"),
    ],
)
def test_what_cannot_be_shown_so_is_one_line(
    helpwanted: Run, tmp_path: Path, asked: tuple[str, ...], says: str
) -> None:
    fill(tmp_path, linkage=linkage_table().collect())
    done = helpwanted("show", *asked)
    assert says in done.err
    assert (done.out, done.err.count("\n")) == ("", 1)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_whatever_is_shown_of_synthetic_data_says_so(helpwanted: Run, tmp_path: Path, form: str) -> None:
    fill(tmp_path)
    done = helpwanted("show", "demand", "--format", form)
    assert "SYNTHETIC DATA" in (done.out if form == "table" else done.err)
    assert form == "table" or "is_synthetic" in done.out


def test_days_rungs_and_the_rightness_of_links_are_shown_too(helpwanted: Run, tmp_path: Path) -> None:
    fill(tmp_path, linkage=linkage_table().collect())
    assert "open_7d" in helpwanted("show", "daily", "--format", "csv").out
    days, rung = ("show", "daily", "--role", "any", "--format", "csv"), ("--rung", "assistant")
    of_all, of_rung = (list(csv.DictReader(helpwanted(*days, *more).out.splitlines())) for more in ((), rung))
    assert [row["day"] for row in of_rung] == [row["day"] for row in of_all]
    assert all(0 < int(some["open"]) < int(all_["open"]) for some, all_ in zip(of_rung, of_all, strict=True))
    shown = list(csv.DictReader(helpwanted("show", "linkage", "--format", "csv").out.splitlines()))
    hits, missed = (int(shown[0][name]) for name in ("hits", "missed"))
    assert float(shown[0]["recall"]) == pytest.approx(hits / (hits + missed))


def test_titles_are_classified_on_the_spot(helpwanted: Run) -> None:
    done = helpwanted("classify", "Social Media Manager", "Nurse")
    assert done.code == 0
    assert "social_media_manager" in done.out


def test_a_file_is_classified_and_keeps_its_columns(helpwanted: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "titles.tsv", tmp_path / "classified.csv"
    source.write_text("id\ttitle\tcompany\n007\tCommunity Manager\tQuillfeather Games\n")
    assert helpwanted("classify", "--input", source, "--output", target).code == 0
    header, row = target.read_text().splitlines()
    assert header.startswith("id,title,company,role,rung,traditional_role")
    assert row.startswith("007,Community Manager,Quillfeather Games,community_manager,manager")


def test_a_text_says_whether_there_are_people_to_manage(helpwanted: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "titles.csv", tmp_path / "classified.csv"
    source.write_text("title,description\nEditor,Lead a team of five on social media\nEditor,Lead projects\nEditor,\n")
    assert helpwanted("classify", "--input", source, "--output", target).code == 0
    header, *rows = [line.split(",") for line in target.read_text().splitlines()]
    said = header.index("has_social_media_mention"), header.index("has_people_management")
    assert [tuple(row[column] for column in said) for row in rows] == [("true", "true"), ("false", "false"), ("", "")]


@pytest.mark.parametrize("broken", ["tables/demand_monthly/month=2026-07/all.parquet", "store.json"])
def test_a_broken_file_of_the_store_is_named_in_one_line(helpwanted: Run, tmp_path: Path, broken: str) -> None:
    fill(tmp_path)
    (tmp_path / "data" / broken).write_bytes(b"{")
    done = helpwanted("show", "demand")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert f"{tmp_path}/data/{broken} is broken: " in done.err


BROKEN = {
    "latin.csv": ("title\nChargé de communauté\n".encode("latin-1"), "no UTF-8 text; convert it first: iconv"),
    "quote.csv": (b'title,company\nA,F\nB,"F\nC,G\n', "line 3: unexpected end of data"),
    "fields.tsv": (b"title\nA\nB\tC\n", "line 3: 2 fields where the first line names 1"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_of_titles_that_is_broken_is_one_line_that_says_where(
    helpwanted: Run, tmp_path: Path, name: str
) -> None:
    content, says = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    asked = [("classify", "--output", tmp_path / "out.csv"), ("unmatched",)]
    for done in [helpwanted(*words, "--input", tmp_path / name) for words in asked]:
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert f"{name}: " in done.err
        assert says in done.err


def test_a_classified_file_goes_into_a_folder_that_is_there(helpwanted: Run, tmp_path: Path) -> None:
    done = helpwanted("classify", "--input", "titles.csv", "--output", tmp_path / "nowhere" / "out.csv")
    assert (done.code, done.err) == (
        2,
        f"helpwanted: --output {tmp_path}/nowhere/out.csv: there is no folder {tmp_path}/nowhere\n",
    )


HEADER = "source,board,employer,country,sector,added_on,retired_on,note\n"
BOARD = "lever,quillfeather,Quillfeather Games,,,2026-01-01,,\n"


def test_the_past_of_real_boards_is_skipped_and_says_so(helpwanted: Run, tmp_path: Path) -> None:
    panel = tmp_path / "panel.csv"
    panel.write_text(HEADER + BOARD + "adzuna,gb,Several,,,2026-01-01,,\n")
    done = helpwanted("refresh", "--day", "2026-01-08", "--panel", panel)
    assert done.code == 0, done.err
    assert "2 of them not seen whole" in done.out
    assert "skipped  the past cannot be crawled" in done.out
    assert "skipped  disabled: its terms forbid ongoing aggregates" in done.out


@pytest.mark.parametrize(
    ("panel", "says"),
    [
        (HEADER + "myspace,acme,Acme,,,2026-01-01,,\n", "panel.csv:2: unknown source 'myspace'; use one of adzuna, "),
        (HEADER + 'lever,"acme,Acme,,,2026-01-01,,\n' + BOARD, "panel.csv:3: not 8 columns"),
        (HEADER + f'lever,"{"x" * 200_000}",Acme,,,2026-01-01,,\n', "panel.csv:2: field larger than field limit"),
        ("board,source\n", "panel.csv:1: the header is board,source; make it source,board"),
        (HEADER, "the panel has no such board"),
    ],
    ids=["unknown source", "broken quotes", "a field without end", "another header", "nothing"],
)
def test_a_panel_that_cannot_be_used_asks_nobody_and_is_one_line(
    helpwanted: Run, data: Path, tmp_path: Path, panel: str, says: str
) -> None:
    csv.field_size_limit(131_072)  # as in a process of its own: frictionless raises it
    file = tmp_path / "panel.csv"
    file.write_text(panel)
    for done in (helpwanted("refresh", "--panel", file), helpwanted("refresh", HELPWANTED_PANEL=str(file))):
        assert (done.code, done.err.count("\n")) == (2, 1)
        assert says in done.err
    assert not data.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--source", "lever", "--source", "leverr"), "the panel has no leverr"),
        (("--board", "quillfeather", "--board", "acme"), "the panel has no acme"),
        (("--day", "2999-01-01"), "2999-01-01 has not begun: boards are asked about today"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_the_panel_has_not_and_days_to_come_are_not_asked(
    helpwanted: Run, data: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    file = tmp_path / "panel.csv"
    file.write_text(HEADER + BOARD)
    done = helpwanted("refresh", "--panel", file, *arguments)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert says in done.err
    assert not data.exists()


def test_a_refresh_by_somebody_nobody_could_reach_leaves_no_store(helpwanted: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "panel.csv"
    file.write_text(HEADER + BOARD + "adzuna,gb,Several,,,2026-01-01,,\n")
    done = helpwanted("refresh", "--panel", file)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "set HELPWANTED_CONTACT" in done.err
    assert not data.exists()


def test_there_is_no_quality_page_of_a_day_without_a_ledger(helpwanted: Run, tmp_path: Path) -> None:
    fill(tmp_path)
    done = helpwanted("quality", "--day", "2999-01-01")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "nothing was derived for 2999-01-01; the last day is 2026-07-" in done.err


def test_a_mapping_is_read_field_by_field() -> None:
    assert mapping("title=Job, employer=Firm name") == {"title": "Job", "employer": "Firm name"}
