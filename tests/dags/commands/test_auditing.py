"""`helpwanted audit`: postings are drawn from a store, labelled by somebody who does not see what was read, and scored."""

import json
import stat
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dags.commands.auditing import SHOWN, key_of
from expectations.tables import TABLES
from tests.dags.conftest import Run
from tests.transforms.rows import table
from warehouse.draft import Draft
from warehouse.store import Store

DAY = date(2026, 3, 2)
READ = {"social_media_manager": 6, "community_manager": 4, "none": 20}


def posting(number: int, role: str) -> dict[str, Any]:
    """The same row for every table, each of which takes what it knows."""
    title = "=cmd()" if number == 0 else f"Title {number}"
    key = f"lever/acme/{number}"
    read = {"role": role, "reach": "none" if role == "none" else "role", "is_counted": number != 1}
    stated = {
        "title": title,
        "employer": "Acme",
        "description": f"<p>Text {number}</p>",
        "url": "https://jobs.example.org",
    }
    return {"day": DAY, "posting_key": key, "content_digest": f"d{number}", **read, **stated}


@pytest.fixture
def store(data: Path, tmp_path: Path) -> Store:
    """30 postings, of which the second is not counted."""
    store = Store(str(data))
    store.claim(is_synthetic=True)
    draft = Draft(store, tmp_path / "draft", {})
    roles = [role for role, count in READ.items() for _ in range(count)]
    rows = [posting(number, role) for number, role in enumerate(roles)]
    for name in ("lifecycle", "postings", "contents"):
        known = [{column: row[column] for column in row if column in TABLES[name].schema} for row in rows]
        draft.write(TABLES[name], f"day={DAY}", table(name, *known), {})
    draft.write(TABLES["roles"], "all", table("roles", {"role": "x", "taxonomy_version": "1+abc"}), {})
    draft.put_in_place(list(draft.drafted))
    return store


@pytest.fixture
def file(helpwanted: Run, store: Store, tmp_path: Path) -> Path:
    """A sample that waits for its labels."""
    path = tmp_path / "audit.csv"
    assert helpwanted("audit", "draw", "--output", path, "--per-role", 5).code == 0
    return path


def label(file: Path, **labels: str) -> None:
    """Label every row as it was read, but for what `labels` says: a label by what was read."""
    read = dict(pl.read_csv(key_of(file)).select("id", "role").iter_rows())
    rows = pl.read_csv(file, infer_schema=False)
    said = [labels.get(read[row_id], read[row_id]) for row_id in rows["id"]]
    rows.with_columns(label=pl.Series(said)).write_csv(file)


# draw ----------------------------------------------------------------------------------------------------------------


def test_the_labeller_does_not_see_what_was_read(file: Path) -> None:
    rows = pl.read_csv(file, infer_schema=False)
    assert tuple(rows.columns) == SHOWN
    assert rows.height == 5 + 4 + 15
    assert rows["label"].str.len_chars().sum() == 0
    assert not any(word in file.read_text() for word in (*READ, "lever/acme"))


def test_texts_come_plain_and_no_cell_runs_in_a_spreadsheet(helpwanted: Run, store: Store, tmp_path: Path) -> None:
    every = tmp_path / "every.csv"
    assert helpwanted("audit", "draw", "--output", every, "--per-role", 50).code == 0
    rows = pl.read_csv(every, infer_schema=False)
    assert rows.height == 29, "the posting that is not in the stock is not drawn"
    assert {"'=cmd()", "Title 2"} <= set(rows["title"])
    assert {"Text 0", "Text 29"} <= set(rows["excerpt"])


def test_file_and_key_are_their_owner_s_alone(file: Path) -> None:
    assert {stat.S_IMODE(path.stat().st_mode) for path in (file, key_of(file))} == {0o600}


def test_labels_are_never_overwritten(helpwanted: Run, file: Path) -> None:
    before = file.read_bytes()
    done = helpwanted("audit", "draw", "--output", file)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "may hold labels" in done.err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("output", "more", "says"),
    [
        ("audit.xlsx", (), "ends in .csv"),
        ("nowhere/audit.csv", (), "there is no folder"),
        ("audit.csv", ("--month", "2025-01"), "nothing is counted in 2025-01"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(
    helpwanted: Run, store: Store, tmp_path: Path, output: str, more: tuple[str, ...], says: str
) -> None:
    done = helpwanted("audit", "draw", "--output", tmp_path / output, *more)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert says in done.err


# score ---------------------------------------------------------------------------------------------------------------


def test_labels_like_the_readings_give_full_marks(helpwanted: Run, file: Path) -> None:
    label(file, community_manager=" Community Manager ")
    done = helpwanted("audit", "score", file)
    assert done.code == 0, done.err
    assert "24 of 24 labelled, drawn from 29 postings open on 2026-03-02; taxonomy 1+abc" in done.out
    assert "recall of any role among them all, none_far included: 100% (" in done.out


def test_programs_read_every_figure(helpwanted: Run, file: Path) -> None:
    label(file, community_manager="social_media_manager")
    rows = [json.loads(line) for line in helpwanted("audit", "score", file, "--format", "json").out.splitlines()]
    found = {(row["measure"], row["role"]): row for row in rows if row["scope"] == "near"}
    assert found["precision", "community_manager"]["estimate"] == 0
    assert found["recall", "social_media_manager"]["estimate"] == pytest.approx(5 / 9)
    assert found["share", "social_media_manager"]["estimate"] == 1
    assert found["share", "community_manager"]["as_read"] == pytest.approx(4 / 9)


def test_a_row_without_a_label_is_no_answer(helpwanted: Run, file: Path) -> None:
    label(file)
    rows = pl.read_csv(file, infer_schema=False)
    first = rows.filter(pl.col("id").is_in(_ids(file, "none"))).row(0, named=True)["id"]
    rows.with_columns(label=pl.when(pl.col("id") != first).then("label")).write_csv(file)
    assert "23 of 24 labelled" in helpwanted("audit", "score", file).out


def _ids(file: Path, role: str) -> list[str]:
    return pl.read_csv(key_of(file)).filter(role=role)["id"].to_list()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"label": pl.lit("comunity manager")}, "'comunity_manager' at p"),
        ({"label": pl.lit(None, pl.String)}, "is labelled yet"),
        ({"id": pl.lit("p123")}, "row p123 is of another draw"),
        ({"id": pl.col("id").first()}, "is labelled twice"),
    ],
    ids=["no role", "no labels", "another draw", "twice"],
)
def test_labels_that_cannot_be_used_are_refused_in_one_line(
    helpwanted: Run, file: Path, change: dict[str, pl.Expr], says: str
) -> None:
    label(file)
    pl.read_csv(file, infer_schema=False).with_columns(**change).write_csv(file)
    done = helpwanted("audit", "score", file)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert says in done.err


def test_a_file_without_its_key_or_its_columns_says_what_is_missing(helpwanted: Run, file: Path) -> None:
    pl.read_csv(file, infer_schema=False).drop("label").write_csv(file)
    assert "there is no column label" in helpwanted("audit", "score", file).err
    key_of(file).unlink()
    assert "`helpwanted audit draw` wrote it beside" in helpwanted("audit", "score", file).err
