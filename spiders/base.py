"""The base of every board family: asks each board once and ends in exactly one ledger row per board, whatever happens.

A family declares where its listing is and takes the fields of one posting out of it; see `greenhouse.py` for the pattern.
"""

import json
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, ClassVar
from urllib.parse import quote

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from spiders.asking import Asking, Validator, text_of
from spiders.card import Card
from spiders.conduct.traffic import now
from spiders.documents import elements_at, items_at, json_document, total_at, xml_document
from spiders.fields import Fields
from spiders.items import Crawl, Posting
from spiders.listing import Judgement, Listing, NotAListing, Page, judge
from spiders.paging import host_of
from spiders.personal import without_addresses
from spiders.plan import Board
from spiders.refusals import bug, no_address, refusal

OK = 200
"""The one code that a listing comes with: 202 is how some hosts say "prove that you are no robot", 206 is a piece."""

MOST_LOST = 10
"""Pages of a board that may fail before it is left alone: a host that fails so often is in trouble."""

LONGEST_ADDRESS = 2_000
"""Characters of an address that is asked. The longest recorded one has 196; hosts refuse long ones anyway."""

MOST_UNREAD = 100
"""Names of fields nobody reads that the ledger keeps: a hostile answer could hold millions."""

UNCHANGED = Judgement("unchanged", proof="not modified since its last complete listing")


class BoardSpider(Spider):
    """Boards that list their postings on one page or several.

    No ABC: Scrapy's feed export reads every attribute of a spider, and zope.interface leaves one on such classes that raises.
    """

    card: ClassVar[Card]
    """What the source is, proves and allows."""
    address: ClassVar[str]
    """Host, path and query of a board's listing; `{board}` stands for its token, `{day}` for the day of the crawl."""
    careers: ClassVar[str] = ""
    """Host and path of the page that people look at; `{board}` stands for the token. Several are separated by blanks, and it is
    empty where tokens do not stand in it."""
    no_boards: ClassVar[tuple[str, ...]] = ()
    """What may stand in a careers page where the token does, and is none: part of the address of something else."""
    items_at: ClassVar[tuple[str, ...]] = ()
    """Keys that lead to the list of postings; none where the document itself is the list."""
    total_at: ClassVar[tuple[str, ...]] = ()
    """Keys that lead to the source's own count of its postings; none where it states none."""
    gone_codes: ClassVar[tuple[int, ...]] = ()
    """Codes that say of a later page: what stood here is gone. Nothing is missing then."""
    pages_stand_alone: ClassVar[bool] = False
    """Whether the pages after the first can be read without each other: one that fails then loses none of the rest."""
    misses_to_close: ClassVar[int] = 1
    """Complete listings in a row that must miss a posting before it counts as closed."""
    handle_httpstatus_list: ClassVar[list[int]] = [304]

    def __init__(self, boards: Sequence[Board], prefix: str, day: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.boards = boards
        self.prefix = prefix
        self.day = day
        self.crawls: dict[str, Crawl] = {}

    @abstractmethod
    def page(self, response: Response, address: str, board: Board) -> Page:
        """What one answer holds; raises `NotAListing` where it holds no listing."""

    @abstractmethod
    def posting(self, raw: Fields, board: Board) -> Posting:
        """The posting that one item states. Raises `Unusable` where it states none."""

    def more(self, stated: Any, items: Sequence[Any], address: str) -> Sequence[str]:
        """Addresses of the pages that follow the one at `address`; none where a listing is one page."""
        return ()

    def first_page(self, board: Board) -> str:
        """Address of the first page of a board's listing."""
        return self.address.format(board=quote(board.board, safe=""), day=self.day)

    def posting_at(self, address: str) -> str | None:
        """The id of the posting whose own page has this address; null where pages are not postings."""
        return None

    def request_for(self, address: str) -> dict[str, Any]:
        """Arguments of the request for a page: its URL; method and body where it is no plain GET."""
        return {"url": self.prefix + address}

    async def start(self) -> AsyncIterator[Any]:
        """One request for each board; further pages follow one by one."""
        for board in self.boards:
            for found in self._begin(board):
                yield found

    def answered(self, response: Response, asking: Asking, page: Validator) -> Iterator[Any]:
        """A page's postings and rejects, then the next page or the ledger row. No answer, and no bug in reading it, stops
        the other boards."""
        if response.status == 304 and page.can_be_asked:
            asking.pages.append(page)
            yield from self._go_on(asking)
        elif asking.is_unmodified and asking.pages:
            asking.start_over()
            yield from self._go_on(asking)
        else:
            asking.is_unmodified = False
            asking.pages.append(Validator.of(page.address, response))
            yield from self._read(response, asking, page.address)

    def unanswered(self, failure: Failure) -> Iterator[Any]:
        """The next page, or the ledger row, of a board one of whose pages did not answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        asking: Asking = request.cb_kwargs["asking"]
        error = failure.value
        if asking.pages and isinstance(error, HttpError) and error.response.status in self.gone_codes:
            page: Validator = request.cb_kwargs["page"]
            if asking.is_unmodified:
                asking.start_over()
            else:
                yield asking.listing.gone(self.posting_at(page.address), error.response.status)
            yield from self._go_on(asking)
        else:
            yield from self._in_trouble(asking, refusal(error), len(asking.pages) + 1)

    def _begin(self, board: Board) -> Iterator[Any]:
        """The first request, or the ledger row of a board whose token makes no address."""
        listing = Listing(self.name, board.board)
        try:
            first = self.first_page(board)
        except ValueError as error:
            yield self._end(Asking(board, "", listing), no_address(error))
        else:
            yield from self._go_on(Asking(board, first, listing))

    def _request(self, asking: Asking, page: Validator) -> Request:
        """The request for a page; raises `ValueError` where it has no address."""
        if len(page.address) > LONGEST_ADDRESS:
            raise ValueError(f"it has {len(page.address):,} characters")
        return Request(
            **self.request_for(page.address),
            callback=self.answered,
            errback=self.unanswered,
            headers=page.headers,
            cb_kwargs={"asking": asking, "page": page},
            meta={"cost": asking.cost},
            dont_filter=True,
        )

    def _read(self, response: Response, asking: Asking, address: str) -> Iterator[Any]:
        asking.bytes += len(response.body)
        try:
            if response.status != OK:
                raise NotAListing(f"HTTP {response.status}")
            page = self.page(response, address, asking.board)
            yield from asking.listing.add(page, lambda raw: self.posting(raw, asking.board))
        except NotAListing as error:
            yield from self._in_trouble(asking, Judgement("failed", str(error)), len(asking.pages))
        except Exception as error:
            self.logger.exception("cannot read board %s", asking.board.board)
            yield from self._in_trouble(asking, bug(error), len(asking.pages))
        else:
            yield from self._turn(asking, page)

    def _turn(self, asking: Asking, page: Page) -> Iterator[Any]:
        """Goes on to the pages that a page names, where they are at its board's host: nobody else speaks for the board."""
        elsewhere = [address for address in page.more if host_of(address) != host_of(asking.first)]
        if elsewhere:
            why = f"the next page is said to be at {elsewhere[0][:100]!r}, which is not the board's host"
            yield self._end(asking, _of_page(Judgement("failed", why), asking, len(asking.pages)))
        else:
            asking.expect(() if asking.listing.goes_in_circles else page.more)
            yield from self._go_on(asking)

    def _in_trouble(self, asking: Asking, judgement: Judgement, number: int) -> Iterator[Any]:
        """A page that stands alone is lost without the others; any other ends the asking of its board."""
        if number > 1 and self.pages_stand_alone and judgement.status == "failed" and len(asking.lost) < MOST_LOST:
            asking.lost.append(judgement.why or "")
            yield from self._go_on(asking)
        else:
            yield self._end(asking, _of_page(judgement, asking, number))

    def _go_on(self, asking: Asking) -> Iterator[Any]:
        page = asking.next_page()
        if page is None:
            yield self._end(asking, self._verdict(asking))
        elif too_much := asking.too_much:
            yield self._end(asking, Judgement("partial", too_much))
        else:
            yield from self._ask(asking, page)

    def _ask(self, asking: Asking, page: Validator) -> Iterator[Any]:
        try:
            request = self._request(asking, page)
        except ValueError as error:
            yield from self._in_trouble(asking, no_address(error), len(asking.pages) + 1)
        else:
            yield request

    def _verdict(self, asking: Asking) -> Judgement:
        if asking.is_unmodified:
            return UNCHANGED
        if asking.lost:
            return Judgement("partial", f"{len(asking.lost)} pages could not be read, the first: {asking.lost[0]}")
        return judge(asking.listing, self.card)

    def _end(self, asking: Asking, judgement: Judgement) -> Crawl:
        listing, cost = asking.listing, asking.cost
        # Only a complete listing has validators: no other may be called unchanged.
        is_observed = judgement.status in ("complete", "unchanged")
        crawl = Crawl(
            source=self.name,
            board=asking.board.board,
            status=judgement.status,
            why=judgement.why and without_addresses(judgement.why),  # a host may have its say in it
            proof=judgement.proof,
            listed=listing.listed,
            collected=listing.collected,
            rejected=listing.rejected,
            robots=cost.robots,
            misses_to_close=self.misses_to_close,
            unread_fields=json.dumps(dict(listing.unread.most_common(MOST_UNREAD)), sort_keys=True),
            validators=text_of(asking.pages) if is_observed and self.card.is_conditional else None,
            started_at=cost.started_at,
            ended_at=now(),
            requests=cost.requests,
            bytes=cost.bytes,
            http_codes=cost.http_codes,
        )
        self.crawls[asking.board.board] = crawl
        return crawl


class JsonBoardSpider(BoardSpider):
    """Boards that answer in JSON."""

    def page(self, response: Response, address: str, board: Board) -> Page:
        """The items of one JSON document, the source's total, and the pages that follow."""
        stated = json_document(response.body)
        items = self.items(stated)
        return Page(items, total_at(stated, self.total_at), tuple(self.more(stated, items, address)))

    def items(self, stated: Any) -> list[Any]:
        """The items of a document; raises `NotAListing` where it has no list."""
        return items_at(stated, self.items_at)


class XmlBoardSpider(BoardSpider):
    """Boards that answer in XML. An element's parts are its keys; `lists` are parts that may occur several times."""

    lists: ClassVar[tuple[str, ...]]

    def page(self, response: Response, address: str, board: Board) -> Page:
        """The elements of one XML document, and the pages that follow."""
        stated = xml_document(response.body, self.lists)
        items = elements_at(stated, self.items_at)
        return Page(items, more=tuple(self.more(stated, items, address)))


def _of_page(judgement: Judgement, asking: Asking, number: int) -> Judgement:
    """What went wrong with one page makes the listing partial where others were read."""
    if not asking.listing.shown:
        return judgement
    return Judgement("partial", f"page {number}: {judgement.why}")
