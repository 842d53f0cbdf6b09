import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dags.cli import app, mapping
from tests.dags.conftest import Run
from warehouse.store import StoreError

HEAVY = ("polars", "scrapy", "great_expectations", "airflow", "pandas", "pyarrow")


def test_help_loads_nothing_heavy() -> None:
    program = f"import sys; from dags import cli; print([name for name in {HEAVY} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()
        == "[]"
    )


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
    [("show", "weather"), ("refresh", "--day", "yesterday"), ("classify",), ("demo", "--days", "1"), ("nothing",)],
    ids=" ".join,
)
def test_a_wrong_call_is_usage_and_exits_with_2(helpwanted: Run, arguments: tuple[str, ...]) -> None:
    assert helpwanted(*arguments).code == 2


def test_an_unknown_role_names_the_known_ones(helpwanted: Run) -> None:
    done = helpwanted("show", "demand", "--role", "boss")
    assert (done.code, "community_manager" in done.err) == (2, True)


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


def test_the_past_of_real_boards_is_skipped_and_says_so(helpwanted: Run, tmp_path: Path) -> None:
    panel = tmp_path / "panel.csv"
    panel.write_text(
        "source,board,employer,country,sector,added_on,retired_on,note\n"
        "lever,quillfeather,Quillfeather Games,,,2026-01-01,,\n"
    )
    done = helpwanted("refresh", "--day", "2026-01-08", "--panel", panel)
    assert done.code == 0, done.err
    assert "skipped" in done.out
    assert "the past cannot be crawled" in done.out


def test_a_mapping_is_read_field_by_field() -> None:
    assert mapping("title=Job, employer=Firm name") == {"title": "Job", "employer": "Firm name"}
