"""A release of the small synthetic store, and stores to change."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.warehouse.small import Rows, fill, small_tables
from warehouse.charts import writing
from warehouse.charts.chart import Chart
from warehouse.release.imprint import Imprint
from warehouse.release.publish import publish
from warehouse.store import Store

MakeStore = Callable[..., Store]


@pytest.fixture
def make_store(tmp_path: Path) -> MakeStore:
    """Fills a store below `tmp_path`."""
    return partial(fill, tmp_path)


@pytest.fixture(scope="session")
def release_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the small synthetic tables. Read only: a test that changes it copies it first."""
    root = tmp_path_factory.mktemp("released")
    return root / "data" / publish(fill(root)).path


@pytest.fixture
def drawn_before(release_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Synthetic releases get the pictures of `release_folder`: to draw them anew takes most of the time of a release."""
    draw = writing.pictures

    def pictures(chart: Chart, imprint: Imprint) -> tuple[str, bytes]:
        known = release_folder / "charts" / chart.name
        if not imprint.is_synthetic:
            return draw(chart, imprint)
        return known.with_suffix(".svg").read_text("utf-8"), known.with_suffix(".png").read_bytes()

    monkeypatch.setattr(writing, "pictures", pictures)


@pytest.fixture
def released_store(release_folder: Path, tmp_path: Path) -> Store:
    """A copy of the store with its release; `make_store` changes tables in it."""
    shutil.copytree(release_folder.parents[1], tmp_path / "data")
    return Store(str(tmp_path / "data"))


@pytest.fixture
def copied_release(release_folder: Path, tmp_path: Path) -> Path:
    """The same release, to break."""
    return Path(shutil.copytree(release_folder, tmp_path / "copy"))


@pytest.fixture
def small() -> Rows:
    """The small tables, to change one and make a store of them."""
    return small_tables()
