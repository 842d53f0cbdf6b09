import json

import pytest
from scrapy.http import TextResponse

from spiders.families import families
from spiders.listing import NotAListing
from spiders.plan import Board
from tests.spiders.conftest import DAY, read, read_one

ITEM = {
    "objectID": "47000007",
    "author": "somebody",
    "comment_text": "Quillfern | PR Manager &amp; Writer | Leeds, UK | REMOTE<p>Write to zsuzsa@example.com.",
    "created_at": "2026-01-05T10:00:00Z",
    "parent_id": 46000000,
    "story_id": 46000000,
}


def test_the_first_line_names_company_role_and_place() -> None:
    found = read_one("hn_who_is_hiring", ITEM)
    assert (found.employer, found.title, found.location) == ("Quillfern", "PR Manager & Writer", "Leeds, UK")
    assert found.url == "https://news.ycombinator.com/item?id=47000007"


def test_nobody_can_be_reached_by_what_is_kept() -> None:
    assert "example.com" not in str(read_one("hn_who_is_hiring", ITEM))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"parent_id": 47000001}, "a reply, no posting"),
        ({"comment_text": "We are hiring!"}, "no first line like `Company | Role`"),
        ({"comment_text": "Quillfern | <p>Roles below"}, "no first line like `Company | Role`"),
    ],
)
def test_what_is_no_posting_is_rejected_and_counts_for_the_total(changes: dict, reason: str) -> None:
    (reject,) = read("hn_who_is_hiring", {**ITEM, **changes})[1]
    assert (reject.posting_id, reject.reason) == ("47000007", reason)


def test_without_a_thread_there_is_no_listing() -> None:
    spider, board = families()["hn_who_is_hiring"](boards=[], prefix="", day=DAY), Board("who_is_hiring")
    body = json.dumps({"hits": [{"objectID": "1", "title": "Ask HN: Who wants to be hired?"}]}).encode()
    with pytest.raises(NotAListing, match="no thread"):
        spider.page(TextResponse("http://x", body=body), spider.first_page(board), board)
