"""The same import into a folder and into an S3 bucket, served by moto on loopback."""

from pathlib import Path

import pytest

from tests.dags.conftest import Run

CSV = "title,company,url,at\n" + "\n".join(
    f"Social Media Manager,Employer {number % 20},https://jobs.example.org/{number},2026-03-0{1 + number % 3}"
    for number in range(60)
)


@pytest.mark.slow
def test_a_bucket_holds_the_same_bytes_as_a_folder(helpwanted: Run, data: Path, tmp_path: Path, bucket: str) -> None:
    import s3fs

    file = tmp_path / "held.csv"
    file.write_text(CSV)
    arguments = ("import", file, "--source", "held", "--snapshot-column", "at")
    for root in (str(data), f"{bucket}/data"):
        assert helpwanted(*arguments, HELPWANTED_DATA=root).code == 0
    files = s3fs.S3FileSystem()
    held = {f"s3://{path}".removeprefix(f"{bucket}/data/"): files.cat_file(path) for path in files.find(bucket)}
    there = {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert held == there
