"""Algolia's search of Hacker News."""

import json
from collections.abc import Sequence
from html import escape
from typing import Any
from uuid import UUID

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import PAGE, Asked, JsonFormat, Shown, listed, moment

THREAD = 46_000_000


class HnWhoIsHiring(JsonFormat):
    """One search for the threads, and one for a thread's comments in pages."""

    source = "hn_who_is_hiring"
    address = "hn.algolia.com/api/v1/search_by_date"
    board = "who_is_hiring"
    id_field = "objectID"
    title_field = "comment_text"

    def identifier(self, unique: UUID) -> str:
        """Eight digits."""
        return str(47_000_000 + unique.int % 900_000)

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One comment."""
        line = " | ".join([posting.employer, posting.title, ", ".join(posting.places)])
        return {
            "objectID": posting.posting_id,
            "author": "Zsuzsa Beispiel",
            "comment_text": f"{escape(line)}<p>{posting.description}",
            "created_at": moment(posting.posted_on),
            "parent_id": THREAD,
            "story_id": THREAD,
            "story_title": "Ask HN: Who is hiring?",
            "_tags": ["comment", f"story_{THREAD}"],
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """The threads, or a page of comments."""
        if "comment" not in asked.query["tags"]:
            titles = ("Ask HN: Who wants to be hired?", "Ask HN: Who is hiring?")
            threads = [
                {"objectID": str(THREAD - place), "title": title} for place, title in enumerate(titles, start=-1)
            ]
            return json.dumps({"hits": threads, "nbHits": len(threads), "nbPages": 1, "page": 0})
        page = asked.number("page", 0)
        hits = listed(shown[page * PAGE : (page + 1) * PAGE])
        return f'{{"hits":[{hits}],"nbHits":{total},"nbPages":{-(-len(shown) // PAGE)},"page":{page}}}'
