"""Arbeitnow's job board API."""

import json
from collections.abc import Sequence
from typing import Any

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import PAGE, Asked, JsonFormat, Shown, at_nine, listed


class Arbeitnow(JsonFormat):
    """Pages for all employers; each names the next one."""

    source = "arbeitnow"
    address = "www.arbeitnow.com/api/job-board-api"
    board = "all"
    id_field = "slug"

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One entry of `data`."""
        return {
            "slug": posting.posting_id,
            "company_name": posting.employer,
            "title": posting.title,
            "description": posting.description,
            "remote": posting.is_remote,
            "url": f"https://www.arbeitnow.com/jobs/{posting.posting_id}",
            "tags": [posting.department],
            "job_types": [posting.employment],
            "location": posting.places[0],
            "created_at": int(at_nine(posting.posted_on).timestamp()),
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """One page."""
        page = asked.number("page", 1)
        following = f"https://{self.address}?page={page + 1}" if page * PAGE < len(shown) else None
        links = json.dumps({"prev": None, "next": following})
        return f'{{"data":[{listed(shown[(page - 1) * PAGE : page * PAGE])}],"links":{links},"meta":{{"current_page":{page}}}}}'
