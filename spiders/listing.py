"""Reading one board's answers: what they hold, and what that proves. Knows nothing of requests."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from expectations.landed import GONE_FIELD
from spiders.card import Card
from spiders.fields import CONTROLS, VALUE_LENGTH, Fields, Unusable
from spiders.items import Posting, Reject

MOST_ITEMS = 100_000
"""Items of one board at most. The largest recorded one has 1,400; a hostile page of 64 MiB could hold 22 million."""

LONGEST_ID = 500
"""Characters of a posting's id. The longest recorded ones, addresses, have 196; an id stands in six tables on every day."""

UNFIT = re.compile(rf"{CONTROLS.pattern}|(?:@|%40)[\w-]+\.")
"""What no id may hold: what breaks a line, and an e-mail address, for ids are published."""

Take = Callable[[Fields], Posting]
"""Takes the fields of one item out, as a family's `posting` does."""


class NotAListing(Exception):
    """An answer that is no listing; its text says why."""


@dataclass(frozen=True)
class Page:
    """One answer of a board: its items, and what it says about the rest."""

    items: list[Any]
    listed: int | None = None
    """The source's own total."""
    more: tuple[str, ...] = ()
    """Addresses (host, path, query) that hold the rest of the listing, as far as this answer tells."""


@dataclass
class Listing:
    """What a board has answered so far, page by page."""

    source: str
    board: str
    listed: int | None = None
    """The source's own total, as its last page states it."""
    collected: int = 0
    rejected: int = 0
    malformed: int = 0
    """Rejects that may be vacancies which we cannot read."""
    shown_again: int = 0
    """Items that an earlier page held already: a listing that moves while it is turned over."""
    goes_in_circles: bool = False
    """Whether a page showed nothing new, and still promised more."""
    pages_gone: int = 0
    """Rejects that are no items: pages that were there once."""
    unread: Counter[str] = field(default_factory=Counter)
    _page_of: dict[str, int] = field(default_factory=dict)
    _pages: int = 0

    @property
    def shown(self) -> int:
        """Items on all pages."""
        return self.collected + self.rejected

    @property
    def read(self) -> int:
        """Items accounted for. A talent pool or an unlisted item is in the source's total like any other."""
        return self.shown - self.shown_again - self.pages_gone

    def add(self, page: Page, take: Take) -> list[Posting | Reject]:
        """Every item of a page as a posting or a reject. An identifier counts once; what repeats it is a reject."""
        if self.shown + len(page.items) > MOST_ITEMS:
            raise NotAListing(f"{self.shown + len(page.items):,} items: no board has so many")
        self._pages += 1
        self.listed = self.listed if page.listed is None else page.listed
        known = self.read
        found = [self._read(item, take) for item in page.items]
        self.goes_in_circles |= bool(page.items and page.more) and self.read == known
        return found

    def gone(self, posting_id: str | None, code: int) -> Reject:
        """A page that the listing names, and that is gone: with it the posting whose own page it was."""
        reject = Reject(self.source, self.board, self.shown, posting_id, GONE_FIELD, f"gone: HTTP {code}", None)
        self.rejected += 1
        self.pages_gone += 1
        return reject

    def _read(self, item: Any, take: Take) -> Posting | Reject:
        fields = Fields(item if isinstance(item, dict) else {})
        try:
            posting = self._posting(item, fields, take)
        except Unusable as error:
            self.malformed += error.may_be_vacancy
            named = fields.identified and fields.identified[:VALUE_LENGTH]
            reject = Reject(self.source, self.board, self.shown, named, error.field, error.reason, error.value)
            self.rejected += 1
            return reject
        self.collected += 1
        self.unread.update(fields.unread())
        return posting

    def _posting(self, item: Any, fields: Fields, take: Take) -> Posting:
        if not isinstance(item, dict):
            raise Unusable("not an object", value=item)
        posting = take(fields)
        if len(posting.posting_id) > LONGEST_ID or UNFIT.search(posting.posting_id):
            raise Unusable("no usable id: too long, with control characters or a mailbox", "id", posting.posting_id)
        if posting.posting_id in self._page_of:
            self.shown_again += self._page_of[posting.posting_id] != self._pages
            raise Unusable("listed twice", "id", posting.posting_id, may_be_vacancy=False)
        self._page_of[posting.posting_id] = self._pages
        return posting


@dataclass(frozen=True)
class Judgement:
    """The status of a crawl, why it is that, and what proves it."""

    status: str
    why: str | None = None
    proof: str | None = None


def judge(listing: Listing, card: Card) -> Judgement:
    """What the answers of a board prove. Only the source's own total, or a listing read to its end, proves it whole.

    More unreadable items than readable ones are a changed format: of about 1,000 recorded real items none was unreadable.
    """
    if listing.malformed > listing.read / 2:
        return Judgement(
            "partial", f"{listing.malformed} of {listing.read} items could not be read: has the format changed?"
        )
    if listing.goes_in_circles:
        return Judgement("partial", "a page repeats earlier ones: is it paging in circles?")
    if card.proof == "total":
        return _judge_by_total(listing, card)
    if not listing.read:
        return Judgement("empty", "it answered with no posting, and nothing proves that it has none")
    if card.cap is not None and listing.read >= card.cap:
        return Judgement("partial", f"the source shows no more than {card.cap} postings, and this many it showed")
    return Judgement("complete", proof=card.proof)


def _judge_by_total(listing: Listing, card: Card) -> Judgement:
    if listing.listed is None:
        return Judgement("partial", "the source's total is missing: nothing proves the listing whole")
    if listing.listed != listing.read:
        return Judgement("partial", f"the board says it has {listing.listed}, its answer holds {listing.read}")
    if not listing.read and card.unknown_is_empty:
        return Judgement("empty", "the source says nought of boards that it does not know, too")
    return Judgement("complete", proof=f"the source's own total: {listing.listed}")
