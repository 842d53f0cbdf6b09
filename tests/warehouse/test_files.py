from pathlib import Path

import polars as pl
import pytest

from warehouse.files import UnreadableFile, scan_rows

ROWS = pl.DataFrame({"title": ["Editor"], "id": ["007"]})


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "parquet"])
def test_rows_are_read_and_an_id_keeps_its_zeros(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"postings.{kind}"
    {
        "csv": ROWS.write_csv,
        "tsv": lambda file: ROWS.write_csv(file, separator="\t"),
        "jsonl": ROWS.write_ndjson,
        "parquet": ROWS.write_parquet,
    }[kind](path)
    assert scan_rows(path).collect().equals(ROWS)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("postings.xlsx", b"", "cannot tell what it holds"),
        ("missing.csv", None, "no such file"),
        ("postings.parquet", b"no parquet", "not readable as parquet"),
        ("empty.csv", b"", "not readable as csv"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=said) as refusal:
        scan_rows(path)
    assert "\n" not in str(refusal.value)
