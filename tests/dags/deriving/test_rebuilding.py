"""A rebuild of chosen tables: it starts where the first of them is made, and comes to the bytes of a whole one."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from dags import steps
from dags.collecting import importing
from dags.deriving.choosing import CHOICES, MADE_IN, Step, UnknownTable, first_step
from expectations.tables import TABLES
from warehouse.store import Store, StoreError, write_parquet

CSV = """\
title,employer,url,at,description
Social Media Manager,Quillfeather Games,https://jobs.example.org/1,2026-01-31,You run our channels.
Community Manager,Quillfeather Games,https://jobs.example.org/2,2026-01-31,You lead a team of five.
Community Lead,Quillfeather Games,https://jobs.example.org/2,2026-02-01,You lead a team of five.
"""
ASIDE = "drafts/test"


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two days in two months, derived."""
    folder = tmp_path_factory.mktemp("derived")
    (folder / "held.csv").write_text(CSV)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HELPWANTED_DATA", str(folder / "data"))
        importing.import_file(steps.store(), folder / "held.csv", "held", "at", {}, False)
        steps.rebuild()
    return folder / "data"


@pytest.fixture
def store(derived: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A copy of it."""
    shutil.copytree(derived, data)
    monkeypatch.setenv("HELPWANTED_DATA", str(data))
    return Store(str(data))


def tables(store: Store) -> dict[str, bytes]:
    return {path: Path(store.url, path).read_bytes() for path in store.paths("tables")}


def spoil(store: Store, first: Step) -> int:
    """Take the footers from the files that this step and later ones make, as if other code had written them."""
    names = [table for step, made in MADE_IN.items() if step >= first for table in made]
    paths = [Path(store.url, path) for name in names for path in store.paths(f"tables/{name}")]
    for path in paths:
        write_parquet(pl.read_parquet(path, hive_partitioning=False), path, {})
    return len(paths)


@pytest.mark.slow
@pytest.mark.parametrize("step", [Step.clean, Step.link, Step.demand], ids=lambda step: step.name)
def test_a_rebuild_from_a_later_table_comes_to_the_bytes_of_a_whole_one(store: Store, step: Step) -> None:
    whole = tables(store)
    spoilt = spoil(store, step)
    assert steps.rebuild(tables=MADE_IN[step][:1])["files_changed"] == spoilt
    assert tables(store) == whole


@pytest.mark.slow
@pytest.mark.parametrize("table", ["postings", "managers"])
def test_months_that_were_derived_aside_come_to_the_same_bytes(store: Store, table: str) -> None:
    whole = tables(store)
    spoil(store, first_step([table]))
    months = steps.months_to_derive_aside(None, None, [table])
    assert months == ["2026-01", "2026-02"]
    for month in reversed(months):
        steps.derive_month_aside(month, ASIDE, None, None, [table])
    assert set(store.paths(ASIDE)) == {f"{ASIDE}/{path}" for path in whole if path.split("/")[1] in aside_of(table)}
    steps.rebuild(tables=[table], aside=ASIDE)
    assert tables(store) == whole
    steps.discard_aside(ASIDE)
    assert store.paths(ASIDE) == []


def aside_of(table: str) -> tuple[str, ...]:
    return MADE_IN[first_step([table])]


def test_what_lies_aside_is_refused_once_the_tables_it_was_made_from_are_others(store: Store) -> None:
    steps.derive_month_aside("2026-01", ASIDE, None, None, ["postings"])
    spoil(store, Step.clean)
    with pytest.raises(StoreError, match="no longer there"):
        steps.rebuild(tables=["postings"], aside=ASIDE)


def test_only_months_that_do_not_rest_on_one_another_are_derived_aside(store: Store) -> None:
    by_month = [table for table in CHOICES if steps.months_to_derive_aside(None, None, [table])]
    assert by_month == [*MADE_IN[Step.classify], *MADE_IN[Step.answer]]


def test_a_day_that_was_never_counted_is_no_part_of_a_rebuild_of_later_tables(store: Store) -> None:
    shutil.rmtree(Path(store.url, "tables", "demand_daily", "day=2026-02-01"))
    with pytest.raises(StoreError, match="no demand_daily of 2026-02-01 yet: rebuild these days without"):
        steps.rebuild(tables=["managers"])


def test_a_rebuild_starts_with_the_earliest_table_chosen() -> None:
    assert first_step(["managers", "vacancies"]) is Step.link
    assert first_step([]) is Step.reduce


def test_every_table_but_those_that_describe_the_method_can_be_chosen() -> None:
    assert set(TABLES).difference(CHOICES) == {"sources", "roles", "gold", "linkage", "bridge", "verdicts"}


def test_a_table_that_cannot_be_chosen_is_answered_with_those_that_can() -> None:
    with pytest.raises(UnknownTable, match="cannot start from verdicts; choose among crawls, "):
        first_step(["managers", "verdicts"])
