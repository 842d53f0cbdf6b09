"""Sites of their own making: a sitemap, and schema.org's `JobPosting` in its pages."""

import zlib
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from scrapy.http import Response

from spiders import schema_org
from spiders.base import BoardSpider
from spiders.card import Card
from spiders.documents import found_at, xml_document
from spiders.fields import Fields, Unusable
from spiders.items import Posting
from spiders.listing import NotAListing, Page
from spiders.paging import host_of, next_by_link
from spiders.plan import Board

LARGEST_SITEMAP = 50 * 1024 * 1024
"""Bytes of a sitemap, unpacked: the protocol allows no more (sitemaps.org)."""
GZIP = b"\x1f\x8b"
FOUND_ON, IS_ALONE = "@page", "@alone"
"""Names under which an item carries the address of its page, and whether it is the only one there."""


class JsonLdSpider(BoardSpider):
    """Any site whose sitemap leads to pages with schema.org's `JobPosting`, as JSON-LD or microdata.

    Endpoint: `GET https://{board}`: the board is the address of a sitemap, as in `careers.example.com/sitemap.xml`; after a `#`
    may stand a part that the addresses of postings contain, as in `example.com/sitemap.xml#/jobs/`.
    Paging: a sitemap may lead to others, and to pages; only those of the sitemap's own host are asked.
    Auth: none.
    Fields: as https://schema.org/JobPosting has them. A page is a posting's name, as many sites state one identifier everywhere.
    `validThrough` in the past, a page that is gone (404, 410) and a page whose markup is gone are no open vacancy; that a page
    is gone is said of its posting in `rejects`.
    Caps: 1,000 pages a board. A page that fails makes the listing partial.
    Terms: each site's own: read them before you add a board, and say so in its note.
    """

    name = "jsonld"
    card = Card(
        homepage="https://schema.org/JobPosting",
        proof="every page of its sitemap",
        has_posted_date=True,
        has_close_date=True,
        pii_fields=("applicationContact", "author"),
        robots_url="https://{board}/robots.txt",
        terms_note="Each site has its own; the panel's note says what was read.",
    )
    address = "{board}"
    gone_codes = (404, 410)
    pages_stand_alone = True
    misses_to_close = 2
    lists: ClassVar[tuple[str, ...]] = ("url", "sitemap")

    def first_page(self, board: Board) -> str:
        """The sitemap. Raises `ValueError` for a token with a scheme, a user or no host."""
        address = board.board.partition("#")[0]
        host = host_of(address)
        if not host or "@" in host or "://" in address:
            raise ValueError("a board is host and path of a sitemap, as in careers.example.com/sitemap.xml")
        return address

    def page(self, response: Response, address: str, board: Board) -> Page:
        """What a sitemap leads to, or the postings of a page."""
        if self._is_sitemap(response.body, address, board):
            return Page([], more=tuple(self._addresses(response.body, board)))
        try:
            stated = schema_org.job_postings(response.body, f"https://{address}")
        except Unusable as error:
            raise NotAListing(error.reason) from error
        where = {FOUND_ON: address, IS_ALONE: len(stated) == 1}
        return Page([{**item, **where} if isinstance(item, dict) else item for item in stated])

    def posting_at(self, address: str) -> str | None:
        """The path of a page names its posting."""
        return address.partition("/")[2]

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One `JobPosting` of a page."""
        address, is_alone = raw.text(FOUND_ON) or "", raw.flag(IS_ALONE)
        named = self.posting_at(address) if is_alone else None
        found = schema_org.posting(raw, self.name, board.board, f"https://{address}", named)
        if _is_past(found.closes_at, self.day):
            raise Unusable("no longer valid", "validThrough", found.closes_at, may_be_vacancy=False)
        return replace(found, employer=board.employer or found.employer)

    def _is_sitemap(self, body: bytes, address: str, board: Board) -> bool:
        """The board's own address is one, whatever it answers with; others say so by their root."""
        return address == self.first_page(board) or body.startswith(GZIP) or b"<urlset" in body[:500]

    def _addresses(self, body: bytes, board: Board) -> list[str]:
        stated = xml_document(_unpacked(body), self.lists)
        sitemaps, pages = (found_at(stated, keys) for keys in (("sitemapindex", "sitemap"), ("urlset", "url")))
        if not isinstance(stated, dict) or not {"sitemapindex", "urlset"} & set(stated):
            raise NotAListing("wrong shape: no sitemap")
        first, part = self.first_page(board), board.board.partition("#")[2]
        leads = [*_locations(sitemaps), *(page for page in _locations(pages) if part in page)]
        addresses = dict.fromkeys(address for lead in leads for address in next_by_link(first, lead))
        return [address for address in addresses if host_of(address) == host_of(first)]


def _unpacked(body: bytes) -> bytes:
    """A sitemap's text; raises `NotAListing` where it is packed and cannot be unpacked whole."""
    if not body.startswith(GZIP):
        return body
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = unpacking.decompress(body, LARGEST_SITEMAP)
    except zlib.error as error:
        raise NotAListing(f"broken gzip: {error}") from error
    if not unpacking.eof:
        raise NotAListing(f"a sitemap that is cut off, or larger than {LARGEST_SITEMAP} bytes")
    return text


def _locations(stated: Any) -> list[str]:
    parts = [Fields(part) for part in stated or [] if isinstance(part, dict)] if isinstance(stated, list) else []
    return [location for part in parts if (location := part.text("loc"))]


def _is_past(closes_at: str | None, day: str) -> bool:
    """Whether a date as ISO 8601 states it lies before a day; any other says nothing."""
    try:
        return date.fromisoformat((closes_at or "")[:10]) < date.fromisoformat(day)
    except ValueError:
        return False
