import shutil
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse.small import fill, small_tables
from warehouse.release.candidate import discard, propose, publish
from warehouse.release.publish import Release
from warehouse.release.sums import SUMS
from warehouse.store import Store, StoreError

pytestmark = pytest.mark.usefixtures("drawn_before")


def files(store: Store) -> dict[str, bytes]:
    root = Path(store.url)
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def below(store: Store, folder: str) -> dict[str, bytes]:
    return {name.removeprefix(folder): content for name, content in files(store).items() if name.startswith(folder)}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, release_folder: Path) -> tuple[Path, str]:
    """A store with one release and a candidate for the next, and what somebody is shown."""
    root = tmp_path_factory.mktemp("proposed")
    shutil.copytree(release_folder.parents[1], root / "data")
    monthly = small_tables()["demand_monthly"]
    is_moved = (pl.col("month") == "2026-07") & (pl.col("role") == "brand_persona")
    store = fill(root, demand_monthly=monthly.with_columns(coverage=pl.when(is_moved).then(0.8).otherwise("coverage")))
    candidate = propose(store)
    assert (candidate.name, candidate.path, candidate.is_new) == ("2026.07.2", "candidates/2026.07.2", True)
    return root / "data", candidate.report


@pytest.fixture
def proposed(asked: tuple[Path, str], tmp_path: Path) -> Store:
    return Store(str(shutil.copytree(asked[0], tmp_path / "data")))


def test_what_is_approved_is_published_byte_for_byte_whatever_the_tables_have_come_to(proposed: Store) -> None:
    shown = below(proposed, "candidates/2026.07.2/")
    shutil.rmtree(Path(proposed.url) / "tables")
    assert publish(proposed, "2026.07.2") == Release("2026.07.2", "releases/2026.07.2", is_new=True)
    assert below(proposed, "releases/2026.07.2/") == shown
    assert below(proposed, "candidates/") == {}


def test_publishing_twice_is_publishing_once(proposed: Store) -> None:
    publish(proposed, "2026.07.2")
    assert publish(proposed, "2026.07.2") == Release("2026.07.2", "releases/2026.07.2", is_new=False)


def test_a_publication_that_was_cut_off_is_finished(proposed: Store) -> None:
    shown = below(proposed, "candidates/2026.07.2/")
    proposed.put_bytes(b"half", "releases/2026.07.2/README.md")
    publish(proposed, "2026.07.2")
    assert below(proposed, "releases/2026.07.2/") == shown


def test_a_refused_candidate_leaves_nothing_behind(proposed: Store) -> None:
    before = {name: content for name, content in files(proposed).items() if not name.startswith("candidates/")}
    discard(proposed, "2026.07.2")
    assert files(proposed) == before


def test_a_name_that_was_taken_meanwhile_stays_with_what_it_holds(proposed: Store) -> None:
    root = Path(proposed.url) / "releases"
    shutil.copytree(root / "2026.07", root / "2026.07.2")
    with pytest.raises(StoreError, match=r"2026\.07\.2 holds other data"):
        publish(proposed, "2026.07.2")


def test_what_was_never_proposed_or_not_finished_cannot_be_published(proposed: Store) -> None:
    with pytest.raises(StoreError, match=r"no candidate 2026\.08"):
        publish(proposed, "2026.08")
    proposed.remove(f"candidates/2026.07.2/{SUMS}")
    with pytest.raises(StoreError, match=r"no candidate 2026\.07\.2"):
        publish(proposed, "2026.07.2")


def test_nobody_is_asked_about_what_is_published_already(released_store: Store) -> None:
    candidate = propose(released_store)
    assert (candidate.name, candidate.is_new) == ("2026.07", False)
    assert below(released_store, "candidates/") == {}


def test_somebody_is_shown_what_it_says_what_it_changes_and_what_the_gate_warns_of(asked: tuple[Path, str]) -> None:
    for said in (
        "n = ",
        "**What it changes**",
        "Compared with 2026.07.",
        "**Warnings of the gate**: none",
    ):
        assert said in asked[1]
