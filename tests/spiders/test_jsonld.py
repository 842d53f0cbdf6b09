"""Sites of their own making, all crawled at once."""

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from tests.spiders.conftest import DAY, Answers, ask, crawl_one, serving

Site = dict[str, bytes | int]
"""Path → body, or the code of a refusal."""


def sitemap(*addresses: str, root: str = "urlset", element: str = "url") -> bytes:
    places = "".join(f"<{element}><loc>{address}</loc></{element}>" for address in addresses)
    return f'<?xml version="1.0"?><{root}>{places}</{root}>'.encode()


def page(**stated: Any) -> bytes:
    posting = {"@type": "JobPosting", "title": "Publicist", **stated}
    return f'<html><script type="application/ld+json">{json.dumps(posting)}</script></html>'.encode()


def two_pages(first: bytes | int) -> Site:
    return {"/sitemap.xml": sitemap("/jobs/1", "/jobs/2"), "/jobs/1": first, "/jobs/2": page()}


MANY = [f"/jobs/{number}" for number in range(30)]
GONE: dict[str, bytes | int] = {
    "gone404": 404,
    "gone410": 410,
    "unmarked": b"<html>We will be right back</html>",
    "expired": page(validThrough="2020-01-01"),
}
BROKEN = {
    "no-sitemap": (b"<html></html>", "wrong shape: no sitemap"),
    "broken": (b"<urlset><url>", "broken XML"),
    "cut-off": (gzip.compress(b"<urlset/>" * 99)[:-9], "a sitemap that is cut off"),
    "not-packed": (b"\x1f\x8bno", "broken gzip"),
}
SITES: dict[str, Site] = {
    "well": two_pages(page()),
    **{name: two_pages(first) for name, first in GONE.items()},
    "failing": two_pages(500),
    "in-trouble": {"/sitemap.xml": sitemap(*MANY), **dict.fromkeys(MANY, 500)},
    "nested": {
        "/sitemap.xml": sitemap("/a.xml", "/b.xml.gz", root="sitemapindex", element="sitemap"),
        "/a.xml": sitemap("/jobs/1"),
        "/b.xml.gz": gzip.compress(sitemap("/jobs/2")),
        "/jobs/1": page(),
        "/jobs/2": page(),
    },
    "mixed": {
        "/sitemap.xml": sitemap("/jobs/1", "/about", "https://elsewhere.example/jobs/3"),
        "/jobs/1": page(),
        "/about": page(),
    },
    "several": {
        "/sitemap.xml": sitemap("/jobs"),
        "/jobs": page(url="/jobs#1") + page(url="/jobs#2", title="Press Officer"),
    },
    **{name: {"/sitemap.xml": stated} for name, (stated, _) in BROKEN.items()},
}


def board(name: str) -> str:
    return f"{name}.example/sitemap.xml" + ("#/jobs/" if name == "mixed" else "")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    def respond(asked: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        name, _, path = asked.path.removeprefix(f"/{DAY}/").partition(".example")
        found = SITES.get(name, {}).get(path, 404)
        return (found, {}, b"") if isinstance(found, int) else (200, {}, found)

    out = tmp_path_factory.mktemp("jsonld") / "ask"
    with serving(respond) as url:
        yield crawl_one(url, ask(out, "jsonld", [board(name) for name in SITES]), overrides={"RETRY_TIMES": 0})


def test_every_page_of_the_sitemap_is_a_posting_named_by_its_address(crawled: Answers) -> None:
    found = crawled.crawls[board("well")]
    assert crawled.of(board("well")) == {"jobs/1", "jobs/2"}
    assert (found["proof"], found["misses_to_close"]) == ("every page of its sitemap", 2)


@pytest.mark.parametrize("name", GONE)
def test_what_is_gone_from_a_page_is_no_posting_and_leaves_the_listing_whole(crawled: Answers, name: str) -> None:
    assert crawled.of(board(name)) == {"jobs/2"}
    assert crawled.crawls[board(name)]["status"] == "complete"


@pytest.mark.parametrize("code", [404, 410])
def test_of_a_page_that_is_gone_the_rejects_name_the_posting(crawled: Answers, code: int) -> None:
    said = [reject for reject in crawled.rejects if reject["board"] == board(f"gone{code}")]
    assert [(reject["posting_id"], reject["field"], reject["reason"]) for reject in said] == [
        ("jobs/1", "page", f"gone: HTTP {code}")
    ]


def test_a_page_that_fails_loses_none_of_the_others_and_proves_nothing(crawled: Answers) -> None:
    found = crawled.crawls[board("failing")]
    assert crawled.of(board("failing")) == {"jobs/2"}
    assert (found["status"], found["why"]) == ("partial", "1 pages could not be read, the first: HTTP 500")


def test_a_site_that_fails_again_and_again_is_left_alone(crawled: Answers) -> None:
    assert crawled.crawls[board("in-trouble")]["requests"] < len(MANY)


def test_a_sitemap_may_lead_to_others_packed_or_not(crawled: Answers) -> None:
    assert crawled.of(board("nested")) == {"jobs/1", "jobs/2"}


def test_only_pages_of_the_same_host_that_look_like_postings_are_asked(crawled: Answers) -> None:
    assert crawled.of(board("mixed")) == {"jobs/1"}
    assert crawled.crawls[board("mixed")]["requests"] == 2


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_sitemap_is_a_failure(crawled: Answers, name: str) -> None:
    found = crawled.crawls[board(name)]
    assert found["status"] == "failed"
    assert found["why"].startswith(BROKEN[name][1])


def test_a_page_with_several_postings_names_each_by_its_own_address(crawled: Answers) -> None:
    found = {posting["title"] for posting in crawled.postings if posting["board"] == board("several")}
    assert found == {"Publicist", "Press Officer"}
