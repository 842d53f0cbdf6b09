"""The same statements about a folder and about an S3 prefix, served by moto on loopback."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from expectations.tables import TABLES
from warehouse.draft import Draft
from warehouse.store import PARTIAL, Store, StoreError, write_parquet, write_parquets

COVERAGE, CRAWLS = TABLES["coverage"], TABLES["crawls"]


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    root = str(tmp_path) if request.param == "folder" else request.getfixturevalue("bucket")
    return Store(f"{root}/data")


def cover(day: date, boards: int) -> pl.LazyFrame:
    counts = dict.fromkeys(("boards", "observed", "recent", "postings", "postings_observed"), boards)
    return pl.LazyFrame([{"day": day, "source": "all", "country": "ZZ", **counts}])


def write(store: Store, tmp_path: Path, *days: int) -> Draft:
    store.claim(is_synthetic=True)
    draft = Draft(store, tmp_path / "draft", {"taxonomy_version": "1"})
    for day in days:
        draft.write(COVERAGE, f"day=2026-01-{day:02}", cover(date(2026, 1, day), day), {"landing": "abc"})
    return draft


def test_what_is_put_in_place_is_read_again(store: Store, tmp_path: Path) -> None:
    draft = write(store, tmp_path, 8, 9)
    assert store.partitions(COVERAGE) == []
    draft.put_in_place(list(draft.drafted))
    assert store.partitions(COVERAGE) == ["day=2026-01-08", "day=2026-01-09"]
    assert store.scan(COVERAGE, ["day=2026-01-09"]).collect()["boards"].to_list() == [9]
    assert store.scan(COVERAGE).collect().height == 2


def test_a_draft_lies_over_the_store(store: Store, tmp_path: Path) -> None:
    first = write(store, tmp_path, 8)
    first.put_in_place(list(first.drafted))
    second = write(store, tmp_path / "later", 9)
    assert second.before(COVERAGE, "day=2026-01-09") == ["day=2026-01-08"]
    assert second.scan(COVERAGE, ["day=2026-01-08", "day=2026-01-09"]).collect()["boards"].to_list() == [8, 9]


def test_putting_the_same_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    first = write(store, tmp_path, 8)
    assert first.put_in_place(list(first.drafted)) == 1
    again = write(store, tmp_path / "again", 8)
    assert again.put_in_place(list(again.drafted)) == 0


def test_the_footer_says_what_a_file_was_made_from(store: Store, tmp_path: Path) -> None:
    draft = write(store, tmp_path, 8)
    draft.put_in_place(list(draft.drafted))
    footer = store.footer("tables/coverage/day=2026-01-08/all.parquet")
    assert footer == {
        "table": "coverage",
        "method_version": "1",
        "taxonomy_version": "1",
        "is_synthetic": "true",
        "inputs": '{"landing": "abc"}',
    }


def test_a_synthetic_store_refuses_real_data_and_the_reverse(store: Store) -> None:
    store.claim(is_synthetic=True)
    store.claim(is_synthetic=True)
    with pytest.raises(StoreError, match="holds synthetic data and takes no real data"):
        store.claim(is_synthetic=False)


def test_an_empty_store_says_what_to_do(store: Store) -> None:
    with pytest.raises(StoreError, match="run `helpwanted refresh`"):
        _ = store.is_synthetic


def test_nothing_there_is_no_rows_of_the_right_shape(store: Store) -> None:
    assert store.scan(COVERAGE).collect().schema == COVERAGE.schema


def test_no_partitions_are_no_rows_even_where_there_are_some(store: Store, tmp_path: Path) -> None:
    draft = write(store, tmp_path, 8)
    draft.put_in_place(list(draft.drafted))
    assert store.scan(COVERAGE, []).collect().is_empty()


def test_a_file_of_an_older_shape_has_nulls_where_a_column_is_younger(store: Store, tmp_path: Path) -> None:
    old = pl.DataFrame({"day": [date(2026, 1, 8)], "source": ["lever"], "gone": [1]})
    write_parquet(old, tmp_path / "old.parquet", {})
    store.put(tmp_path / "old.parquet", "tables/crawls/day=2026-01-08/lever.parquet")
    row = store.scan(CRAWLS).collect().row(0, named=True)
    assert (row["source"], row["board"]) == ("lever", None)


def test_files_written_together_have_the_bytes_that_each_has_alone(tmp_path: Path) -> None:
    frames = {name: pl.DataFrame({"name": [name] * rows}) for rows, name in enumerate(("none", "one", "two"))}
    for name, frame in frames.items():
        write_parquet(frame, tmp_path / "alone" / name, {"table": "names"})
    write_parquets({tmp_path / "together" / name: (frame, {"table": "names"}) for name, frame in frames.items()})
    for name in frames:
        assert (tmp_path / "together" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def test_a_table_by_source_has_a_file_for_each_source_even_without_rows(store: Store, tmp_path: Path) -> None:
    store.claim(is_synthetic=True)
    draft = Draft(store, tmp_path / "draft", {})
    files = {"day=2026-01-08": ["ashby", "lever"]}
    draft.write_days(CRAWLS, pl.LazyFrame(schema=CRAWLS.schema), files, lambda _: {})
    draft.put_in_place(list(draft.drafted))
    names = [path.rsplit("/", 1)[1] for path in store.files(CRAWLS, "day=2026-01-08")]
    assert names == ["ashby.parquet", "lever.parquet"]


def test_a_half_written_file_is_never_seen(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "data"))
    half = tmp_path / "data/tables/coverage/day=2026-01-08" / f"all.parquet.1{PARTIAL}"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"PAR1")
    assert store.files(COVERAGE, "day=2026-01-08") == []


def test_a_write_that_fails_leaves_what_was_there_and_nothing_beside_it(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "data"))
    store.put_bytes(b"good", "reports/index.html")
    with pytest.raises(FileNotFoundError):
        store.put(tmp_path / "nothing", "reports/index.html")
    assert {path.name: path.read_bytes() for path in (tmp_path / "data/reports").iterdir()} == {"index.html": b"good"}


def test_two_who_write_one_file_do_not_meet_in_it(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "data"))
    with store._partial("reports/index.html") as slow:
        slow.write_bytes(b"sl")
        store.put_bytes(b"fast", "reports/index.html")
        slow.write_bytes(b"slow")
    assert store.fs.cat_file(str(tmp_path / "data/reports/index.html")) == b"slow"
