"""What the sandbox needs to know of a board family: where it answers, and in which words."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

import xmltodict

from spiders.sandbox.facts import Flaw, PostingFacts

PAGE = 8
"""Items that a family which pages shows at once, however many are asked for: small, so that small boards have pages."""


@dataclass(frozen=True)
class Asked:
    """One request, taken apart."""

    board: str
    day: date
    query: dict[str, str] = field(default_factory=dict)
    item: str | None = None
    """The posting whose own page is asked for; null for the listing."""

    def number(self, name: str, otherwise: int) -> int:
        """A whole number of the query."""
        stated = self.query.get(name, "")
        return int(stated) if stated.isdigit() else otherwise


class Shown(NamedTuple):
    """A posting that is listed, and its item as text."""

    posting: PostingFacts
    text: str


class Format(ABC):
    """One board family's real format: shapes as in recorded answers or the source's documentation, texts invented."""

    source: ClassVar[str]
    address: ClassVar[str]
    """Real host and path of a listing, with `{board}`. Stated here a second time on purpose: a spider that asks elsewhere gets
    nothing."""
    items_address: ClassVar[str | None] = None
    """Real host and path of a posting's own page, with `{board}` and `{item}`, where the spider reads it."""
    board: ClassVar[str | None] = None
    """The family's one board, which lists the postings of all employers; null where each employer has its own."""
    kind: ClassVar[str] = "application/json"
    """Content type of an answer."""
    has_requisitions: ClassVar[bool] = False
    """Whether it states the employer's number of the opening."""
    flaws: ClassVar[tuple[Flaw, ...]] = ("no_title", "odd_id")
    """Ways in which an item may be no usable posting."""

    @abstractmethod
    def item(self, posting: PostingFacts) -> str:
        """One item of a listing as text, with its flaw if it has one."""

    @abstractmethod
    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str | None:
        """An answer: the page asked for, of items that the board shows out of `total`. Null where there is none."""

    def token(self, employer: str) -> str:
        """The board's token, from the employer's short name."""
        return self.board or employer

    def path(self, board: str) -> str:
        """Host and path of a board's listing."""
        return self.address.format(board=board)

    def identifier(self, unique: UUID) -> str:
        """A posting's identifier in this family's manner."""
        return str(unique)

    def read(self, path: str) -> tuple[str, str | None] | None:
        """Board and item that a real host and path name; null where they are none of this family's."""
        for address in (self.address, self.items_address):
            found = address and re.fullmatch(_pattern(address), path)
            if found:
                named = found.groupdict()
                return self.board or named["board"], named.get("item")
        return None


class ObjectFormat(Format):
    """A family whose items are objects: names with values, whatever they are written in."""

    id_field: ClassVar[str] = "id"
    title_field: ClassVar[str] = "title"

    @abstractmethod
    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """One item of a listing, without a flaw."""

    @abstractmethod
    def written(self, stated: Any) -> str:
        """An item as text."""

    def item(self, posting: PostingFacts) -> str:
        """The item as text, with its flaw if it has one."""
        if posting.flaw == "not_an_object":
            return self.written("see our careers page")
        stated = self.stated(posting)
        if posting.flaw == "no_title":
            stated.pop(self.title_field)
        elif posting.flaw == "odd_id":
            stated[self.id_field] = {"value": posting.posting_id}
        return self.written(stated)


class JsonFormat(ObjectFormat):
    """A family whose items are JSON objects."""

    def written(self, stated: Any) -> str:
        """An item as JSON text."""
        return json.dumps(stated, ensure_ascii=False)


class XmlFormat(ObjectFormat):
    """A family whose items are XML elements. A list states its element several times."""

    kind = "application/xml; charset=utf-8"
    element: ClassVar[str]

    def written(self, stated: Any) -> str:
        """An item as an element."""
        return str(xmltodict.unparse({self.element: stated}, full_document=False))


def listed(shown: Sequence[Shown], between: str = ",") -> str:
    """Items one after the other, as the inside of a list."""
    return between.join(item.text for item in shown)


def at_nine(day: date) -> datetime:
    """When things are published here."""
    return datetime.combine(day, time(9, 30), UTC)


def moment(day: date) -> str:
    """The hour of publication on a day, ISO 8601."""
    return at_nine(day).isoformat(timespec="seconds")


def _pattern(address: str) -> str:
    return re.escape(address).replace(r"\{board\}", "(?P<board>[^/]+)").replace(r"\{item\}", "(?P<item>[^/]+)")
