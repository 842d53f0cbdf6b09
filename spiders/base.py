"""The base of every board family: asks each board once and ends in exactly one ledger row per board, whatever happens.

A family declares where its listing is and takes the fields of one posting out of it; see `greenhouse.py` for the pattern.
"""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, ClassVar
from urllib.parse import quote

from scrapy import Request, Spider
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from spiders.fields import Fields
from spiders.items import Crawl, Posting, Reject
from spiders.listing import Judgement, Listing, NotAListing, document, items_at, judge, read_items, total_at
from spiders.plan import Board
from spiders.traffic import Cost, now

BLOCKED_CODES = (401, 403, 429)
"""Answers that mean: not you, or not now. Any other that is no listing is a failure."""
FORBIDDEN = "Forbidden by robots.txt"
"""What Scrapy's robots middleware gives as its reason."""

UNCHANGED = Judgement("unchanged", proof="not modified since its last complete listing")


class JsonBoardSpider(Spider):
    """Boards that answer with their whole listing as one JSON document."""

    address: ClassVar[str]
    """Host, path and query of a board's listing; `{board}` stands for its token."""
    items_at: ClassVar[tuple[str, ...]] = ()
    """Keys that lead to the list of postings; none where the document itself is the list."""
    total_at: ClassVar[tuple[str, ...]] = ()
    """Keys that lead to the source's own count of its postings; none where it states none."""
    misses_to_close: ClassVar[int] = 1
    """Complete listings in a row that must miss a posting before it counts as closed."""
    handle_httpstatus_list: ClassVar[list[int]] = [304]

    def __init__(self, boards: Sequence[Board], prefix: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.boards = boards
        self.prefix = prefix
        self.crawls: dict[str, Crawl] = {}

    def posting(self, raw: Fields, board: Board) -> Posting:
        """The posting that one item states. Raises `Unusable` where it states none."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Any]:
        """One request for each board."""
        for board in self.boards:
            yield self._ask(board)

    def _ask(self, board: Board) -> Request:
        validators = {"If-None-Match": board.etag, "If-Modified-Since": board.last_modified}
        return Request(
            self.prefix + self.address.format(board=quote(board.board, safe="")),
            callback=self.answered,
            errback=self.unanswered,
            headers={name: value for name, value in validators.items() if value},
            cb_kwargs={"board": board},
            meta={"cost": Cost()},
            dont_filter=True,
        )

    def answered(self, response: Response, board: Board) -> Iterator[Posting | Reject | Crawl]:
        """A board's postings, rejects and ledger row. No answer, and no bug in reading it, stops the other boards."""
        listing, judgement = Listing(), UNCHANGED
        if response.status != 304 or not (board.etag or board.last_modified):
            listing, judgement = self._read(response, board)
        yield from listing.postings
        yield from listing.rejects
        yield self._end(board, response.meta["cost"], judgement, listing, response)

    def unanswered(self, failure: Failure) -> Iterator[Crawl]:
        """The ledger row of a board that gave no listing."""
        request: Request = failure.request  # type: ignore[attr-defined]
        yield self._end(request.cb_kwargs["board"], request.meta["cost"], refusal(failure.value))

    def _read(self, response: Response, board: Board) -> tuple[Listing, Judgement]:
        try:
            listing = self.listing(response.body, board)
        except NotAListing as error:
            return Listing(), Judgement("failed", str(error))
        except Exception as error:
            self.logger.exception("cannot read board %s", board.board)
            return Listing(), Judgement("failed", f"error of the spider: {type(error).__name__}: {error}")
        return listing, judge(listing, bool(self.total_at))

    def listing(self, body: bytes, board: Board) -> Listing:
        """What a board's answer holds; raises `NotAListing` where it is none."""
        stated = document(body)
        items, listed = items_at(stated, self.items_at), total_at(stated, self.total_at)
        return read_items(items, listed, lambda raw: self.posting(raw, board), self.name, board.board)

    def _end(
        self,
        board: Board,
        cost: Cost,
        judgement: Judgement,
        listing: Listing | None = None,
        response: Response | None = None,
    ) -> Crawl:
        listing = listing or Listing()
        crawl = Crawl(
            source=self.name,
            board=board.board,
            status=judgement.status,
            why=judgement.why,
            proof=judgement.proof,
            listed=listing.listed,
            collected=len(listing.postings),
            rejected=len(listing.rejects),
            robots="disallowed" if judgement.why == FORBIDDEN else "allowed",
            misses_to_close=self.misses_to_close,
            unread_fields=json.dumps(listing.unread, sort_keys=True),
            etag=_validator(response, "ETag", judgement, board.etag),
            last_modified=_validator(response, "Last-Modified", judgement, board.last_modified),
            started_at=cost.started_at,
            ended_at=now(),
            requests=cost.requests,
            bytes=cost.bytes,
            http_codes=cost.http_codes,
        )
        self.crawls[board.board] = crawl
        return crawl


def refusal(error: BaseException | None) -> Judgement:
    """What it means that a board gave no listing."""
    if isinstance(error, HttpError):
        code = error.response.status
        return Judgement("blocked" if code in BLOCKED_CODES else "failed", f"HTTP {code}")
    if isinstance(error, IgnoreRequest):
        return Judgement("blocked" if str(error) == FORBIDDEN else "failed", str(error))
    if isinstance(error, DownloadTimeoutError):
        return Judgement("failed", "time-out")
    return Judgement("failed", f"{type(error).__name__}: {error}"[:200])


def _validator(response: Response | None, header: str, judgement: Judgement, asked_with: str | None) -> str | None:
    """The validator to ask with next time. Only a complete listing has one: no other may be called unchanged."""
    if response is None or judgement.status not in ("complete", "unchanged"):
        return None
    stated = response.headers.get(header)
    return stated.decode("latin-1") if stated else (asked_with if judgement.status == "unchanged" else None)
