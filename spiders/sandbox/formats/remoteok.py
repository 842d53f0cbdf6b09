"""Remote OK's feed."""

import json
from collections.abc import Sequence
from typing import Any

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import Asked, JsonFormat, Shown, at_nine, moment


class RemoteOk(JsonFormat):
    """One list for all employers; its first element is a notice."""

    source = "remoteok"
    address = "remoteok.com/api"
    board = "all"
    title_field = "position"

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One element of the list."""
        low, high = posting.pay[:2] if posting.pay else (0, 0)
        return {
            "slug": f"remote-{posting.posting_id}",
            "id": posting.posting_id,
            "epoch": int(at_nine(posting.posted_on).timestamp()),
            "date": moment(posting.posted_on),
            "company": posting.employer,
            "company_logo": "",
            "position": posting.title,
            "tags": ["marketing"],
            "logo": "",
            "description": posting.description,
            "location": ", ".join(posting.places),
            "apply_url": f"https://remoteok.com/l/{posting.posting_id}",
            "salary_min": low,
            "salary_max": high,
            "url": f"https://remoteok.com/remote-jobs/{posting.posting_id}",
        }

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str:
        """The notice, then the newest postings."""
        notice = json.dumps({"last_updated": 1767600000, "legal": "An invented notice: say where you have this from."})
        return f"[{','.join([notice, *(item.text for item in shown)])}]"
