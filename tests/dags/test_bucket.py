"""The same import into a folder and into an S3 bucket, served by moto on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import s3fs
from moto.server import ThreadedMotoServer

from tests.dags.conftest import Run

CSV = "title,company,url,at\n" + "\n".join(
    f"Social Media Manager,Employer {number % 20},https://jobs.example.org/{number},2026-03-0{1 + number % 3}"
    for number in range(60)
)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    settings = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.get_host_and_port()[1]}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ALLOW_HTTP": "true",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir("held-postings")
    yield "s3://held-postings/data"
    server.stop()


def test_a_bucket_holds_the_same_bytes_as_a_folder(helpwanted: Run, data: Path, tmp_path: Path, bucket: str) -> None:
    file = tmp_path / "held.csv"
    file.write_text(CSV)
    arguments = ("import", file, "--source", "held", "--snapshot-column", "at")
    for root in (str(data), bucket):
        assert helpwanted(*arguments, HELPWANTED_DATA=root).code == 0
        assert helpwanted("release", HELPWANTED_DATA=root).code == 0
    files = s3fs.S3FileSystem()
    held = {path.removeprefix("held-postings/data/"): files.cat_file(path) for path in files.find(bucket)}
    there = {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert held == there
    assert helpwanted("verify", "2026.03", HELPWANTED_DATA=bucket).code == 0
