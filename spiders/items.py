"""What a spider yields: a posting, an item it could not use, and the one row of the ledger that every board ends in.

The names of the attributes are the keys of the JSON-lines feeds. Everything a source states stays a text, as stated.
"""

from dataclasses import dataclass


@dataclass(slots=True)
class Posting:
    """One posting as its source states it. What the source does not state is null."""

    source: str
    board: str
    posting_id: str
    title: str
    employer: str | None = None
    location: str | None = None
    """Several places are joined by ` | `."""
    country: str | None = None
    description: str | None = None
    url: str | None = None
    posted_at: str | None = None
    updated_at: str | None = None
    closes_at: str | None = None
    department: str | None = None
    employment_type: str | None = None
    workplace: str | None = None
    pay: str | None = None
    requisition_id: str | None = None
    is_active: str | None = None
    """`true` or `false` where the source marks its postings so."""


@dataclass(slots=True)
class Reject:
    """One item of a board's answer that could not be used, and why."""

    source: str
    board: str
    item: int
    """Place of the item in the answer, from 0."""
    posting_id: str | None
    field: str | None
    reason: str
    value: str | None
    """The offending value, cut to 200 characters."""


@dataclass(slots=True)
class Crawl:
    """How asking one board ended. Exactly one for every board asked, whatever happened."""

    source: str
    board: str
    status: str
    """One of `expectations.contracts.STATUSES`."""
    why: str | None = None
    proof: str | None = None
    listed: int | None = None
    collected: int = 0
    rejected: int = 0
    robots: str = "allowed"
    misses_to_close: int = 1
    unread_fields: str = "{}"
    """JSON object: fields nobody reads → how often they occurred."""
    covers: str = "board"
    validators: str | None = None
    """JSON list of address, ETag and Last-Modified of each page, where the listing is complete: only such a one may be
    called unchanged."""
    started_at: str | None = None
    ended_at: str | None = None
    requests: int = 0
    bytes: int = 0
    http_codes: str | None = None
