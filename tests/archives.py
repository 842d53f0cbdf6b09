"""Web archives of our own making, as crawlers write them."""

import json
from base64 import b32encode
from collections.abc import Iterable
from hashlib import sha1
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = "https://jobs.example.org/openings/7"


def job(title: str = "Community Manager", **stated: Any) -> str:
    """A page that holds one posting."""
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": title,
        "description": "<p>Hello</p>",
        "datePosted": "2024-04-30",
        "hiringOrganization": {"@type": "Organization", "name": "Quillfeather Games"},
        "jobLocation": {"address": {"addressLocality": "Leeds", "addressCountry": "GB"}},
        **stated,
    }
    return f'<html><script type="application/ld+json">{json.dumps(posting)}</script></html>'


def record(
    body: str | bytes = "<html></html>",
    url: str = PAGE,
    at: str = "2024-05-01T10:00:00Z",
    code: str = "200 OK",
    kind: str = "response",
    warc: dict[str, str] | None = None,
    **http: str,
) -> dict[str, Any]:
    """One record; `http` are headers of the answer, `_` for `-`."""
    headers = {"Content-Type": "text/html", **{name.replace("_", "-"): value for name, value in http.items()}}
    payload = body.encode() if isinstance(body, str) else body
    return {
        "url": url,
        "kind": kind,
        "code": code,
        "headers": headers,
        "body": payload,
        "warc": {"WARC-Date": at, **(warc or {})},
    }


def revisit(body: str, at: str, url: str = PAGE) -> dict[str, Any]:
    """A record that says: the same payload as before."""
    digest = b32encode(sha1(body.encode()).digest()).decode()
    return record(url=url, at=at, kind="revisit", warc={"WARC-Payload-Digest": f"sha1:{digest}"})


def write(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """An archive at `path`, compressed record by record where its name ends in `.gz`."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for one in records:
            http = StatusAndHeaders(one["code"], list(one["headers"].items()), protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    one["url"],
                    one["kind"],
                    payload=BytesIO(one["body"]),
                    http_headers=None if one["kind"] == "resource" else http,
                    warc_content_type=one["headers"]["Content-Type"] if one["kind"] == "resource" else "",
                    warc_headers_dict=one["warc"],
                )
            )
    return path
