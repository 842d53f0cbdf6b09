"""A file of postings that somebody already holds, from the command line to the tables."""

import gzip
import json
import resource
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dags.collecting import importing
from dags.collecting.importing import Imported, import_file
from expectations.tables import TABLES
from tests.dags.conftest import Run
from warehouse import landing
from warehouse.store import Store

HELPWANTED = Path(sys.executable).parent / "helpwanted"
REAL = Path(__file__).parents[3].parent / "shared/realdata/snapshots/greenhouse_boards_2026_01.parquet"


def everything(data: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


CSV = """\
Job,Firm,link,at,live
Community Manager,Quillfeather Games,https://jobs.example.org/1?utm_source=a,2026-03-01,yes
Social Media Manager,Quillfeather Games,https://jobs.example.org/2,2026-03-01,yes
Nurse,Drossel Clinics,https://jobs.example.org/3,2026-03-01,yes
,Drossel Clinics,https://jobs.example.org/4,2026-03-01,yes
Community Manager,Quillfeather Games,https://jobs.example.org/1,2026-03-02,yes
"""
MAP = "title=Job,employer=Firm,url=link,is_active=live"


def test_a_file_becomes_tables_and_importing_it_again_changes_no_byte(
    helpwanted: Run, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "held.csv"
    file.write_text(CSV)
    arguments = ("import", file, "--source", "held", "--snapshot-column", "at", "--map", MAP)
    done = helpwanted(*arguments)
    assert done.code == 0, done.err
    assert "landed 4 postings of 2 days; 1 rows in rejects" in done.out
    store, before = Store(str(data)), everything(data)
    gone = store.scan(TABLES["lifecycle"], ["day=2026-03-02"]).filter(status="closed").collect()
    assert gone["posting_key"].to_list() == ["held/Quillfeather Games/jobs.example.org/2"]
    carried = store.scan(TABLES["lifecycle"], ["day=2026-03-02"]).filter(board="Drossel Clinics").collect()
    assert carried["status"].to_list() == ["open"], "the file says nothing of a board that does not occur in it"
    assert helpwanted(*arguments).code == 0
    assert everything(data) == before


def landed(data: Path, file: Path, **options: Any) -> tuple[Imported, dict[str, pl.DataFrame]]:
    """What an import came to, and everything in the landing after it."""
    store = Store(str(data))
    arguments = {"source": "held", "snapshot": "at", "mapping": {}, "is_one_listing": False, **options}
    imported = import_file(store, file, **arguments)
    attempts = [attempt for day in landing.days(store) for attempt in landing.attempts(store, day)]
    return imported, {part: landing.scan(store, part, attempts).collect() for part in landing.PARTS}


def test_lines_that_cannot_be_read_are_rejects_and_the_others_are_landed(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "held.csv"
    file.write_text(
        "title,company,url,at\nA,F,x.io/1,2026-03-01\nB,F,x.io/2,2026-03-01,too,many\nC,F,x.io/3,2026-03-02\n"
    )
    imported, found = landed(data, file)
    assert (imported.postings, imported.rejected) == (2, 1)
    assert found["rejects"].select("day", "field", "item").rows() == [(date(2026, 3, 2), "line", 3)]
    assert found["rejects"]["reason"].item() == "6 fields where the first line names 4"


def test_several_lists_of_a_file_are_sources_of_their_own(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "held.jsonl.gz"
    rows = [("Jobs.json", "a", "2026-03-01"), ("AI jobs", "a", "2026-03-01"), ("Jobs.json", "b", "2026-03-02")]
    lines = [{"list": name, "title": "E", "company": "F", "url": url, "at": at} for name, url, at in rows]
    file.write_bytes(gzip.compress("\n".join(json.dumps(line) for line in lines).encode()))
    imported, found = landed(data, file, list_column="list", is_one_listing=True)
    assert len(imported.days) == 2
    assert found["crawls"].select("day", "source", "covers").rows() == [
        (date(2026, 3, 1), "held_ai_jobs", "file"),
        (date(2026, 3, 1), "held_jobs_json", "file"),
        (date(2026, 3, 2), "held_jobs_json", "file"),
    ]


def test_rows_that_no_listing_holds_are_rejects_of_the_last_day(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "held.tsv"
    file.write_text("title\tcompany\turl\tat\nA\tF\tx.io/1\t2026-03-01\nB\tF\tx.io/2\tsoon\nC\t\tx.io/3\t2026-03-09\n")
    imported, found = landed(data, file)
    assert imported.days == [date(2026, 3, 1)]
    assert found["rejects"].select("day", "field").rows() == [
        (date(2026, 3, 1), "board"),
        (date(2026, 3, 1), "snapshot_at"),
    ]


def test_rows_of_days_that_have_not_begun_are_rejects_of_the_last_day(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "held.csv"
    file.write_text("title,company,url,at\nA,F,x.io/1,2026-03-01\nB,F,x.io/2,2999-03-01\n")
    imported, found = landed(data, file)
    assert (imported.days, imported.postings, imported.rejected) == ([date(2026, 3, 1)], 1, 1)
    assert found["rejects"].select("day", "field", "reason").rows() == [
        (date(2026, 3, 1), "snapshot_at", "a time that has not come yet")
    ]


def test_days_are_landed_the_same_however_many_fit_into_memory(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "held.csv"
    rows = [f"E{number},F{number % 3},x.io/{number},2026-03-{1 + number % 9:02}" for number in range(40)]
    file.write_text("\n".join(["title,company,url,at", *rows]))
    landed(data, file)
    at_once = everything(data)
    monkeypatch.setattr(importing, "BYTES_AT_ONCE", 1)
    shutil.rmtree(data)
    landed(data, file)
    assert everything(data) == at_once


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--source", "held"), "give either --snapshot-column"),
        (("--source", "Held!", "--day", "2026-03-01"), "use small letters"),
        (("--source", "held", "--day", "2026-03-01", "--map", "colour=Job"), "there is no field 'colour'"),
        (("--source", "held", "--day", "2026-03-01", "--map", "title=Nothing"), "the file has no column 'Nothing'"),
        (("--source", "held", "--day", "2026-03-01"), "no column for title"),
        (("--source", "held", "--snapshot-column", "when", "--map", MAP), "the file has no column 'when'"),
        (("--source", "held", "--snapshot-column", "Job", "--map", MAP), "no row has a time that could be read in Job"),
        (("--source", "held", "--day", "2999-03-01", "--map", MAP), "2999-03-01 has not begun: give today"),
        (
            ("--source", "held", "--day", "2026-03-01", "--map", MAP, "--list-column", "x"),
            "--list-column: the file has no",
        ),
    ],
)
def test_what_cannot_be_imported_is_refused_with_exit_code_2_and_writes_nothing(
    helpwanted: Run, data: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "held.csv"
    file.write_text(CSV)
    done = helpwanted("import", file, *arguments)
    assert (done.code, said in done.err) == (2, True), done.err
    assert not data.exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("header.csv", "title,company,url\n", "header.csv: no row is in it"),
        ("broken.parquet", "no parquet", "broken.parquet: not readable as parquet"),
        ("held.xlsx", "", "held.xlsx: cannot tell what it holds"),
    ],
)
def test_a_file_that_holds_no_row_or_cannot_be_read_is_named_once(
    helpwanted: Run, tmp_path: Path, name: str, content: str, says: str
) -> None:
    (tmp_path / name).write_text(content)
    done = helpwanted("import", tmp_path / name, "--source", "held", "--day", "2026-03-01")
    assert (done.code, done.err.count("\n"), done.err.count(name)) == (2, 1, 1)
    assert says in done.err


@pytest.mark.slow
def test_real_snapshots_give_the_known_counts_within_two_gigabytes(data: Path) -> None:
    if not REAL.exists():
        pytest.skip("needs the shared real snapshots (snapshots/greenhouse_boards_2026_01.parquet)")
    command = [HELPWANTED, "--data", data, "import", REAL, "--source", "greenhouse", "--snapshot-column", "snapshot_at"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    store, day = Store(str(data)), ["day=2026-01-08"]
    sightings = store.scan(TABLES["sightings"], day).collect()
    assert (sightings.height, sightings["board"].n_unique()) == (112_616, 3_113)
    absent = (
        store.scan(TABLES["boards"], day)
        .filter(pl.col("last_complete_on") < date(2026, 1, 8))
        .join(store.scan(TABLES["lifecycle"], day), on=["source", "board"])
        .collect()
    )
    assert absent.height > 0
    assert not absent["status"].is_in(["closed"]).any(), "a board that is absent keeps its postings open"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2 * 1024**2, "kilobytes: within 2 GB"
