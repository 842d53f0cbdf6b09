import gzip
from pathlib import Path

import polars as pl
import pytest

from warehouse.files import UnreadableFile, scan_rows

ROWS = pl.DataFrame({"title": ["Editor"], "id": ["007"]})


def zipped(content: str | None) -> bytes:
    return gzip.compress((content or "").encode())


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "parquet", "CSV", "csv.gz", "tsv.gz", "ndjson.gz"])
def test_rows_are_read_and_an_id_keeps_its_zeros(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"postings.{kind}"
    {
        "csv": ROWS.write_csv,
        "CSV": ROWS.write_csv,
        "csv.gz": lambda file: file.write_bytes(zipped(ROWS.write_csv())),
        "tsv.gz": lambda file: file.write_bytes(zipped(ROWS.write_csv(separator="\t"))),
        "ndjson.gz": lambda file: file.write_bytes(zipped(ROWS.write_ndjson())),
        "tsv": lambda file: ROWS.write_csv(file, separator="\t"),
        "jsonl": ROWS.write_ndjson,
        "parquet": ROWS.write_parquet,
    }[kind](path)
    assert scan_rows(path).collect().equals(ROWS)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("postings.xlsx", b"", "cannot tell what it holds"),
        ("postings.parquet.gz", b"", "cannot tell what it holds"),
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
