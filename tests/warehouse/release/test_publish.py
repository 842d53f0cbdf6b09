import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from expectations.tables import TABLES
from warehouse.release.publish import Release, publish
from warehouse.release.shelf import INPUTS
from warehouse.release.sums import SUMS, files_of
from warehouse.release.tables import NEWEST_ONLY, RELEASED, Published, data_path
from warehouse.store import StoreError, footer_of
from warehouse.verify.release import verify

pytestmark = pytest.mark.usefixtures("drawn_before")


def test_a_release_is_named_by_the_month_of_its_newest_data(release_folder):
    assert release_folder.name == "2026.07"


def test_the_same_data_give_the_same_release(released_store):
    assert publish(released_store) == Release("2026.07", "releases/2026.07", is_new=False)
    assert released_store.folders("releases") == ["2026.07"]


def test_a_release_that_was_never_finished_is_made_again_under_its_name(released_store):
    released_store.remove(f"releases/2026.07/{SUMS}")
    assert publish(released_store) == Release("2026.07", "releases/2026.07", is_new=True)


def test_changed_data_get_the_next_number_or_a_name_that_is_free(released_store, make_store, small):
    changed = make_store(coverage=small["coverage"].with_columns(observed=44))
    with pytest.raises(StoreError, match=r"2026\.07 holds other data"):
        publish(changed, "2026.07")
    assert publish(changed, "first") == Release("first", "releases/first", is_new=True)
    assert publish(changed, "first") == publish(changed) == Release("first", "releases/first", is_new=False)
    changed.remove(f"releases/first/{SUMS}")
    assert publish(changed).name == "2026.07.2"


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden"])
def test_a_name_that_is_no_folder_name_is_refused(released_store, name):
    with pytest.raises(StoreError, match="names no release"):
        publish(released_store, name)


def test_what_the_gate_refused_is_not_published(make_store):
    with pytest.raises(StoreError, match=r"tables/managers/month=2026-06/all.parquet was refused .* --from 2026-06-01"):
        publish(make_store(failing="managers"))


def test_what_nobody_judged_is_not_published(make_store):
    store = make_store()
    store.remove("tables/verdicts/day=2026-06-25/crawls.parquet")
    with pytest.raises(StoreError, match=r"crawls/day=2026-06-25/all.parquet was never judged .* --from 2026-06-25"):
        publish(store)


def test_tables_that_contradict_each_other_are_not_published(make_store, small):
    wrong = small["demand_daily"].with_columns(closed=pl.col("closed") + (pl.col("role") == "any").cast(pl.Int64))
    store = make_store(demand_daily=wrong)
    with pytest.raises(StoreError, match="not accounted for"):
        publish(store)
    assert store.folders("releases") == []


def test_without_anything_counted_there_is_nothing_to_release(make_store, small):
    nothing = {name: rows.clear() for name, rows in small.items()}
    with pytest.raises(StoreError, match="nothing is counted yet"):
        publish(make_store(**nothing))


def test_only_public_columns_are_released(release_folder):
    for table in RELEASED:
        assert pl.read_parquet_schema(release_folder / data_path(table)).names() == list(table.public_columns)


def test_the_whole_stock_is_released_for_the_last_day_alone(release_folder):
    released = Published(release_folder)
    for name in NEWEST_ONLY:
        assert released.scan(TABLES[name]).select("day").collect().n_unique() == 1


def test_every_file_says_what_it_was_made_from(release_folder):
    facts = json.loads((release_folder / "release.json").read_text("utf-8"))
    assert facts["last_on"] == "2026-07-03"
    assert facts["is_synthetic"] == "true"
    for table in RELEASED:
        footer = footer_of(release_folder / data_path(table))
        assert footer["fingerprint"] == facts["fingerprint"]
        assert footer["taxonomy_version"] == "1.0.0+0a1b2c3d"
    inputs = (release_folder / INPUTS).read_text("utf-8")
    assert "tables/demand_daily/day=2026-07-03/all.parquet" in inputs


PUBLISH = """
import sys
from warehouse.release.publish import publish
from warehouse.store import Store
publish(Store(sys.argv[1]))
"""


def test_the_same_tables_give_the_same_bytes_in_another_process_and_time_zone(make_store, release_folder: Path):
    store = make_store()
    environment = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", PUBLISH, store.url], check=True, env=environment)
    made = Path(store.url) / "releases" / "2026.07"
    assert files_of(made) == files_of(release_folder)
    different = [path for path in files_of(made) if (made / path).read_bytes() != (release_folder / path).read_bytes()]
    assert different == []


def test_real_data_are_not_called_synthetic(make_store):
    store = make_store(is_synthetic=False)
    folder = Path(store.url) / publish(store).path
    texts = [path for path in files_of(folder) if path.endswith((".html", ".md", ".cff", ".svg", ".csv", ".json"))]
    assert [path for path in texts if "SYNTHETIC" in (folder / path).read_text("utf-8")] == []


def test_a_release_in_a_bucket_is_that_of_a_folder_and_can_be_checked_there(bucket, make_store, release_folder):
    store = make_store(url=f"{bucket}/data")
    made = publish(store)
    with store.open(f"{made.path}/{SUMS}") as file:
        assert file.read() == (release_folder / SUMS).read_bytes()
    assert verify(f"{store.url}/{made.path}") == []
