"""How far a board has been asked: which of its pages are still to come, and what may be asked again."""

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from scrapy.http import Response

from spiders.conduct.traffic import Cost
from spiders.listing import Listing
from spiders.plan import Board

MOST_PAGES = 1_000
"""Pages of one board at most. The largest recorded board has 1,400 postings, and no family shows fewer than 10 on a page."""
MOST_BYTES = 1024 * 1024 * 1024
"""Bytes of all pages of one board, unpacked. The largest recorded board has 15 MB; a hostile one could fill the disk."""
LONGEST_VALIDATOR = 200
"""Characters of an ETag or a date that are kept: hosts make them from a digest or a time. A longer one is none."""


@dataclass(frozen=True)
class Validator:
    """What a host gave us to ask whether one of its pages has changed (RFC 9110, 8.8)."""

    address: str
    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, address: str, response: Response) -> Self:
        """The validator that an answer carries."""
        stated = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
        return cls(
            address,
            *(value.decode("latin-1") if value and len(value) <= LONGEST_VALIDATOR else None for value in stated),
        )

    @property
    def can_be_asked(self) -> bool:
        """Whether the page gave anything to ask with."""
        return bool(self.etag or self.last_modified)

    @property
    def headers(self) -> dict[str, bytes]:
        """The headers that ask, in the very bytes that the host stated."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value.encode("latin-1") for name, value in stated.items() if value}


def validators_of(text: str | None) -> tuple[Validator, ...]:
    """The validators in a ledger row's `validators`; none where it has none."""
    return tuple(Validator(*stated) for stated in json.loads(text or "[]"))


def text_of(validators: Sequence[Validator]) -> str | None:
    """Validators as the ledger keeps them, a JSON list. Null where a page gave none: then nothing proves the whole."""
    if not validators or not all(validator.can_be_asked for validator in validators):
        return None
    return json.dumps([[page.address, page.etag, page.last_modified] for page in validators])


@dataclass
class Asking:
    """One board that is being asked, page after page."""

    board: Board
    first: str
    """Address of its first page."""
    listing: Listing
    cost: Cost = field(default_factory=Cost)
    pages: list[Validator] = field(default_factory=list)
    """Pages that have answered, in their order."""
    lost: list[str] = field(default_factory=list)
    """Why pages that stand alone could not be read."""
    bytes: int = 0
    """Of all answers so far, unpacked."""
    is_unmodified: bool = field(init=False)
    """Whether every page so far is as it was in the last complete listing."""
    _known: tuple[Validator, ...] = field(init=False)
    _queue: deque[str] = field(init=False, default_factory=deque)

    def __post_init__(self) -> None:
        known = validators_of(self.board.validators)
        # Another address is another question: of another day, or as an earlier version of a family put it.
        self._known = known if known and known[0].address == self.first else ()
        self.is_unmodified = bool(self._known)

    @property
    def too_much(self) -> str | None:
        """Why no further page is asked for; null where one is."""
        if len(self.pages) >= MOST_PAGES:
            return f"more than {MOST_PAGES:,} pages: is it paging in circles?"
        return f"more than {MOST_BYTES:,} bytes: no board has so many" if self.bytes > MOST_BYTES else None

    def next_page(self) -> Validator | None:
        """The page to ask next, with what asks whether it has changed; null where there is no more."""
        if self.is_unmodified:
            return self._known[len(self.pages)] if len(self.pages) < len(self._known) else None
        if not self.pages:
            return Validator(self.first)
        return Validator(self._queue.popleft()) if self._queue else None

    def start_over(self) -> None:
        """A later page has changed: what the pages before it hold has to be asked for after all."""
        self.is_unmodified = False
        self.pages.clear()

    def expect(self, addresses: Sequence[str]) -> None:
        """More pages of this board."""
        self._queue.extend(addresses)
