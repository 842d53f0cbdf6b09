import os
import signal
import subprocess
import sys

import httpx
import pytest

from warehouse.site.page import POLICY
from warehouse.site.server import NOTHING


def test_a_release_lies_at_its_own_address(web, release_folder):
    for path in ("index.html", "data/roles.parquet", "charts/managers.svg", "SHA256SUMS"):
        assert web.get(f"/2026.07/{path}").content == (release_folder / path).read_bytes()
    assert web.get("/2026.07/").text == web.get("/2026.07/index.html").text


@pytest.mark.parametrize("path", ["", "index.html", "latest", "latest/", "latest/roles.html"])
def test_the_root_and_latest_lead_to_the_newest_release(web, path):
    answer = web.get(f"/{path}", follow_redirects=True)
    assert answer.status_code == 200
    assert answer.url.path.startswith("/2026.07/")


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/2026.07/", POLICY),
        ("/2026.07/roles.html", POLICY),
        ("/2026.07/data/roles.parquet", NOTHING),
        ("/nothing", NOTHING),
        ("/latest/", NOTHING),
    ],
)
def test_every_answer_has_the_policy_that_the_page_states(web, path, policy):
    headers = web.get(path).headers
    assert headers["content-security-policy"] == f"{policy}; frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/2026.07/data/",
        "/other/index.html",
        "/2026.07/../../store.json",
        "/2026.07/%2e%2e/store.json",
        "/2026.07/x",
    ],
)
def test_nothing_but_files_of_releases_is_served(web, path):
    assert web.get(path).status_code == 404


def test_there_is_no_icon_and_that_is_no_error(web):
    assert web.get("/favicon.ico").status_code == 204


def test_texts_are_shown_and_not_saved(web):
    for path in ("README.md", "CITATION.cff", "SHA256SUMS", "inputs.sha256"):
        assert web.get(f"/2026.07/{path}").headers["content-type"].startswith("text/plain")


def test_the_command_serves_a_folder_until_it_is_told_to_end(release_folder):
    command = [sys.executable, "-m", "dags.cli", "serve", str(release_folder), "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        address = process.stdout.readline().strip()
        assert httpx.get(f"{address}roles.html").text == (release_folder / "roles.html").read_text("utf-8")
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
