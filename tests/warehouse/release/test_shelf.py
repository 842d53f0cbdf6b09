from pathlib import Path

import pytest

from warehouse.release.shelf import made
from warehouse.store import Store, StoreError


def test_a_release_whose_imprint_is_broken_is_named_with_what_to_do(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.put_bytes(b"", "releases/2026.06/SHA256SUMS")
    store.put_bytes(b"{", "releases/2026.06/release.json")
    with pytest.raises(StoreError, match=r"releases/2026.06/release.json is broken: `helpwanted verify 2026.06` tells"):
        made(store)
