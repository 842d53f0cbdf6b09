"""Reading one board's answer: what it holds, and what that proves. Knows nothing of requests."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from spiders.fields import Fields, Unusable, as_text
from spiders.items import Posting, Reject

Take = Callable[[Fields], Posting]
"""Takes the fields of one item out, as a family's `posting` does."""


class NotAListing(Exception):
    """An answer that is no listing; its text says why."""


@dataclass
class Listing:
    """What one answer holds, and what it says about itself."""

    listed: int | None = None
    """The source's own total."""
    postings: list[Posting] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    malformed: int = 0
    """Rejects that may be vacancies which we cannot read."""
    unread: Counter[str] = field(default_factory=Counter)

    @property
    def read(self) -> int:
        """Items accounted for. A talent pool or an unlisted item is in the source's total like any other."""
        return len(self.postings) + len(self.rejects)


@dataclass(frozen=True)
class Judgement:
    """The status of a crawl, why it is that, and what proves it."""

    status: str
    why: str | None = None
    proof: str | None = None


def document(body: bytes) -> Any:
    """The JSON document in a body; raises `NotAListing` where there is none."""
    if not body.strip():
        raise NotAListing("empty body")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotAListing(f"broken JSON: {error}") from error


def found_at(stated: Any, keys: tuple[str, ...]) -> Any:
    """What lies under `keys`, one inside the other; null where the way breaks off."""
    for key in keys:
        stated = stated.get(key) if isinstance(stated, dict) else None
    return stated


def items_at(stated: Any, keys: tuple[str, ...]) -> list[Any]:
    """The list under `keys`; raises `NotAListing` where there is none."""
    items = found_at(stated, keys)
    if not isinstance(items, list):
        raise NotAListing(f"wrong shape: no list at {'.'.join(keys) or 'the top'}")
    return items


def total_at(stated: Any, keys: tuple[str, ...]) -> int | None:
    """The source's own total under `keys`; null where it states none."""
    total = found_at(stated, keys) if keys else None
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None


def read_items(items: list[Any], listed: int | None, take: Take, source: str, board: str) -> Listing:
    """Every item as a posting or a reject. An identifier counts once; what repeats it is a reject."""
    listing = Listing(listed)
    seen: set[str] = set()
    for place, item in enumerate(items):
        fields = Fields(item if isinstance(item, dict) else {})
        try:
            listing.postings.append(_posting(item, fields, take, seen))
            listing.unread.update(fields.unread())
        except Unusable as error:
            listing.malformed += error.may_be_vacancy
            identifier = (
                as_text(item["id"]) if isinstance(item, dict) and isinstance(item.get("id"), (str, int)) else None
            )
            listing.rejects.append(Reject(source, board, place, identifier, error.field, error.reason, error.value))
    return listing


def _posting(item: Any, fields: Fields, take: Take, seen: set[str]) -> Posting:
    if not isinstance(item, dict):
        raise Unusable("not an object", value=item)
    posting = take(fields)
    if posting.posting_id in seen:
        raise Unusable("listed twice", "id", posting.posting_id, may_be_vacancy=False)
    seen.add(posting.posting_id)
    return posting


def judge(listing: Listing, states_total: bool) -> Judgement:
    """What one answer proves. Only the source's own total, or a source that never pages, proves a listing whole.

    More unreadable items than readable ones are a changed format: of about 1,000 recorded real items none was unreadable.
    """
    if listing.malformed > listing.read / 2:
        return Judgement(
            "partial", f"{listing.malformed} of {listing.read} items could not be read: has the format changed?"
        )
    if states_total:
        return _judge_by_total(listing)
    if not listing.read:
        return Judgement("empty", "it answered with no posting, and nothing proves that it has none")
    return Judgement("complete", proof="whole listing in one answer")


def _judge_by_total(listing: Listing) -> Judgement:
    if listing.listed is None:
        return Judgement("partial", "the source's total is missing: nothing proves the listing whole")
    if listing.listed != listing.read:
        return Judgement("partial", f"the board says it has {listing.listed}, its answer holds {listing.read}")
    return Judgement("complete", proof=f"the source's own total: {listing.listed}")
