"""A web archive, from the command line to the tables."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dags.collecting.archives import import_archive
from expectations.tables import TABLES
from tests.archives import job, record, revisit, write
from tests.dags.conftest import Run
from transforms.imported import ImportRefused
from warehouse import landing
from warehouse.store import Store

OTHER = "https://careers.example.com/jobs/9?gh_src=abc"
KEY, OTHER_KEY = (
    "archive/jobs.example.org-openings-7/R-7",
    "archive/careers.example.com-jobs-9/careers.example.com/jobs/9",
)
SECOND, THIRD = "2024-05-02T10:00:00Z", "2024-05-03T10:00:00Z"
FIRST_DAY = [record(job(identifier="R-7")), record(job("Publicist"), OTHER), record(url="https://example.org/")]


def lives(data: Path, day: str) -> dict[str, tuple[str, str | None]]:
    """Status and event of each posting on a day, by its key."""
    rows = Store(str(data)).scan(TABLES["lifecycle"], [f"day={day}"]).collect()
    return {row["posting_key"]: (row["status"], row["event"]) for row in rows.iter_rows(named=True)}


def everything(data: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


def test_archives_become_tables_and_landing_one_again_changes_no_byte(
    helpwanted: Run, data: Path, tmp_path: Path
) -> None:
    first = [*FIRST_DAY, revisit(job(identifier="R-7"), SECOND), record(url=OTHER, at=SECOND)]
    later = [
        record(at=THIRD, code="404 Not Found"),
        record(job("Publicist"), OTHER, at=THIRD),
        revisit("x", THIRD, OTHER),
    ]
    files = [write(tmp_path / "a.warc.gz", first), write(tmp_path / "b.warc", later)]
    done = [helpwanted("import", file, "--source", "archive") for file in files]
    assert [one.code for one in done] == [0, 0], done
    assert "read 6 records: 4 web pages, 2 of them with postings" in done[0].out
    assert "landed 2 postings of 2 days; 0 rows in rejects" in done[0].out
    assert "passed over 1 revisits of pages whose earlier capture is not in the archive" in done[1].out
    assert lives(data, "2024-05-01") == {KEY: ("open", "entered"), OTHER_KEY: ("open", "entered")}
    assert lives(data, "2024-05-02") == {KEY: ("open", None), OTHER_KEY: ("closed", "closed")}
    assert lives(data, "2024-05-03") == {KEY: ("closed", "closed"), OTHER_KEY: ("open", "reopened")}
    before = everything(data)
    import_archive(Store(str(data)), files[1], "archive", lambda step: None)
    assert everything(data) == before


def landed(data: Path, path: Path, *records: dict[str, Any], cut: int = 0) -> tuple[pl.DataFrame, pl.DataFrame, str]:
    """Crawls and rejects in the landing after an import, and what was noted."""
    file = write(path / "a.warc.gz", records)
    file.write_bytes(file.read_bytes()[: file.stat().st_size - cut])
    store = Store(str(data))
    imported = import_archive(store, file, "archive", lambda step: None)
    attempts = [attempt for day in landing.days(store) for attempt in landing.attempts(store, day)]
    crawls, rejects = (landing.scan(store, part, attempts).collect() for part in ("crawls", "rejects"))
    return crawls, rejects, " ".join(imported.notes)


def test_of_an_archive_that_breaks_off_what_was_read_before_is_landed(data: Path, tmp_path: Path) -> None:
    crawls, _, noted = landed(data, tmp_path, *FIRST_DAY, *[record(at=SECOND)] * 3, cut=60)
    assert "the archive breaks off after" in noted
    assert crawls["status"].to_list() == ["complete"] * 3


def test_what_cannot_be_read_is_a_reject_and_proves_nothing(data: Path, tmp_path: Path) -> None:
    broken = record('<script type="application/ld+json">{"@type": "JobPosting", "title": </script>', at=SECOND)
    packed = record(b"\x1f\x8bnothing", OTHER, at=SECOND, Content_Encoding="gzip")
    crawls, rejects, _ = landed(data, tmp_path, *FIRST_DAY, broken, packed, record(at="soon"))
    assert crawls["status"].to_list() == ["complete", "complete", "partial"]
    assert sorted(rejects["reason"].str.head(18)) == ["no WARC-Date that ", "not an object", "not readable as gz"]
    assert rejects["day"].cast(pl.String).unique().to_list() == ["2024-05-02"]


def test_an_archive_of_pages_without_a_posting_is_refused_and_writes_nothing(data: Path, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="none of its 1 web pages holds"):
        landed(data, tmp_path, record())
    assert not data.exists()


def test_an_archive_of_days_that_have_not_begun_is_refused_and_writes_nothing(data: Path, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="2999-05-01 has not begun"):
        landed(data, tmp_path, *FIRST_DAY, record(job(), at="2999-05-01T10:00:00Z"))
    assert not data.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--day", "2024-05-01"), "an archive says itself what was captured when"), ((), "no such file")],
)
def test_a_wrong_call_is_one_line_and_exits_with_2(helpwanted: Run, arguments: tuple[str, ...], said: str) -> None:
    done = helpwanted("import", "nothing.warc.gz", "--source", "archive", *arguments)
    assert (done.code, said in done.err) == (2, True), done.err
