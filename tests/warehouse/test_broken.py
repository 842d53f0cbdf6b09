"""A file that cannot be read is named, with what to do about it."""

from pathlib import Path

import pytest

from tests.warehouse.small import fill
from warehouse.broken import first_broken

DEMAND = "tables/demand_monthly/month=2026-06/all.parquet"


def test_where_every_file_can_be_read_none_is_broken(tmp_path: Path) -> None:
    assert first_broken(fill(tmp_path)) is None


@pytest.mark.parametrize(
    ("path", "to_do"),
    [
        ("tables/crawls/day=2026-06-03/lever.parquet", "run `helpwanted rebuild --from 2026-06-03`"),
        (DEMAND, "run `helpwanted rebuild --from 2026-06-01`"),
        ("tables/roles/all.parquet", "run `helpwanted rebuild`"),
        (
            "landing/day=2026-06-03/source=lever/attempt=001/postings.parquet",
            "put a copy in its place, or remove landing/",
        ),
        ("releases/2026.06/data/roles.parquet", "`helpwanted verify 2026.06` tells"),
    ],
)
def test_the_broken_file_is_named_with_what_to_do(tmp_path: Path, path: str, to_do: str) -> None:
    store = fill(tmp_path)
    store.put_bytes(b"PAR1 and no more", path)
    assert str(first_broken(store)).startswith(f"{store.url}/{path} is broken: {to_do}")
