"""The card of a source: what it lists, what it proves, what it allows. It becomes a row of the table `sources`."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Proof = Literal["total", "whole listing in one answer", "read to its last page", "every page of its sitemap"]
"""What proves a listing whole: the source's own total, or that it was read to its end."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """What one source is.

    `terms_read_on` is the day on which somebody read the terms at their address. It is null for every source so far: the families
    were written without a network, from documentation quoted elsewhere. What a robots.txt says is read at every crawl.
    """

    homepage: str
    proof: Proof
    has_posted_date: bool
    has_close_date: bool = False
    has_description: bool = True
    is_aggregator: bool = False
    """Its boards list postings of many employers, each with its own name."""
    cap: int | None = None
    """Postings that the source shows at most, in all."""
    unknown_is_empty: bool = False
    """A board that does not exist answers like one without postings, so that nought proves nothing."""
    pii_fields: tuple[str, ...] = ()
    """Fields that may name a person; the spider drops them unread."""
    terms_url: str | None = None
    robots_url: str
    """`{board}` stands for the token where every board has a host of its own."""
    terms_read_on: date | None = None
    terms_note: str
    """What the terms and robots.txt say about reading postings and counting them, in one sentence."""
    licence: str = "not stated"
    """Licence of the postings themselves."""
    cadence_days: int = 1
    """Days between two crawls of a board, as planned."""
    daily_requests: int = 2_000
    """Most requests that the source is sent in a UTC day."""
    is_conditional: bool = True
    """Whether the host can be asked if a page has changed: not by a POST, and not where the day stands in the address."""
    disabled_because: str | None = None
    """Why no board of it is asked; null where boards are."""

    @property
    def lists_complete(self) -> bool:
        """Whether a crawl can prove that it saw everything the board lists."""
        return self.cap is None
