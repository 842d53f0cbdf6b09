"""A release as `helpwanted serve` shows it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from warehouse.site.server import server


@contextmanager
def served(release: Path) -> Iterator[str]:
    """The address of the folder of releases in which `release` is the only one."""
    with server({release.name: release}, release.name, 0) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def address(release_folder: Path) -> Iterator[str]:
    """Where the small release is served."""
    with served(release_folder) as url:
        yield url


@pytest.fixture(scope="session")
def web(address: str) -> Iterator[httpx.Client]:
    """Asks there."""
    with httpx.Client(base_url=address) as client:
        yield client
