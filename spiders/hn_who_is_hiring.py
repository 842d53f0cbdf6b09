"""The monthly thread "Ask HN: Who is hiring?"."""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from scrapy.http import Response
from w3lib.html import remove_tags
from w3lib.url import add_or_replace_parameter, url_query_parameter

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.documents import items_at, json_document
from spiders.fields import Fields, Unusable
from spiders.items import Posting
from spiders.listing import NotAListing, Page
from spiders.personal import without_addresses
from spiders.plan import Board

ROLE_AT = 1
"""Place of the role in a first line such as `Company | Role | Place | …`."""


class HnWhoIsHiringSpider(JsonBoardSpider):
    """The newest "Ask HN: Who is hiring?" thread on Hacker News, by Algolia's public search; one board, `who_is_hiring`.

    Endpoint: `GET https://hn.algolia.com/api/v1/search_by_date?tags=story,author_whoishiring` names the newest thread, then
    `…/search_by_date?tags=comment,story_{id}` its comments.
    Paging: `page` up to `nbPages`; `nbHits` counts the comments, replies included.
    Auth: none.
    Fields: `comment_text` is HTML; its first line names company, role and place, by custom separated with `|`. A comment without
    such a line is no posting that can be counted, nor is a reply.
    Caps: 1,000 comments; a longer thread is seen in part.
    Terms: the documentation of the search names no terms of use; the comments are their authors' own. `author` is dropped, and so
    are addresses, handles and telephone numbers in the text.
    """

    name = "hn_who_is_hiring"
    card = Card(
        homepage="https://hn.algolia.com/api",
        proof="total",
        has_posted_date=True,
        is_aggregator=True,
        cap=1_000,
        unknown_is_empty=True,
        pii_fields=("author",),
        terms_url="https://hn.algolia.com/api",
        robots_url="https://hn.algolia.com/robots.txt",
        terms_note="No terms of use are stated in the documentation of the search; comments belong to their authors.",
        daily_requests=20,
    )
    address = "hn.algolia.com/api/v1/search_by_date?tags=story,author_whoishiring&hitsPerPage=10"
    items_at = ("hits",)
    total_at = ("nbHits",)

    def page(self, response: Response, address: str, board: Board) -> Page:
        """The first answer names the thread, those after it hold its comments."""
        if address != self.first_page(board):
            return super().page(response, address, board)
        thread = _newest_thread(items_at(json_document(response.body), self.items_at))
        return Page([], more=(f"hn.algolia.com/api/v1/search_by_date?tags=comment,story_{thread}&hitsPerPage=1000",))

    def more(self, stated: Any, items: Sequence[Any], address: str) -> Sequence[str]:
        """The next page, while there is one."""
        number = int(url_query_parameter(address, "page") or "0") + 1
        pages = stated.get("nbPages")
        has_more = isinstance(pages, int) and number < pages and items
        return [str(add_or_replace_parameter(address, "page", str(number)))] if has_more else []

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One comment."""
        posting_id = raw.identifier("objectID")
        raw.drop(
            "author", "created_at_i", "updated_at", "story_title", "story_url", "_tags", "_highlightResult", "children"
        )
        if raw.text("parent_id") != raw.text("story_id"):
            raise Unusable("a reply, no posting", "parent_id", may_be_vacancy=False)
        text = without_addresses(raw.required("comment_text"))
        employer, title, *others = _first_line(text)
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=posting_id,
            title=title,
            employer=employer,
            location=others[0] if others else None,
            description=text,
            url=f"https://news.ycombinator.com/item?id={posting_id}",
            posted_at=raw.text("created_at"),
        )


def _newest_thread(stories: list[Any]) -> str:
    """Identifier of the first story that asks who is hiring; others ask who wants to be hired."""
    for story in stories:
        fields = Fields(story if isinstance(story, dict) else {})
        if "who is hiring" in (fields.text("title") or "").lower():
            return str(fields.text("objectID"))
    raise NotAListing("no thread that asks who is hiring among the newest stories")


def _first_line(text: str) -> list[str]:
    first = remove_tags(re.split("<p>", text, maxsplit=1)[0])
    parts = [unescape(part).strip() for part in first.split("|")]
    if len(parts) <= ROLE_AT or not all(parts[: ROLE_AT + 1]):
        raise Unusable("no first line like `Company | Role`", "comment_text", may_be_vacancy=False)
    return parts
